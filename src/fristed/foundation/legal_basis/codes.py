"""The small code lists of this room."""

from __future__ import annotations

from enum import StrEnum

LONGEST_BASIS, LONGEST_LAW = 400, 200


class Mode(StrEnum):
    """How near a service's register may come to persons, from least to most."""

    ANONYMOUS = "anonymous"
    PSEUDONYMOUS = "pseudonymous"
    IDENTIFIED = "identified"


class Switch(StrEnum):
    """Whether a field is in use."""

    ON = "on"
    OFF = "off"


class Side(StrEnum):
    """On whose behalf somebody proposes or confirms: one of each is needed."""

    LEADER = "leader"
    OWNER = "owner"


class Why(StrEnum):
    """Why a field may not be held."""

    UNKNOWN_FIELD = "unknown_field"
    MODE_TOO_LOW = "mode_too_low"
    NO_BASIS = "no_basis"
    SWITCHED_OFF = "switched_off"
    ENDED = "ended"


RISING = (Mode.ANONYMOUS, Mode.PSEUDONYMOUS, Mode.IDENTIFIED)


def reaches(mode: str, least: str) -> bool:
    """Whether a mode comes at least as near as another."""
    return RISING.index(Mode(mode)) >= RISING.index(Mode(least))
