"""Releases: what is protected together, stored once, and shown by every door."""
