"""The codes of this room."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Who somebody is, beside the person of the case."""

    PERSON = "person_of_case"
    CHILD = "child"
    SIBLING = "sibling"
    PARENT = "parent"
    PARTNER = "partner"
    OTHER = "other"


class Age(StrEnum):
    """Whether somebody is counted as a child or as an adult."""

    CHILD = "child_under_18"
    ADULT = "adult_18_plus"


OF_AGE_YEARS = 18
"""From this age somebody is an adult."""
