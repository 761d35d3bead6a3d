"""What may be read of calls and consultations, by whom; the room of cases decides who reaches a case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from fristed.casework.cases.facts import Beside
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_within_reach, rows_within_reach
from fristed.casework.consultations.facts import (
    CallOnCase,
    ConsultationDetail,
    DraftLine,
    ShownContact,
    ShownLink,
    Step,
)
from fristed.casework.consultations.models import (
    CallDraft,
    CaseCode,
    Consultation,
    ConsultationLink,
    ConsultationStep,
)
from fristed.casework.consultations.rules import DRAFT_LIVES
from fristed.casework.consultations.storing import contact_with, draft_name, shown_contact, words_name
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.vault.actions import NotSealed, opened
from fristed.foundation.vault.facts import FieldName, Owner

MOST_DRAFTS = 20
CALL_BESIDE = Beside(
    rows=("safe_contact", "consultation"),
    columns={
        "call_is_linked": Exists(
            ConsultationLink.objects.filter(Q(case=OuterRef("pk")) | Q(followed=OuterRef("pk")))
        )
    },
)
"""What a page that shows how to make contact in a case wants read with it."""


def call_drafts_of(actor: Actor, *, at: datetime) -> tuple[DraftLine, ...]:
    """Give the actor's own unfinished calls, newest first; nobody else's are there.

    Raises
    ------
    NotPermitted
        If the actor may not register cases.
    """
    require(actor, Permission.CASE_REGISTER)
    rows = _own_drafts(actor, at).order_by("-saved_at", "-pk")[:MOST_DRAFTS]
    return tuple(DraftLine(row.reference, row.saved_at) for row in rows)


def _own_drafts(actor: Actor, at: datetime) -> QuerySet[CallDraft]:
    return CallDraft.objects.filter(
        account_id=actor.account_id or 0, service=actor.service or "", saved_at__gt=at - DRAFT_LIVES
    )


def call_draft(actor: Actor, reference: str, *, at: datetime) -> dict[str, list[str]] | None:
    """Open one of the actor's own unfinished calls; ``None`` where there is none, or it is another's.

    Raises
    ------
    NotPermitted
        If the actor may not register cases.
    """
    require(actor, Permission.CASE_REGISTER)
    row = _own_drafts(actor, at).filter(reference=reference).first()
    if row is None:
        return None
    owner, field = Owner(row.service, row.sealed_as), draft_name(row.account_id, row.version)
    try:
        found = json.loads(opened(owner=owner, field=field, by=actor, at=at))
    except NotSealed:
        return None
    return {str(name): [str(value) for value in values] for name, values in found.items()}


def safe_contact_of(actor: Actor, reference: str, *, at: datetime) -> ShownContact | None:
    """Give how to make contact in a case within reach; ``None`` where nobody has asked.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such case within reach.
    """
    case = rows_within_reach(actor).filter(reference=reference).select_related("safe_contact").first()
    if case is None:
        raise CaseNotFound("There is no such case.")
    row = getattr(case, "safe_contact", None)
    return None if row is None else shown_contact(case, row, by=actor, at=at)


def what_caller_has(case: Case, *, by: Actor, at: datetime) -> tuple[bool, ShownContact | None]:
    """Say whether the caller in a case that has been reached has a code in use, and how to make contact."""
    codes = CaseCode.objects.filter(case=OuterRef("pk"), ended_at=None)
    rows = Case.objects.filter(pk=case.pk).select_related("safe_contact").annotate(has_code=Exists(codes))
    found = rows.get()
    row = getattr(found, "safe_contact", None)
    return found.has_code, None if row is None else shown_contact(found, row, by=by, at=at)


def words_of_contact(actor: Actor, reference: str) -> tuple[FieldName, ...]:
    """Name the sealed words on how to make contact in a case within reach, to be opened with other words.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such case within reach.
    """
    row = getattr(case_within_reach(actor, reference, beside=[CALL_BESIDE]), "safe_contact", None)
    return (words_name(row.version),) if row is not None and row.has_words else ()


def call_on_case(
    actor: Actor, reference: str, *, at: datetime, words: Mapping[FieldName, str] | None = None
) -> CallOnCase:
    """Give what the page of a case within reach shows of calls.

    A page that has taken the case already has taken it with :data:`CALL_BESIDE`, and nothing more is asked.

    Parameters
    ----------
    words
        What :func:`words_of_contact` names, where the page has opened it with other words; else it is
        opened here. What is missing in it was destroyed.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such case within reach.
    """
    case: Any = case_within_reach(actor, reference, beside=[CALL_BESIDE])
    row, consultation = getattr(case, "safe_contact", None), getattr(case, "consultation", None)
    contact = None
    if row is not None and words is not None:
        contact = contact_with(row, words.get(words_name(row.version), ""))
    elif row is not None:
        contact = shown_contact(case, row, by=actor, at=at)
    return CallOnCase(
        contact=contact,
        state=consultation.state if consultation else "",
        is_linked=case.call_is_linked,
    )


def consultation_of(actor: Actor, reference: str) -> ConsultationDetail:
    """Say how the consultation of a case within reach stands, and what it is linked to.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such case within reach.
    """
    case = rows_within_reach(actor).filter(reference=reference).select_related("consultation").first()
    if case is None:
        raise CaseNotFound("There is no such case.")
    consultation: Consultation | None = getattr(case, "consultation", None)
    return ConsultationDetail(
        reference=case.reference,
        service=case.service,
        state=consultation.state if consultation else "",
        steps=_steps_of(case) if consultation else (),
        has_code=consultation is not None and CaseCode.objects.filter(case=case, ended_at=None).exists(),
        links=_links_of(actor, case),
    )


def _steps_of(case: Case) -> tuple[Step, ...]:
    rows = ConsultationStep.objects.filter(case=case)
    return tuple(Step(row.state, row.at, row.by_username) for row in rows)


def _links_of(actor: Actor, case: Case) -> tuple[ShownLink, ...]:
    """Give the links of a case; of one whose other end is out of reach, that there is one."""
    rows = ConsultationLink.objects.filter(Q(case=case) | Q(followed=case)).order_by("at")
    found = list(rows.values_list("case_id", "followed_id", "ground", "at", "by_username"))
    others = {other for one, followed, *_ in found for other in (one, followed)} - {case.pk}
    if not found:
        return ()
    reached = dict(rows_within_reach(actor).filter(pk__in=others).values_list("pk", "reference"))
    return tuple(
        ShownLink(reached.get(followed if one == case.pk else one, ""), ground, at, name)
        for one, followed, ground, at, name in found
    )
