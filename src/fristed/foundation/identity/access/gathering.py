"""From rows to what a decision looks at: for pages that explain, and for verbs that decide about one case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import BigIntegerField, CharField, DateTimeField, F, Value
from django.db.models.functions import Cast

from fristed.foundation.identity.access.facts import Context, GlassFact, GrantFact, Subject, Thing
from fristed.foundation.identity.access.looking import once
from fristed.foundation.identity.access.models import (
    Block,
    BrokenGlass,
    Grant,
    Lowering,
    Naming,
    StaffPseudonym,
    Tie,
)
from fristed.foundation.identity.access.reach import accounts_behind
from fristed.foundation.identity.facts import Actor


class ProtectedRow(Protocol):
    """What a row of a register has that decisions look at."""

    service: str
    reference: str
    responsible: int | None
    address_grading: str
    person_pseudonym: str


def subject_of(actor: Actor) -> Subject:
    """Give an actor as a decision sees them, with the pseudonyms they have declared."""
    return subjects_of((actor,))[0]


def subjects_of(actors: Sequence[Actor]) -> tuple[Subject, ...]:
    """Give actors as a decision sees them, in one question for all."""
    declared: dict[int, set[str]] = defaultdict(set)
    asked = {account for actor in actors for account in accounts_behind(actor)}
    rows = StaffPseudonym.objects.filter(account_id__in=asked)
    for account_id, pseudonym in rows.values_list("account_id", "pseudonym"):
        declared[account_id].add(pseudonym)
    return tuple(
        Subject(
            account_id=actor.account_id,
            service=actor.service,
            permissions=actor.permissions,
            pseudonyms=frozenset().union(*(declared[account] for account in accounts_behind(actor))),
            kept_by=actor.kept_by,
        )
        for actor in actors
    )


@dataclass(frozen=True, slots=True)
class Held:
    """One tie, block, name or asked lowering that holds on a case; ``code`` is of ties and lowerings."""

    of: str
    key: int
    account_id: int | None
    code: str
    by_username: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Holds:
    """All that has been declared, blocked, named and asked about one case and holds now, the oldest first."""

    ties: tuple[Held, ...]
    blocks: tuple[Held, ...]
    names: tuple[Held, ...]
    lowerings: tuple[Held, ...]


def holds_on(reference: str) -> Holds:
    """Give what holds on a case, in one question, for a room that has decided who may know.

    Asked once while a page is made; a verb asks each time.
    """
    return once(("holds", reference), lambda: _holds(reference))


def _holds(reference: str) -> Holds:
    """Read the four tables together."""
    text = Value("", output_field=CharField())
    fields = ("of", "pk", "account", "code", "by", "since")
    parts = (
        Tie.objects.annotate(account=F("account_id"), code=F("kind"), by=text, since=F("declared_at")),
        Block.objects.annotate(account=F("account_id"), code=text, by=F("blocked_by"), since=F("blocked_at")),
        Naming.objects.annotate(account=F("account_id"), code=text, by=F("named_by"), since=F("named_at")),
        Lowering.objects.annotate(
            account=Cast(Value(None), BigIntegerField()),
            code=F("grading"),
            by=F("asked_by"),
            since=F("asked_at"),
        ),
    )
    first, *others = (
        rows.filter(reference=reference, **{"decided_at" if rows.model is Lowering else "ended_at": None})
        .annotate(of=Value(rows.model.__name__))
        .values_list(*fields)
        for rows in parts
    )
    found = sorted((Held(*row) for row in first.union(*others, all=True)), key=lambda one: one.key)
    return Holds(*(tuple(one for one in found if one.of == rows.model.__name__) for rows in parts))


def thing_of(row: ProtectedRow) -> Thing:
    """Give a row with all that has been declared, blocked and named about it."""
    holds = holds_on(row.reference)
    return Thing(
        service=row.service,
        reference=row.reference,
        grading=row.address_grading,
        responsible=row.responsible,
        named=frozenset(one.account_id for one in holds.names if one.account_id is not None),
        blocked=frozenset(one.account_id for one in holds.blocks if one.account_id is not None),
        ties=frozenset((one.account_id, one.code) for one in holds.ties if one.account_id is not None),
        pseudonym=row.person_pseudonym,
    )


def context_of(service: str, reference: str, *, at: datetime | None) -> Context:
    """Give all grants and broken glass that touch one case, whoever holds them, in one question."""
    nothing = Value("", output_field=CharField())
    grants = Grant.objects.filter(service=service, reference__in=("", reference)).annotate(
        since=F("starts_at"), until=F("ends_at"), over=F("ended_at"), how=F("level")
    )
    glasses = BrokenGlass.objects.filter(service=service, reference=reference).annotate(
        since=F("broken_at"),
        until=F("until_at"),
        over=Cast(Value(None), DateTimeField()),
        how=nothing,
    )
    fields = ("account_id", "service", "reference", "how", "since", "until", "over")
    rows = list(grants.values_list(*fields).union(glasses.values_list(*fields), all=True))
    return Context(
        at=at,
        grants=tuple(GrantFact(*row) for row in rows if row[3]),
        glasses=tuple(GlassFact(*row[:3], *row[4:6]) for row in rows if not row[3]),
    )
