"""Disclosure control: a protector that hides, and an attacker, written apart, that tries to undo it.

The two share the records in :mod:`fristed.methods.disclosure.records` and nothing else, so that a mistake
in one is not repeated in the other.
"""
