"""From rows to what a decision looks at: for pages that explain, and for verbs that decide about one case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.db.models import Q

from fristed.foundation.identity.access.facts import Context, GlassFact, GrantFact, Subject, Thing
from fristed.foundation.identity.access.models import Block, BrokenGlass, Grant, Naming, StaffPseudonym, Tie
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
    rows = StaffPseudonym.objects.filter(account_id__in=[actor.account_id or 0 for actor in actors])
    for account_id, pseudonym in rows.values_list("account_id", "pseudonym"):
        declared[account_id].add(pseudonym)
    return tuple(
        Subject(
            account_id=actor.account_id,
            service=actor.service,
            permissions=actor.permissions,
            pseudonyms=frozenset(declared[actor.account_id or 0]),
        )
        for actor in actors
    )


def thing_of(row: ProtectedRow) -> Thing:
    """Give a row with all that has been declared, blocked and named about it."""
    holds = Q(reference=row.reference, ended_at__isnull=True)
    return Thing(
        service=row.service,
        reference=row.reference,
        grading=row.address_grading,
        responsible=row.responsible,
        named=frozenset(Naming.objects.filter(holds).values_list("account_id", flat=True)),
        blocked=frozenset(Block.objects.filter(holds).values_list("account_id", flat=True)),
        ties=frozenset(Tie.objects.filter(holds).values_list("account_id", "kind")),
        pseudonym=row.person_pseudonym,
    )


def context_of(service: str, reference: str, *, at: datetime | None) -> Context:
    """Give all grants and broken glass that touch one case, whoever holds them."""
    grants = Grant.objects.filter(service=service, reference__in=("", reference))
    glasses = BrokenGlass.objects.filter(service=service, reference=reference)
    granted = ("account_id", "service", "reference", "level", "starts_at", "ends_at", "ended_at")
    broken = ("account_id", "service", "reference", "broken_at", "until_at")
    return Context(
        at=at,
        grants=tuple(GrantFact(*row) for row in grants.values_list(*granted)),
        glasses=tuple(GlassFact(*row) for row in glasses.values_list(*broken)),
    )
