"""The keys, wrapped, in a database of their own: what is deleted here is unreadable everywhere."""
