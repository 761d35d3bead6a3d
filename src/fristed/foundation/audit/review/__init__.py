"""The log, looked through: what is unusual about how cases are read, and what reviewers found out."""
