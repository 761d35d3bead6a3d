"""Modes, legal basis and the assessment of consequences, in words."""
