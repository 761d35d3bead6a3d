"""Who and where the person of a case is, in words."""
