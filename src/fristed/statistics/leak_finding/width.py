"""How wide the interval of a hidden count must be, where a spec does not say it."""

USUAL_WIDTH = 3
"""Highest less lowest possible count, at least: four possible values."""
