"""Figures of other agencies that the report cites: each recorded once, with its source and dates.

It imports nothing that prints or counts, so that the web process may use it.
"""
