"""The codes of this room that are no code lists, and those of the lists that its forms may use."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from fristed.methods.classifications import code_list

UNG_NO = "ung.no"
SITES = (UNG_NO,)
WITNESSES = "KT"
"""The service that is called as expert witness."""
POSTED = "MR"
"""The service whose advisers are posted at schools."""
SERVICES = tuple(sorted(code_list("services").codes()))


def audiences() -> tuple[str, ...]:
    """Give the agencies whose competence can be raised: the common referrers, without private persons."""
    found = code_list("referrers")
    return tuple(one.code for one in found if one.parent != "private" and one.code != "unknown")


class State(StrEnum):
    """How far an assignment has come."""

    REQUESTED = "requested"
    PASSED_ON = "passed_on"
    ACCEPTED = "accepted"
    PLANNED = "planned"
    HELD = "held"
    DECLINED = "declined"
    CANCELLED = "cancelled"


FOLLOWS: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.REQUESTED: frozenset({State.ACCEPTED, State.PASSED_ON, State.DECLINED, State.CANCELLED}),
        # Who it was passed on to has the same choices, and may pass it on once more.
        State.PASSED_ON: frozenset({State.ACCEPTED, State.PASSED_ON, State.DECLINED, State.CANCELLED}),
        State.ACCEPTED: frozenset({State.PLANNED, State.PASSED_ON, State.CANCELLED}),
        # A day can be moved.
        State.PLANNED: frozenset({State.PLANNED, State.HELD, State.PASSED_ON, State.CANCELLED}),
        State.HELD: frozenset(),
        State.DECLINED: frozenset(),
        State.CANCELLED: frozenset(),
    }
)
OVER = frozenset({State.HELD, State.DECLINED, State.CANCELLED})
"""Nothing follows but feedback and corrections."""
UNANSWERED = frozenset({State.REQUESTED, State.PASSED_ON})


class Kind(StrEnum):
    """Work with pupils that is noted in two clicks; codes of the list ``outreach_kinds``."""

    TEACHING = "teaching"
    GROUP = "group"
    OPEN_DOOR = "open_door"


class Stand(StrEnum):
    """How far an expert witness has come."""

    SUMMONED = "summoned"
    CHECKED = "checked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    PREPARED = "prepared"
    TESTIFIED = "testified"
    CALLED_OFF = "called_off"


STAND_FOLLOWS: Mapping[Stand, frozenset[Stand]] = MappingProxyType(
    {
        # Nobody is accepted before somebody has looked for a conflict.
        Stand.SUMMONED: frozenset({Stand.CHECKED, Stand.DECLINED, Stand.CALLED_OFF}),
        Stand.CHECKED: frozenset({Stand.CHECKED, Stand.ACCEPTED, Stand.DECLINED, Stand.CALLED_OFF}),
        Stand.ACCEPTED: frozenset({Stand.CHECKED, Stand.PREPARED, Stand.CALLED_OFF}),
        Stand.PREPARED: frozenset({Stand.CHECKED, Stand.TESTIFIED, Stand.CALLED_OFF}),
        Stand.TESTIFIED: frozenset(),
        Stand.DECLINED: frozenset(),
        Stand.CALLED_OFF: frozenset(),
    }
)
CONFLICT = "conflict"
"""The result of a check after which one can only decline; a code of the list ``witness_checks``."""
