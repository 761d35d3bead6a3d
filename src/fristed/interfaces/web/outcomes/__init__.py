"""Outcomes on the pages."""
