"""The verbs of mentors. Permission, change and audit line are one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.cases.references import new_reference
from fristed.casework.cases.rules import day_of
from fristed.casework.mentors.codes import Because, From, Kind, State, Useful, Wanted, Way, Why
from fristed.casework.mentors.facts import MatchDetail
from fristed.casework.mentors.models import Coordinator, Feedback, Match, MatchStep, Offer, Organisation
from fristed.casework.mentors.queries import (
    match_detail,
    match_within_reach,
    matches_within_reach,
    organisation_of,
)
from fristed.casework.mentors.refusals import MentorRefused
from fristed.casework.mentors.rules import LONGEST_NAME, step_problems
from fristed.casework.parties.models import Member
from fristed.foundation.audit.actions import record_read, write_line
from fristed.foundation.identity.access.codes import Grading
from fristed.foundation.identity.access.reach import named_to
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import holders_of
from fristed.foundation.identity.rules import Permission, require

COORDINATOR = "mentor_coordinator"
OF_CASE = (Permission.CASE_FOLLOW_UP,)
OF_ORGANISATION = (Permission.MENTORS_MATCH,)
EITHER = (*OF_CASE, *OF_ORGANISATION)


def note_organisation(*, name: str, by: Actor, at: datetime) -> str:
    """Note a mentor organisation; give its reference.

    Raises
    ------
    NotPermitted
        If the actor does not allocate places, to whom the scheme belongs.
    MentorRefused
        If there is no name, it is too long, or taken.
    """
    require(by, Permission.HOUSING_ALLOCATE)
    with transaction.atomic():
        given = " ".join(name.split())
        if not 0 < len(given) <= LONGEST_NAME:
            raise MentorRefused(("name", "name_missing"))
        try:
            with transaction.atomic():
                row = Organisation.objects.create(
                    reference=new_reference(), name=given, noted_at=at, noted_by=by.username
                )
        except IntegrityError as twice:
            raise MentorRefused(("name", "name_taken")) from twice
        _tell("mentor.organisation_noted", row.reference, by, at)
    return row.reference


def let_in_coordinator(*, organisation: str, account: int | None, by: Actor, at: datetime) -> None:
    """Let somebody match for an organisation: an account that has the role, and matches for no other.

    Raises
    ------
    NotPermitted
        If the actor does not allocate places.
    MentorRefused
        If there is no such organisation, or the account is not fit.
    """
    require(by, Permission.HOUSING_ALLOCATE)
    with transaction.atomic():
        row = _organisation(organisation)
        if account not in holders_of(COORDINATOR):
            raise MentorRefused(("account", "not_a_coordinator"))
        try:
            with transaction.atomic():
                Coordinator.objects.create(organisation=row, account_id=account, from_at=at)
        except IntegrityError as elsewhere:
            raise MentorRefused(("account", "not_a_coordinator")) from elsewhere
        _tell("mentor.coordinator_let_in", row.reference, by, at)


def let_out_coordinator(*, organisation: str, account: int | None, by: Actor, at: datetime) -> None:
    """End that somebody matches for an organisation.

    Raises
    ------
    NotPermitted
        If the actor does not allocate places.
    MentorRefused
        If there is no such organisation, or the account does not match for it.
    """
    require(by, Permission.HOUSING_ALLOCATE)
    with transaction.atomic():
        row = _organisation(organisation)
        if not row.coordinators.filter(account_id=account or 0, ended_at=None).update(ended_at=at):
            raise MentorRefused(("account", "not_a_coordinator"))
        _tell("mentor.coordinator_let_out", row.reference, by, at)


def _organisation(reference: str) -> Organisation:
    row = Organisation.objects.select_for_update().filter(reference=reference).first()
    if row is None:
        raise MentorRefused(("organisation", "no_such_organisation"))
    return row


def note_offer(*, kind: str, gender: str, way: str, by: Actor, at: datetime) -> int:
    """Note what one volunteer of the own organisation offers; give the number the volunteer has here.

    Raises
    ------
    NotPermitted
        If the actor matches no mentors.
    CaseNotFound
        If the actor matches for no organisation now.
    MentorRefused
        With every error by field.
    """
    require(by, Permission.MENTORS_MATCH)
    with transaction.atomic():
        home = Organisation.objects.select_for_update().filter(pk__in=organisation_of(by)).first()
        if home is None:
            raise CaseNotFound("There is no such organisation.")
        known = (("kind", kind, tuple(Kind)), ("gender", gender, tuple(Wanted)), ("way", way, tuple(Way)))
        MentorRefused.raise_if((field, "unknown_value") for field, code, codes in known if code not in codes)
        number = (home.offers.aggregate(last=Max("number"))["last"] or 0) + 1
        row = Offer.objects.create(
            organisation=home,
            reference=new_reference(),
            number=number,
            kind=kind,
            gender=gender,
            way=way,
            noted_at=at,
            noted_by=by.username,
        )
        _tell("mentor.offer_noted", row.reference, by, at)
    return number


def close_offer(*, offer: str, by: Actor, at: datetime) -> None:
    """Close an offer of the own organisation that nobody has.

    Raises
    ------
    NotPermitted
        If the actor matches no mentors.
    MentorRefused
        If there is no such open offer, or it is taken.
    """
    require(by, Permission.MENTORS_MATCH)
    with transaction.atomic():
        row = _open_offer(by, offer)
        if row.matches.filter(state__in=(State.MATCHED.value, State.ACTIVE.value)).exists():
            raise MentorRefused(("", "offer_taken"))
        row.closed_at = at
        row.save(update_fields=["closed_at"])
        _tell("mentor.offer_closed", row.reference, by, at)


def _open_offer(by: Actor, offer: str) -> Offer:
    rows = Offer.objects.filter(organisation__in=organisation_of(by), reference=offer, closed_at=None)
    row = rows.select_for_update().first()
    if row is None:
        raise MentorRefused(("offer", "no_such_offer"))
    return row


def ask_for_mentor(
    *,
    reference: str,
    member: str,
    because: str,
    kind: str,
    wanted: str,
    way: str,
    on_date: date | None,
    by: Actor,
    at: datetime,
) -> str:
    """Ask for a mentor for somebody of a case; nobody outside sees it before the person consents.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    MentorRefused
        With every error by field; also when one of that kind is asked already.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        if case.status != CaseStatus.OPEN:
            raise MentorRefused(("", "case_is_closed"))
        person = Member.objects.filter(case=case, key=member).first()
        known = (
            ("because", because, tuple(Because)),
            ("kind", kind, tuple(Kind)),
            ("wanted", wanted, tuple(Wanted)),
            ("way", way, tuple(Way)),
        )
        problems = [(field, "unknown_value") for field, code, codes in known if code not in codes]
        if person is None:
            problems.append(("member", "person_missing"))
        if on_date is None:
            problems.append(("on_date", "day_missing"))
        elif on_date > day_of(at):
            problems.append(("on_date", "day_to_come"))
        if person is None or on_date is None or problems:
            raise MentorRefused(*problems)
        try:
            with transaction.atomic():
                row = Match.objects.create(
                    case=case,
                    service=case.service,
                    case_reference=case.reference,
                    person_pseudonym=case.person_pseudonym,
                    address_grading=case.address_grading,
                    reference=new_reference(),
                    member=person,
                    age_group=person.age_group,
                    gender=person.gender,
                    because=because,
                    kind=kind,
                    wanted=wanted,
                    way=way,
                    state=State.REQUESTED.value,
                    since_date=on_date,
                    asked_at=at,
                    asked_by=by.username,
                )
        except IntegrityError as twice:
            raise MentorRefused(("kind", "asked_already")) from twice
        _put_step(row, State.REQUESTED, on_date, by=by, at=at)
        _tell("mentor.asked", case.reference, by, at)
    return row.reference


def record_mentor_consent(
    *, reference: str, organisation: str, on_date: date | None, by: Actor, at: datetime
) -> None:
    """Record that the person consents to one organisation seeing what a volunteer is told.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not follow up the case.
    MentorRefused
        If there is no such organisation, the step cannot come now, or its day is impossible; also where the
        address is protected and nobody of the organisation is named to the case.
    """
    with transaction.atomic():
        row = _to_change(by, OF_CASE, reference)
        chosen = Organisation.objects.filter(reference=organisation).first()
        problems = [] if chosen else [("organisation", "no_such_organisation")]
        if chosen and row.address_grading != Grading.NONE:
            own = chosen.coordinators.filter(ended_at=None).values_list("account_id", flat=True)
            problems += [] if named_to(row.case_reference) & set(own) else [("", "name_a_coordinator")]
        changes = {"consented_date": on_date, "organisation": chosen}
        _take(
            row,
            State.CONSENTED,
            "mentor.consented",
            on_date,
            by=by,
            at=at,
            problems=problems,
            changes=changes,
        )


def match_mentor(*, reference: str, offer: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Match somebody who has consented with a volunteer of the own organisation.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not match for the organisation that was consented to.
    MentorRefused
        If the offer is taken, closed or of another kind, the step cannot come now, or its day is impossible.
    """
    with transaction.atomic():
        row = _to_change(by, OF_ORGANISATION, reference)
        chosen = _open_offer(by, offer)
        problems = [] if chosen.kind == row.kind else [("offer", "offer_of_other_kind")]
        try:
            with transaction.atomic():
                _take(
                    row,
                    State.MATCHED,
                    "mentor.matched",
                    on_date,
                    by=by,
                    at=at,
                    problems=problems,
                    changes={"offer": chosen},
                )
        except IntegrityError as twice:
            raise MentorRefused(("offer", "offer_taken")) from twice


def unmatch_mentor(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Note that the volunteer cannot after all; another is looked for, on the same consent.

    Raises
    ------
    NotPermitted, CaseNotFound, MentorRefused
        As for matching.
    """
    with transaction.atomic():
        row = _to_change(by, OF_ORGANISATION, reference)
        if row.state != State.MATCHED:
            raise MentorRefused(("", "step_not_next"))
        _take(row, State.CONSENTED, "mentor.unmatched", on_date, by=by, at=at, changes={"offer": None})


def begin_mentoring(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Note that they have met and that it goes on.

    Raises
    ------
    NotPermitted, CaseNotFound, MentorRefused
        As for matching.
    """
    with transaction.atomic():
        row = _to_change(by, OF_ORGANISATION, reference)
        _take(row, State.ACTIVE, "mentor.begun", on_date, by=by, at=at)


def end_mentoring(*, reference: str, why: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """End a match, or the looking for one, for a reason; a consent that is withdrawn ends it at once.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor neither follows up the case nor matches for the organisation.
    MentorRefused
        Without a reason, if it has ended, or the day is impossible.
    """
    with transaction.atomic():
        row = _to_change(by, EITHER, reference)
        problems = [] if why in tuple(Why) else [("why", "reason_missing")]
        _take(
            row,
            State.ENDED,
            "mentor.ended",
            on_date,
            by=by,
            at=at,
            problems=problems,
            changes={"ended_why": why},
        )


def give_mentor_feedback(
    *,
    reference: str,
    teller: str,
    useful: str,
    felt_safe: bool | None,
    on_date: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """Note how useful a match was, as the person or the mentor said; each once.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor neither follows up the case nor matches for the organisation.
    MentorRefused
        With every error by field; also when there was no match, or it is given already.
    """
    with transaction.atomic():
        row = _to_change(by, EITHER, reference)
        known = (("teller", teller, tuple(From)), ("useful", useful, tuple(Useful)))
        problems = [(field, "unknown_value") for field, code, codes in known if code not in codes]
        if felt_safe is None:
            problems.append(("felt_safe", "unknown_value"))
        begun = row.steps.filter(state=State.ACTIVE.value).values_list("on_date", flat=True).first()
        if begun is None:
            problems.append(("", "not_begun"))
        if on_date is None:
            problems.append(("on_date", "day_missing"))
        elif on_date > day_of(at):
            problems.append(("on_date", "day_to_come"))
        elif begun is not None and on_date < begun:
            problems.append(("on_date", "day_before_last_step"))
        if problems or on_date is None or felt_safe is None:
            raise MentorRefused(*problems)
        try:
            with transaction.atomic():
                Feedback.objects.create(
                    match=row, teller=teller, useful=useful, felt_safe=felt_safe, on_date=on_date
                )
        except IntegrityError as twice:
            raise MentorRefused(("teller", "feedback_given")) from twice
        _tell("mentor.feedback_given", row.case_reference, by, at)


def read_match(*, reference: str, by: Actor, at: datetime) -> MatchDetail:
    """Read a match as its reader may see it, on record before anything is shown.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor has no part in it, or there is none such within reach.
    """
    row = match_within_reach(by, reference)
    record_read(event="mentor.read", by=by, at=at, subject=row.case_reference, facts={"page": "mentor"})
    return match_detail(by, reference, at=at)


def _to_change(by: Actor, permissions: Sequence[Permission], reference: str) -> Match:
    rows = matches_within_reach(by, permissions).filter(reference=reference)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise CaseNotFound("There is no such match.")
    return row


def _take(
    row: Match,
    to: State,
    event: str,
    on_date: date | None,
    *,
    by: Actor,
    at: datetime,
    problems: Sequence[tuple[str, str]] = (),
    changes: Mapping[str, object] | None = None,
) -> None:
    """Take one step with a match that is locked."""
    today = day_of(at)
    found = step_problems(row.state, to, since=row.since_date, on_date=on_date, today=today)
    MentorRefused.raise_if([*found, *problems])
    day = on_date or today
    told = {"state": to.value, "since_date": day, **(changes or {})}
    for name, value in told.items():
        setattr(row, name, value)
    row.save(update_fields=list(told))
    _put_step(row, to, day, by=by, at=at)
    _tell(event, row.case_reference, by, at)


def _put_step(row: Match, to: State, day: date, *, by: Actor, at: datetime) -> None:
    MatchStep.objects.create(
        match=row,
        number=MatchStep.objects.filter(match=row).count() + 1,
        state=to.value,
        on_date=day,
        noted_at=at,
        noted_by=by.username,
    )


def _tell(event: str, subject: str, by: Actor, at: datetime) -> None:
    write_line(event=event, by=by, at=at, subject=subject)
