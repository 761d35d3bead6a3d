"""Which free places fit a group of people, and why the others do not. A person decides; this only looks.

The method knows dwellings by a key and places by a key. Where a dwelling lies it knows as a zone: a letter
whose meaning stands in no file.
"""

from fristed.methods.placement.fitting import Dwelling, Finding, Group, Place, Reason, fit, fits, free_ahead

__all__ = ["Dwelling", "Finding", "Group", "Place", "Reason", "fit", "fits", "free_ahead"]
