"""The codes of guidance: what kind of text something is, how sure it is, and how a question is answered."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a piece of text is for, in the order of the page."""

    NOW = "now"
    NOT = "not"
    ASK = "ask"
    ANONYMOUS = "anonymous"
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    DUTY = "duty"


class Status(StrEnum):
    """How a piece stands to its source."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    GENERAL_KNOWLEDGE = "general_knowledge"


class Chosen(StrEnum):
    """How many options of a question may be chosen."""

    ONE = "one"
    SEVERAL = "several"


class State(StrEnum):
    """How an edition of a text stands."""

    WAITS = "waits"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


WHOLE = ("nb", "nn", "en")
"""The languages in which every text must be."""
MEASURED = ("nb", "nn")
"""The languages whose texts must be easy by LIX."""
HEAVIEST = 40
"""What the LIX of the texts of a kind must stay under."""
COMMON = "common"
"""The source that is none: common knowledge."""
UNKNOWN = "unknown"
"""The option that says that the reader does not know; to the rules it is no answer."""
DANGER, DANGER_NOW = "danger", "yes"
