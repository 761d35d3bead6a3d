"""The ground: pure statistics, optimisation and code lists. No Django, no database, no clock."""
