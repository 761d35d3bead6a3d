"""The protector: knows every count and decides which are hidden, at the smallest loss.

It does not import the attacker, and the attacker does not import it.
"""

from fristed.methods.disclosure.protection.linked import (
    Effort,
    LimitReached,
    NoSafeLinkedPattern,
    is_safe_pattern,
    protect_linked,
    protect_within,
)

__all__ = [
    "Effort",
    "LimitReached",
    "NoSafeLinkedPattern",
    "is_safe_pattern",
    "protect_linked",
    "protect_within",
]
