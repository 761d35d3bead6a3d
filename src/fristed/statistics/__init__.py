"""The reading room: counts, protects, freezes and prints."""
