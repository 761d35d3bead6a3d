"""The protector: knows every count and decides which are hidden, at the smallest loss.

It does not import the attacker, and the attacker does not import it.
"""

from fristed.methods.disclosure.protection.linked import (
    Effort,
    NoSafeLinkedPattern,
    is_safe_pattern,
    protect_linked,
)
from fristed.methods.disclosure.protection.patterns import NoSafePattern, protect
from fristed.methods.disclosure.protection.ranges import derivable_ranges
from fristed.methods.disclosure.protection.years import protect_years

__all__ = [
    "Effort",
    "NoSafeLinkedPattern",
    "NoSafePattern",
    "derivable_ranges",
    "is_safe_pattern",
    "protect",
    "protect_linked",
    "protect_years",
]
