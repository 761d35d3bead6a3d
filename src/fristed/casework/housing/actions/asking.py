"""Asking for a place, by those who work on the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.models import Case
from fristed.casework.cases.references import new_reference
from fristed.casework.cases.rules import day_of
from fristed.casework.housing.codes import OVER, From, Scheme, State
from fristed.casework.housing.models import Application, Person, Step
from fristed.casework.housing.parameters import parameters
from fristed.casework.housing.refusals import HousingRefused
from fristed.casework.housing.rules import day_problems, takes_a_place
from fristed.casework.housing.storing import new_key, tell
from fristed.casework.parties.codes import Age
from fristed.casework.parties.models import Member
from fristed.foundation.identity.access.codes import Grading
from fristed.foundation.identity.access.reach import named_to
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import everybody
from fristed.foundation.identity.rules import Permission


def ask_for_place(
    *,
    reference: str,
    member: str,
    companions: Sequence[str],
    scheme: str,
    came_from: str,
    on_date: date | None,
    by: Actor,
    at: datetime,
) -> str:
    """Ask for a place for somebody of a case, and for those who come along; give the application's reference.

    Housing officers see it from now on, with codes of those it is for and nothing else of the case.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    HousingRefused
        With every error by field: nobody chosen or nobody of the case, not an adult, asked already, an
        impossible day; also where the address is protected and no housing officer is named to the case.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        if case.status != CaseStatus.OPEN:
            raise HousingRefused(("", "case_is_closed"))
        wanted = [member, *(one for one in dict.fromkeys(companions) if one != member)]
        members = {
            one.key: one for one in Member.objects.select_for_update().filter(case=case, key__in=wanted)
        }
        problems = [
            *_problems_of_grading(case),
            *_problems(members, member, scheme, came_from),
            *(("companions", "unknown_value") for one in wanted[1:] if one not in members),
            *day_problems(on_date, since=None, today=day_of(at)),
        ]
        HousingRefused.raise_if(problems)
        people = [members[key] for key in wanted]
        row = _stored(case, scheme, came_from, on_date or day_of(at), by=by, at=at)
        Person.objects.bulk_create(_person(row, one) for one in people)
        tell(row, event="housing.asked", by=by, at=at)
    return row.reference


def _problems_of_grading(case: Case) -> list[tuple[str, str]]:
    if case.address_grading == Grading.NONE:
        return []
    named = named_to(case.reference)
    officers = {one.account_id for one in everybody() if Permission.HOUSING_ALLOCATE in one.permissions}
    return [] if named & officers else [("", "name_an_officer")]


def _problems(members: dict[str, Member], member: str, scheme: str, came_from: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if scheme not in tuple(Scheme):
        found.append(("scheme", "unknown_value"))
    if came_from not in tuple(From):
        found.append(("came_from", "unknown_value"))
    if member not in members:
        return [*found, ("member", "person_missing")]
    if members[member].age_group != Age.ADULT:
        found.append(("member", "adults_only"))
    running = set(
        Person.objects.filter(member__in=members.values())
        .exclude(application__state__in=sorted(map(str, OVER)))
        .values_list("member_id", flat=True)
    )
    if members[member].pk in running:
        found.append(("member", "asked_already"))
    elif running:
        found.append(("companions", "companion_is_housed"))
    return found


def _stored(
    case: Case, scheme: str, came_from: str, on_date: date, *, by: Actor, at: datetime
) -> Application:
    row = Application.objects.create(
        case=case,
        service=case.service,
        case_reference=case.reference,
        person_pseudonym=case.person_pseudonym,
        address_grading=case.address_grading,
        reference=new_reference(),
        scheme=scheme,
        came_from=came_from,
        state=State.CONTACT.value,
        since_date=on_date,
        asked_at=at,
        asked_by=by.username,
    )
    Step.objects.create(
        application=row,
        number=1,
        state=State.CONTACT.value,
        on_date=on_date,
        noted_at=at,
        noted_by=by.username,
    )
    return row


def _person(row: Application, member: Member) -> Person:
    return Person(
        application=row,
        member=member,
        key=new_key(),
        kind=member.kind,
        age_group=member.age_group,
        age_years=member.age_years,
        gender=member.gender,
        country_background=member.country_background,
        takes_place=takes_a_place(member.age_group, child_takes_a_place=parameters().child_takes_a_place),
    )
