"""Statistics of the protection chain: journeys home, receptions, the housing scheme."""
