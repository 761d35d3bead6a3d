"""Who is acting (identity) and what has happened (audit)."""
