"""The verbs of assignments: asked for, answered, passed on, helped with, planned, held, and what was said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fristed.casework.assignments.actions.storing import (
    contact_problems,
    leads,
    locked,
    name_problems,
    own_service,
    same_version,
    tell,
    unknown,
)
from fristed.casework.assignments.codes import OVER, SERVICES, State, audiences
from fristed.casework.assignments.facts import AssignmentDraft
from fristed.casework.assignments.models import (
    CONTACT_LENGTH,
    NAME_LENGTH,
    Assignment,
    Feedback,
    Helping,
    Step,
    Week,
)
from fristed.casework.assignments.refusals import OutreachRefused
from fristed.casework.assignments.rules import (
    FIRST_DATE,
    Problem,
    day_problems,
    feedback_problems,
    may_take,
    participants_problems,
    plan_problems,
    state_when_taken,
    step_problems,
)
from fristed.casework.cases.references import new_reference
from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.facts import Actor
from fristed.methods.classifications import code_list


def _codes(name: str) -> tuple[str, ...]:
    return tuple(code_list(name).codes())


def _cleaned(draft: AssignmentDraft) -> dict[str, Any]:
    """Give the columns of a draft; refuse what is in no list, too long, or about a person."""
    agency, contact = " ".join(draft.agency.split()), " ".join(draft.contact.split())
    known = {
        "audience": (draft.audience, audiences()),
        "subject": (draft.subject, _codes("outreach_subjects")),
        "form": (draft.form, _codes("outreach_forms")),
        "county": (draft.county, ("", *_codes("counties"))),
        "partner": (draft.partner, ("", *_codes("outreach_partners"))),
        "asker": (draft.asker, ("", *audiences())),
    }
    problems = [
        *unknown(known),
        *name_problems("agency", agency, most=NAME_LENGTH),
        *contact_problems("contact", contact, most=CONTACT_LENGTH),
    ]
    OutreachRefused.raise_if(problems)
    columns = {name: code for name, (code, _codes_) in known.items()}
    return {**columns, "agency": agency, "contact": contact, "wished_date": draft.wished_date}


def request_assignment(*, draft: AssignmentDraft, on_date: date | None, by: Actor, at: datetime) -> str:
    """Note that an agency asks the own service for an assignment; give its reference.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    OutreachRefused
        With every error by field.
    """
    service = own_service(by)
    with transaction.atomic():
        OutreachRefused.raise_if(day_problems(on_date, since=FIRST_DATE, today=day_of(at)))
        row = _made(draft, service, State.REQUESTED, on_date or day_of(at), by=by, at=at)
        tell("outreach.requested", row.reference, by, at)
    return row.reference


def note_held_assignment(
    *,
    draft: AssignmentDraft,
    on_date: date | None,
    participants: int | None,
    week: str,
    by: Actor,
    at: datetime,
) -> str:
    """Note an assignment that the own service has held already; give its reference.

    Raises
    ------
    NotPermitted, OutreachRefused
        As for a request; also when the day is not in the week that is named.
    """
    service = own_service(by)
    with transaction.atomic():
        problems = [
            *day_problems(on_date, since=FIRST_DATE, today=day_of(at)),
            *participants_problems(participants),
        ]
        OutreachRefused.raise_if(problems)
        day = on_date or day_of(at)
        held = {"held_date": day, "participants": participants, "week": _week(week, service, day)}
        row = _made(draft, service, State.HELD, day, by=by, at=at, **held)
        tell("outreach.held", row.reference, by, at)
    return row.reference


def _made(
    draft: AssignmentDraft, service: str, state: State, day: date, *, by: Actor, at: datetime, **more: Any
) -> Assignment:
    row = Assignment.objects.create(
        **_cleaned(draft),
        **more,
        reference=new_reference(),
        service=service,
        asked_service=service,
        state=state.value,
        since_date=day,
        noted_at=at,
        noted_by=by.username,
    )
    _put_step(row, state, day, by=by, at=at)
    return row


def _week(reference: str, service: str, day: date) -> Week | None:
    if not reference:
        return None
    asked = {"reference": reference, "service": service, "first_date__lte": day, "last_date__gte": day}
    if (week := Week.objects.filter(**asked).first()) is None:
        raise OutreachRefused(("week", "no_such_week"))
    return week


def accept_assignment(*, reference: str, version: int | None, by: Actor, at: datetime) -> None:
    """Say yes to what the own service is asked for.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does no outreach, or there is no such assignment.
    OutreachRefused
        If it is another service's, was changed meanwhile, or the step cannot come now.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        _take(row, State.ACCEPTED, day_of(at), by=by, at=at)
        tell("outreach.accepted", row.reference, by, at)


def pass_on_assignment(*, reference: str, version: int | None, to: str, by: Actor, at: datetime) -> None:
    """Pass an assignment on to another service, which answers in its turn; help that is asked for stands.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for accepting; also where no other service is named.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        if to not in SERVICES:
            raise OutreachRefused(("to", "unknown_value"))
        if to == row.service:
            raise OutreachRefused(("to", "own_service"))
        # The day was agreed with those who pass it on: whoever gets it agrees on one anew.
        changes = {"service": to, "planned_date": None, "week": None}
        _take(row, State.PASSED_ON, day_of(at), by=by, at=at, changes=changes)
        row.helpers.filter(service=to).delete()
        tell("outreach.passed_on", row.reference, by, at)


def decline_assignment(*, reference: str, version: int | None, why: str, by: Actor, at: datetime) -> None:
    """Say no, for a reason; the contact is taken out.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for accepting; also without a reason.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        problems = [] if why in _codes("outreach_decline_reasons") else [("why", "reason_missing")]
        _take(row, State.DECLINED, day_of(at), by=by, at=at, problems=problems, changes=_gone(why))
        tell("outreach.declined", row.reference, by, at)


def plan_assignment(
    *, reference: str, version: int | None, planned_date: date | None, by: Actor, at: datetime
) -> None:
    """Agree on a day, or on another day.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for accepting; also where the day is over.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        problems = [*plan_problems(planned_date, today=day_of(at))]
        changes = {"planned_date": planned_date}
        _take(row, State.PLANNED, day_of(at), by=by, at=at, problems=problems, changes=changes)
        tell("outreach.planned", row.reference, by, at)


def hold_assignment(
    *,
    reference: str,
    version: int | None,
    on_date: date | None,
    participants: int | None,
    week: str,
    by: Actor,
    at: datetime,
) -> None:
    """Note that a planned assignment was held, on which day and for how many.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for accepting; also where the day is impossible, or not in the week that is named.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        found = None if on_date is None else _week(week, row.service, on_date)
        changes = {"held_date": on_date, "participants": participants, "week": found, "needs_help": False}
        problems = [*participants_problems(participants)]
        _take(row, State.HELD, on_date, by=by, at=at, problems=problems, changes=changes)
        tell("outreach.held", row.reference, by, at)


def cancel_assignment(*, reference: str, version: int | None, why: str, by: Actor, at: datetime) -> None:
    """Call an assignment off, for a reason; the contact is taken out.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for accepting; also without a reason.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        problems = [] if why in _codes("outreach_cancel_reasons") else [("why", "reason_missing")]
        _take(row, State.CANCELLED, day_of(at), by=by, at=at, problems=problems, changes=_gone(why))
        tell("outreach.cancelled", row.reference, by, at)


def _gone(why: str) -> dict[str, Any]:
    return {"why": why, "contact": "", "needs_help": False, "planned_date": None, "week": None}


def ask_for_help(*, reference: str, version: int | None, needs: bool, by: Actor, at: datetime) -> None:
    """Say to the other services that help is needed with this one, or that it is not any more.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for accepting; also when it is over.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        if State(row.state) in OVER:
            raise OutreachRefused(("", "step_not_next"))
        _change(row, needs_help=needs)
        tell("outreach.help_asked" if needs else "outreach.help_not_asked", row.reference, by, at)


def take_assignment(*, reference: str, version: int | None, by: Actor, at: datetime) -> None:
    """Take over what another service asks for help with: it is the own service's from now.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does no outreach, or there is no such assignment.
    OutreachRefused
        If no help is asked for, somebody else was faster, or it is over.
    """
    service = own_service(by)
    with transaction.atomic():
        row = locked(Assignment, reference)
        if not may_take(row.state, service=row.service, taker=service, needs_help=row.needs_help):
            raise OutreachRefused(("", "no_help_asked"))
        same_version(row.version, version)
        state, day = state_when_taken(row.state), day_of(at)
        _change(row, service=service, state=state.value, since_date=day, needs_help=False, week=None)
        row.helpers.filter(service=service).delete()
        _put_step(row, state, day, by=by, at=at)
        tell("outreach.taken", row.reference, by, at)


def join_assignment(*, reference: str, version: int | None, by: Actor, at: datetime) -> None:
    """Take part in what another service asks for help with; it stays theirs, and they count it.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for taking over; also when the own service takes part already.
    """
    service = own_service(by)
    with transaction.atomic():
        row = locked(Assignment, reference)
        if not may_take(row.state, service=row.service, taker=service, needs_help=row.needs_help):
            raise OutreachRefused(("", "no_help_asked"))
        same_version(row.version, version)
        _helper, is_new = Helping.objects.get_or_create(assignment=row, service=service)
        if not is_new:
            raise OutreachRefused(("", "helps_already"))
        _change(row)
        tell("outreach.joined", row.reference, by, at)


def correct_assignment(
    *,
    reference: str,
    version: int | None,
    draft: AssignmentDraft,
    held_date: date | None,
    participants: int | None,
    by: Actor,
    at: datetime,
) -> None:
    """Correct what is noted: before it is over anybody in the service, afterwards who noted it or a leader.

    Once the matter is over the contact stays what it is, there or gone. Day and participants belong to what
    was held; moved to a day outside its week, it is in no week.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for accepting; also when it is somebody else's and over.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        is_over = State(row.state) in OVER
        if is_over and row.noted_by != by.username and not leads(by):
            raise OutreachRefused(("", "not_yours"))
        columns = _cleaned(draft)
        if is_over:
            columns["contact"] = row.contact
        if row.state == State.HELD:
            problems = [
                *day_problems(held_date, since=FIRST_DATE, today=day_of(at), field="held_date"),
                *participants_problems(participants),
            ]
            if None not in (row.respondents, participants) and participants < row.respondents:  # type: ignore[operator]
                problems.append(("participants", "more_than_took_part"))
            OutreachRefused.raise_if(problems)
            columns |= {"held_date": held_date, "participants": participants}
            if held_date and row.week and not row.week.first_date <= held_date <= row.week.last_date:
                columns["week"] = None
        _change(row, **columns)
        tell("outreach.corrected", row.reference, by, at)


def note_feedback(
    *,
    reference: str,
    version: int | None,
    respondents: int | None,
    counts: Mapping[tuple[str, str], int],
    by: Actor,
    at: datetime,
) -> None:
    """Note how many answered what after an assignment; the contact is taken out. None may have answered.

    Parameters
    ----------
    counts
        How many gave which answer: by question and answer.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for accepting; also when nothing was held, or the numbers cannot be right.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        if row.state != State.HELD:
            raise OutreachRefused(("", "step_not_next"))
        if row.respondents is not None and row.noted_by != by.username and not leads(by):
            raise OutreachRefused(("", "feedback_given"))
        questions, answers = _codes("outreach_questions"), _codes("outreach_answers")
        problems: list[Problem] = [
            ("", "unknown_value") for asked, said in counts if asked not in questions or said not in answers
        ]
        problems += feedback_problems(respondents, counts, participants=row.participants)
        OutreachRefused.raise_if(problems)
        row.feedback.all().delete()
        Feedback.objects.bulk_create(
            Feedback(assignment=row, question=asked, answer=said, number=number)
            for (asked, said), number in counts.items()
            if number
        )
        _change(row, respondents=respondents, contact="")
        tell("outreach.feedback_noted", row.reference, by, at)


def _to_change(reference: str, version: int | None, by: Actor) -> Assignment:
    """Give an assignment of the own service, locked."""
    service = own_service(by)
    row = locked(Assignment, reference)
    if row.service != service:
        raise OutreachRefused(("", "other_service"))
    same_version(row.version, version)
    return row


def _take(
    row: Assignment,
    to: State,
    on_date: date | None,
    *,
    by: Actor,
    at: datetime,
    problems: list[Problem] | None = None,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Take one step with an assignment that is locked."""
    today = day_of(at)
    found = step_problems(row.state, to, since=row.since_date, on_date=on_date, today=today)
    OutreachRefused.raise_if([*found, *(problems or ())])
    day = on_date or today
    _change(row, state=to.value, since_date=day, **(changes or {}))
    _put_step(row, to, day, by=by, at=at)


def _change(row: Assignment, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*columns, "version"])


def _put_step(row: Assignment, state: State, day: date, *, by: Actor, at: datetime) -> None:
    Step.objects.create(
        assignment=row,
        number=row.steps.count() + 1,
        state=state.value,
        service=row.service,
        on_date=day,
        noted_at=at,
        noted_by=by.username,
    )
