"""The verbs of case conferences. Permission, change and audit line are one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.free_text import marks_refused
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, rows_within_reach
from fristed.casework.cases.references import new_reference
from fristed.casework.cases.rules import day_of
from fristed.casework.referrals.codes import Meeting, PointKind, Through
from fristed.casework.referrals.conferences.queries import (
    conference_within_reach,
    conferences_within_reach,
    points_of,
)
from fristed.casework.referrals.conferences.storing import may_take_part, tell_of
from fristed.casework.referrals.facts import (
    CONFERENCES,
    LONGEST_LETTER,
    POINT,
    PURPOSE,
    ConferenceWords,
)
from fristed.casework.referrals.models import BlindLink, Conference, Participant, Point
from fristed.casework.referrals.refusals import MoveRefused
from fristed.casework.referrals.rules import grounds_on
from fristed.foundation.audit.actions import record_read, write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_with_id
from fristed.foundation.identity.rules import NotPermitted, Permission, is_permitted
from fristed.foundation.vault.actions import NotSealed, opened_many, seal
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.methods.classifications import code_list


def call_conference(
    *,
    reference: str,
    on_date: date | None,
    purpose: str,
    accounts: Sequence[int],
    agencies: Sequence[str],
    ground: str,
    by: Actor,
    at: datetime,
) -> str:
    """Call people to meet about a case: staff by account, agencies by code. The caller takes part.

    Those who take part from elsewhere see the conference and not the case. Of a case whose address is
    protected only those who may see the case take part.

    Returns
    -------
    str
        The reference of the conference.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case in the own service within reach.
    MoveRefused
        With every error; nothing is stored.
    """
    by, words = replace(by, at=at), purpose.strip()
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        if by.account_id is None:
            raise NotPermitted(f"{by.username} has no account.")
        if not is_permitted(by, Permission.CASE_FOLLOW_UP, service=case.service):
            raise CaseNotFound("There is no such case.")
        others = sorted(set(accounts) - {by.account_id})
        MoveRefused.raise_if(
            [
                *_problems_of_calling(case, on_date, ground, at=at),
                *_problems_of_people(case, others, agencies, at=at),
                *_problems_of_words("purpose", {case.service, *_services_of(others)}, words, at=at),
            ]
        )
        assert on_date is not None  # noqa: S101  refused before
        found = Conference.objects.create(
            reference=new_reference(),
            case=case,
            service=case.service,
            case_reference=case.reference,
            on_date=on_date,
            ground=ground,
            token=secrets.token_hex(16),
            has_purpose=bool(words),
            called_at=at,
            called_by=by.username,
        )
        people = [Participant(conference=found, account_id=one) for one in (by.account_id, *others)]
        people += [Participant(conference=found, agency=one) for one in sorted(set(agencies))]
        Participant.objects.bulk_create(people)
        if words:
            seal(owner=_owner_of(found), field=_purpose_of(found), plain=words, by=by, at=at)
        _link(found, case, by=by, at=at)
        tell_of("conference.called", found, by=by, at=at, people=len(people))
    return found.reference


def _problems_of_calling(
    case: Case, on_date: date | None, ground: str, *, at: datetime
) -> Iterator[tuple[str, str]]:
    if case.status == CaseStatus.CLOSED:
        yield "", "case_is_closed"
    if on_date is None:
        yield "on_date", "date_missing"
    if ground not in grounds_on(day_of(at).year):
        yield "ground", "unknown_ground"


def _problems_of_people(
    case: Case, others: Sequence[int], agencies: Sequence[str], *, at: datetime
) -> Iterator[tuple[str, str]]:
    if not others and not agencies:
        yield "accounts", "nobody_else"
    known = {code.code for code in code_list("agencies").codes_on(day_of(at).year)}
    if not set(agencies) <= known:
        yield "agencies", "unknown_agency"
    if not all(may_take_part(actor_with_id(one, at=at), case) for one in others):
        yield "accounts", "may_not_take_part"


def _problems_of_words(
    field: str, services: Iterable[str], words: str, *, at: datetime
) -> Iterator[tuple[str, str]]:
    if len(words) > LONGEST_LETTER:
        yield field, "too_long"
    yield from ((field, mark) for mark in marks_refused(words, services, on_date=day_of(at)))


def _services_of(accounts: Iterable[int | None]) -> set[str]:
    """Give the services of members of staff: whoever takes part reads all that is written."""
    people = (actor_with_id(account) for account in accounts if account is not None)
    return {person.service for person in people if person.service}


def _services_in(found: Conference) -> set[str]:
    taking = Participant.objects.filter(conference=found).values_list("account_id", flat=True)
    return {found.service, *_services_of(taking)}


def _owner_of(found: Conference) -> Owner:
    return Owner(found.service, found.case_reference)


def _purpose_of(found: Conference) -> FieldName:
    return FieldName(CONFERENCES, PURPOSE, found.reference)


def _point_of(found: Conference, number: int) -> FieldName:
    return FieldName(CONFERENCES, POINT, f"{found.reference} {number}")


def _link(found: Conference, case: Case, *, by: Actor, at: datetime) -> None:
    more = {"ground": found.ground, "made_at": at, "made_by": by.username}
    BlindLink.objects.get_or_create(
        token=found.token, case=case, defaults={"through": Through.CONFERENCE.value, **more}
    )


def _to_change(by: Actor, reference: str) -> Conference:
    """Give a conference that the actor may work on, locked."""
    rows = conferences_within_reach(by, Permission.CASE_FOLLOW_UP).select_for_update()
    found = rows.filter(reference=reference).first()
    if found is None:
        raise CaseNotFound("There is no such conference.")
    return found


def link_to_conference(*, reference: str, own: str, by: Actor, at: datetime) -> None:
    """Link a case of the own service to the conference: a blind link to whoever else does.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a conference.
    MoveRefused
        If there is no such open case in the own service within reach.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        found = _to_change(by, reference)
        rows = rows_within_reach(by, Permission.CASE_FOLLOW_UP).filter(service=by.service or "")
        case = rows.filter(reference=own.strip(), status=CaseStatus.OPEN).first()
        if case is None:
            raise MoveRefused(("own", "other_case"))
        _link(found, case, by=by, at=at)
        facts: dict[str, str | int] = {"conference": found.reference}
        write_line(event="conference.linked", by=by, at=at, subject=case.reference, facts=facts)


def record_point(
    *,
    reference: str,
    kind: str,
    words: str,
    account: int | None = None,
    agency: str = "",
    due_date: date | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Record a decision, or a task of one who takes part; the words are sealed. Give its number.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a conference.
    MoveRefused
        With every error; nothing is stored.
    """
    by, words = replace(by, at=at), words.strip()
    with transaction.atomic():
        found = _to_change(by, reference)
        problems = [*_problems_of_words("words", _services_in(found), words, at=at)]
        if found.state == Meeting.CANCELLED:
            problems.append(("", "not_now"))
        if not words:
            problems.append(("words", "nothing_written"))
        if kind not in set(PointKind):
            problems.append(("kind", "unknown_kind"))
        if kind == PointKind.TASK:
            problems += _problems_of_task(found, account, agency)
        MoveRefused.raise_if(problems)
        number = (Point.objects.filter(conference=found).aggregate(last=Max("number"))["last"] or 0) + 1
        is_task = kind == PointKind.TASK
        Point.objects.create(
            conference=found,
            number=number,
            kind=kind,
            account_id=account if is_task else None,
            agency=agency if is_task else "",
            due_date=due_date if is_task else None,
            added_at=at,
            added_by=by.username,
        )
        seal(owner=_owner_of(found), field=_point_of(found, number), plain=words, by=by, at=at)
        tell_of("conference.point_recorded", found, by=by, at=at, kind=kind)
    return number


def _problems_of_task(found: Conference, account: int | None, agency: str) -> Iterator[tuple[str, str]]:
    people = Participant.objects.filter(conference=found)
    if (account is None) == (not agency) or not people.filter(account_id=account, agency=agency).exists():
        yield "whose", "not_in_conference"


def finish_agreed_task(*, reference: str, number: int, by: Actor, at: datetime) -> None:
    """Note that a task of a conference is done.

    Raises
    ------
    NotPermitted, CaseNotFound, MoveRefused
        Without permission, without such a conference, or without such a task that is not done.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        found = _to_change(by, reference)
        rows = Point.objects.filter(conference=found, number=number, kind=PointKind.TASK, done_at=None)
        if not rows.update(done_at=at, done_by=by.username):
            raise MoveRefused(("", "not_now"))
        tell_of("conference.task_done", found, by=by, at=at)


def end_conference(*, reference: str, state: str, by: Actor, at: datetime) -> None:
    """Say that a planned conference was held, or is cancelled; those who see the case it is about may.

    Raises
    ------
    NotPermitted, CaseNotFound, MoveRefused
        Without permission, without such a conference of an own case, or when it is not planned.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        found = _to_change(by, reference)
        case_to_change(by, Permission.CASE_FOLLOW_UP, found.case_reference)
        if found.state != Meeting.PLANNED or state not in (Meeting.HELD, Meeting.CANCELLED):
            raise MoveRefused(("", "not_now"))
        found.state = state
        found.save(update_fields=["state"])
        tell_of("conference.ended", found, by=by, at=at, state=state)


def read_conference(*, reference: str, by: Actor, at: datetime) -> ConferenceWords:
    """Open the words of a conference; that they were read is on record, with the case, before.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a conference.
    """
    by = replace(by, at=at)
    found = conference_within_reach(by, reference)
    facts: dict[str, str | int] = {"conference": reference}
    record_read(event="conference.read", by=by, at=at, subject=found.case_reference, facts=facts)
    names = {one.number: _point_of(found, one.number) for one in points_of(found)}
    fields = [*names.values(), *([_purpose_of(found)] if found.has_purpose else [])]
    if not fields:
        return ConferenceWords("", {})
    try:
        plain = opened_many(owner=_owner_of(found), fields=fields, by=by, at=at)
    except NotSealed:
        return ConferenceWords("", {})
    return ConferenceWords(
        plain.get(_purpose_of(found), ""), {number: plain[name] for number, name in names.items()}
    )
