"""Fristed: shared case, coordination and statistics system for the specialised services."""

__version__ = "0.1.0"
