"""What a decision is made of: frozen values, and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RuleId(StrEnum):
    """The rule that decided; the order of decision is that of :data:`rules.RULES`."""

    UNCLEAR = "fault.unclear"
    OWN_DATA = "core.own_data"
    KIN = "core.kin"
    PARTNER = "core.partner"
    BLOCKED = "core.blocked"
    STRICTLY_CONFIDENTIAL = "core.strictly_confidential"
    CONFIDENTIAL = "core.confidential"
    DISQUALIFIED = "core.disqualified"
    NO_PERMISSION = "role.no_permission"
    OWN_SERVICE = "role.own_service"
    GRANT = "grant.in_force"
    BROKEN_GLASS = "glass.broken"
    NOTHING_SAYS_YES = "default.deny"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something is permitted, and the rule that says so."""

    permit: bool
    rule: RuleId


@dataclass(frozen=True, slots=True)
class Subject:
    """Who wants to do something.

    Attributes
    ----------
    account_id
        The account, or ``None`` for a program.
    pseudonyms
        What the vault calls the member of staff as a person, as they declared; empty where none is used.
    kept_by
        Of a machine, the accounts of those who let it in, whose pseudonyms are among ``pseudonyms``.
    """

    account_id: int | None
    service: str | None
    permissions: frozenset[str]
    pseudonyms: frozenset[str] = frozenset()
    kept_by: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Thing:
    """The case, or grey-zone case, that it is to be done to.

    Attributes
    ----------
    grading
        A code of :class:`codes.Grading`.
    responsible
        The account that registered it, or ``None``.
    named, blocked
        Accounts named to the case, and accounts that its block list shuts out.
    ties
        Pairs of an account and a code of :class:`codes.TieKind`.
    pseudonym
        What the vault calls the person of the case, or empty.
    """

    service: str
    reference: str
    grading: str = "none"
    responsible: int | None = None
    named: frozenset[int] = frozenset()
    blocked: frozenset[int] = frozenset()
    ties: frozenset[tuple[int, str]] = frozenset()
    pseudonym: str = ""


@dataclass(frozen=True, slots=True)
class GrantFact:
    """Leave to reach cases of another service: all of it, or the one case of ``reference``.

    Attributes
    ----------
    level
        A code of :class:`codes.Level`.
    ended_at
        When it was ended before its time, or ``None``.
    """

    account_id: int
    service: str
    reference: str
    level: str
    starts_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GlassFact:
    """That somebody has broken the glass before one case, and until when that holds."""

    account_id: int
    service: str
    reference: str
    broken_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class Context:
    """When, and what has been given: of whomever and whatever; the rules pick what fits."""

    at: datetime | None
    grants: tuple[GrantFact, ...] = ()
    glasses: tuple[GlassFact, ...] = ()
