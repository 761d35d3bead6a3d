"""Protect linked counts: tables that share margins, hierarchies, figures and sentences, as one system.

The demands on single relations are written down as an integer programme, which is solved; what an attacker
could still derive through several relations together is found by linear programming and added to it, until
nothing is left. Large systems are repaired around the cells that are still too narrow instead.
"""

from fristed.methods.disclosure.protection.linked.effort import Effort
from fristed.methods.disclosure.protection.linked.limited import LimitReached, protect_within
from fristed.methods.disclosure.protection.linked.safety import is_safe_pattern
from fristed.methods.disclosure.protection.linked.search import NoSafeLinkedPattern, protect_linked

__all__ = [
    "Effort",
    "LimitReached",
    "NoSafeLinkedPattern",
    "is_safe_pattern",
    "protect_linked",
    "protect_within",
]
