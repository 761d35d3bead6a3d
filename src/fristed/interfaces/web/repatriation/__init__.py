"""Journeys home as pages show them."""
