"""All texts of a year's report held against its hidden counts, when an editor asks: by a program of its own.

It imports nothing that prints or counts, so that the web process may use it.
"""
