"""Receptions as pages show them."""
