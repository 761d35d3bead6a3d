"""Migrations of this room: named, linear, for SQLite and PostgreSQL."""
