"""The verbs of the register of where advisers are posted; leaders of the service keep it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from fristed.casework.assignments.actions.storing import (
    leads,
    locked,
    name_problems,
    own_service,
    same_version,
    tell,
    unknown,
)
from fristed.casework.assignments.codes import POSTED
from fristed.casework.assignments.facts import PostDraft
from fristed.casework.assignments.models import NAME_LENGTH, Post
from fristed.casework.assignments.refusals import OutreachRefused
from fristed.casework.assignments.rules import ALL, FIRST_DATE, Problem, phone_is_plain
from fristed.casework.cases.references import new_reference
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import staff
from fristed.methods.classifications import code_list


def note_post(*, draft: PostDraft, by: Actor, at: datetime) -> str:
    """Note where an adviser is posted; give the reference.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    OutreachRefused
        With every error by field; also where the actor does not lead the service.
    """
    _lead(by)
    with transaction.atomic():
        columns = _cleaned(draft)
        row = Post.objects.create(
            **columns, reference=new_reference(), service=POSTED, noted_at=at, noted_by=by.username
        )
        tell("post.noted", row.reference, by, at)
    return row.reference


def change_post(*, reference: str, version: int | None, draft: PostDraft, by: Actor, at: datetime) -> None:
    """Change where an adviser is posted, or say until when.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does no outreach, or there is no such post.
    OutreachRefused
        As for noting; also when it was changed meanwhile.
    """
    _lead(by)
    with transaction.atomic():
        row = locked(Post, reference)
        same_version(row.version, version)
        for name, value in _cleaned(draft).items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        tell("post.changed", row.reference, by, at)


def keeps_posts(actor: Actor) -> bool:
    """Whether somebody keeps the register of posts."""
    return leads(actor) and actor.service == POSTED


def _lead(by: Actor) -> None:
    own_service(by)
    if not keeps_posts(by):
        raise OutreachRefused(("", "only_leaders"))


def _cleaned(draft: PostDraft) -> dict[str, Any]:
    school, adviser = " ".join(draft.school.split()), " ".join(draft.adviser.split())
    phone = " ".join(draft.phone.split())
    problems: list[Problem] = [
        *unknown({"county": (draft.county, tuple(code_list("counties").codes()))}),
        *name_problems("school", school, most=NAME_LENGTH),
        *name_problems("adviser", adviser, most=NAME_LENGTH),
    ]
    colleagues = {one.account_id for one in staff() if one.service == POSTED} if draft.account else set()
    if draft.account not in colleagues and not (draft.account is None and adviser):
        problems.append(("adviser", "adviser_unknown"))
    if phone and not phone_is_plain(phone):
        problems.append(("phone", "phone_impossible"))
    if draft.share is None or not 1 <= draft.share <= ALL:
        problems.append(("share", "share_of_post_impossible"))
    if draft.since_date is None:
        problems.append(("since_date", "day_missing"))
    elif draft.since_date < FIRST_DATE:
        problems.append(("since_date", "day_too_early"))
    elif draft.until_date is not None and draft.until_date < draft.since_date:
        problems.append(("until_date", "day_before_last_step"))
    OutreachRefused.raise_if(problems)
    return {
        "county": draft.county,
        "school": school,
        "phone": phone,
        # Whoever has an account is named by it, so that a name that changes is right here too.
        "adviser": "" if draft.account else adviser,
        "account_id": draft.account,
        "share": draft.share,
        "since_date": draft.since_date,
        "until_date": draft.until_date,
    }
