"""Migrations of the room of outreach."""
