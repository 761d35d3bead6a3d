"""Decisions about modes and fields, and what the rule answers: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from fristed.foundation.legal_basis.codes import Mode, Why


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of a service: its mode (``field`` is empty), or whether a field is in use.

    Attributes
    ----------
    number
        The order in which decisions were proposed.
    setting
        A code of :class:`codes.Mode` where ``field`` is empty, otherwise of :class:`codes.Switch`.
    from_date, to_date
        The first and last day it is meant to hold; no last day is ``None``.
    confirmed_date
        The day a second person confirmed it, or ``None``: then it holds on no day.
    """

    number: int
    key: str
    service: str
    field: str
    setting: str
    purpose: str
    basis: str
    law: str
    from_date: date
    to_date: date | None
    proposed_by: str
    proposed_as: str
    proposed_at: datetime
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    confirmed_date: date | None = None
    refused_by: str = ""

    @property
    def begins_date(self) -> date | None:
        """The first day it holds: never before it was confirmed."""
        return None if self.confirmed_date is None else max(self.from_date, self.confirmed_date)

    @property
    def waits(self) -> bool:
        """Whether it waits for a second person."""
        return self.confirmed_date is None and not self.refused_by


@dataclass(frozen=True, slots=True)
class Basis:
    """That a field may be held, and the decision that says so."""

    number: int
    field: str
    service: str
    purpose: str
    basis: str
    law: str
    from_date: date
    to_date: date | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """That a field may not be held, and why."""

    field: str
    service: str
    why: Why


@dataclass(frozen=True, slots=True)
class FieldState:
    """What holds for a field of a service on a day."""

    field: str
    zone: str
    least_mode: Mode
    answer: Basis | Refusal


@dataclass(frozen=True, slots=True)
class ServiceState:
    """What a service may hold about persons on a day, and what waits to be confirmed."""

    service: str
    mode: Mode
    mode_decision: Decided | None
    fields: tuple[FieldState, ...]
    waiting: tuple[Decided, ...]
    decided: tuple[Decided, ...]
