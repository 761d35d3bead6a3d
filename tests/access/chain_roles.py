"""The roles of those who take part in the chain of protection and see nothing else of the house."""

IN_THE_CHAIN = frozenset({"housing_officer", "police_coordinator", "provider_staff", "mentor_coordinator"})
