"""Statistics of the protection chain on the pages."""
