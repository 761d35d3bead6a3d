"""Who is acting: accounts, roles, and what each role may do."""
