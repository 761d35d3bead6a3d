"""The verbs of parties. Permission, change and audit line are one transaction."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.models import Case
from fristed.casework.cases.rules import day_of
from fristed.casework.parties.carrying import carry
from fristed.casework.parties.codes import Kind
from fristed.casework.parties.facts import MemberDraft
from fristed.casework.parties.models import KEY_LENGTH, Member
from fristed.casework.parties.refusals import PartyRefused
from fristed.casework.parties.rules import member_problems
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission


def note_member(*, reference: str, draft: MemberDraft, by: Actor, at: datetime) -> str:
    """Note the person of a case, or somebody who comes along; give the key.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    PartyRefused
        With every error by field, if the case is closed, or if the person of the case is noted already.
    """
    with transaction.atomic():
        case = _open_case(by, reference)
        PartyRefused.raise_if(member_problems(draft, year=day_of(at).year))
        key = secrets.token_hex(KEY_LENGTH // 2)
        try:
            with transaction.atomic():
                Member.objects.create(
                    case=case, key=key, noted_at=at, noted_by=by.username, **_columns_of(draft)
                )
        except IntegrityError as once:
            raise PartyRefused(("kind", "noted_already")) from once
        write_line(event="party.noted", by=by, at=at, subject=reference, facts={"kind": draft.kind})
    return key


def correct_member(*, reference: str, key: str, draft: MemberDraft, by: Actor, at: datetime) -> None:
    """Correct what is noted of somebody; who it is by kind stays. What was sent of them is corrected with it.

    Raises
    ------
    NotPermitted, CaseNotFound, PartyRefused
        As for noting, and if there is nobody like that in the case.
    """
    with transaction.atomic():
        case = _open_case(by, reference)
        row = Member.objects.select_for_update().filter(case=case, key=key).first()
        if row is None:
            raise PartyRefused(("", "no_such_member"))
        PartyRefused.raise_if(member_problems(draft, year=day_of(at).year))
        if Kind.PERSON in (row.kind, draft.kind) and row.kind != draft.kind:
            raise PartyRefused(("kind", "noted_already"))
        Member.objects.filter(pk=row.pk).update(**_columns_of(draft))
        row.refresh_from_db()
        carry(row)
        write_line(event="party.corrected", by=by, at=at, subject=reference, facts={"kind": draft.kind})


def take_member_away(*, reference: str, key: str, by: Actor, at: datetime) -> None:
    """Take away somebody who was noted by mistake and is part of nothing.

    Raises
    ------
    NotPermitted, CaseNotFound, PartyRefused
        Without permission, without such a case or person, or if the person is part of a chain.
    """
    with transaction.atomic():
        case = _open_case(by, reference)
        row = Member.objects.filter(case=case, key=key).first()
        if row is None:
            raise PartyRefused(("", "no_such_member"))
        try:
            row.delete()
        except ProtectedError as held:
            raise PartyRefused(("", "in_a_chain")) from held
        write_line(event="party.taken_away", by=by, at=at, subject=reference, facts={"kind": row.kind})


def _open_case(by: Actor, reference: str) -> Case:
    case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
    if case.status != CaseStatus.OPEN:
        raise PartyRefused(("", "case_is_closed"))
    return case


def _columns_of(draft: MemberDraft) -> dict[str, object]:
    return {
        "kind": draft.kind,
        "age_group": draft.age_group,
        "age_years": draft.age_years,
        "gender": draft.gender,
        "country_background": draft.country_background,
    }
