"""Migrations of the staff room."""
