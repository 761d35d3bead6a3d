"""The journey home: applications for a travel group, conditions as data, decision, ticket, settlement."""
