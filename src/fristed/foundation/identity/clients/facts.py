"""Frozen records that cross the wall of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fristed.foundation.identity.facts import Actor


class ClientState(StrEnum):
    """How far a client has come."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    IN_USE = "in_use"
    ENDED = "ended"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A client in a list. Nothing of its token but the beginning that finds it."""

    key: str
    name: str
    service: str
    scopes: tuple[str, ...]
    state: ClientState
    ends_at: datetime
    asked_at: datetime
    asked_by: str
    confirmed_by: str
    issued_at: datetime | None
    prefix: str
    may_confirm: bool
    is_sent_to: str
    """The host that is told when something happens; empty where none is."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """That something was carried out: the reference it made, when, and whether it was just now."""

    reference: str
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class TargetLine:
    """Where a client is told that something has happened, and how that goes."""

    address: str
    told_to: int
    failed: int
    is_resting: bool


@dataclass(frozen=True, slots=True)
class TargetToTell:
    """A target whose turn it is, with the client as it may act now, and the secret that signs."""

    key: int
    actor: Actor
    address: str
    secret: bytes
    told_to: int
