"""What the verbs share: refusing with all errors at once, reaching a row to change, storing a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime

from django.utils.translation import override

from fristed.casework.cases.codes import SINGLE_ATTRIBUTES, AgencyRole
from fristed.casework.cases.facts import CaseDraft, Problem
from fristed.casework.cases.messages import errors_by_field
from fristed.casework.cases.models import (
    AgencyLink,
    Case,
    Contact,
    ControlArena,
    FurtherCountry,
    SecondaryConcern,
)
from fristed.casework.cases.queries import CaseNotFound, rows_within_reach
from fristed.casework.cases.references import new_reference
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission

ROWS_AT_A_TIME = 500


class RegistrationRefused(Exception):
    """What was given cannot be registered; nothing was stored.

    Attributes
    ----------
    problems
        Every error found, each with its field.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        with override("en"):
            fields = errors_by_field(self.problems)
        super().__init__("; ".join(f"{field}: {' '.join(texts)}" for field, texts in fields.items()))

    @property
    def errors(self) -> dict[str, list[str]]:
        """Give the messages of each field, in the language of the reader."""
        return errors_by_field(self.problems)


def refuse_if(problems: Iterable[Problem]) -> None:
    """Refuse when there is any problem.

    Raises
    ------
    RegistrationRefused
        With all of them.
    """
    if found := tuple(problems):
        raise RegistrationRefused(found)


def given_date(day: date | None, field: str) -> date:
    """Give a day that has been given; the rules have refused an empty one already.

    Raises
    ------
    RegistrationRefused
        If it is empty all the same.
    """
    if day is None:
        raise RegistrationRefused([Problem(field, "required")])
    return day


def case_to_change(by: Actor, permission: Permission, reference: str) -> Case:
    """Give a case of the actor's own service, locked until the transaction ends.

    Raises
    ------
    NotPermitted
        If the actor may not do this in any register.
    CaseNotFound
        If there is no such case within reach.
    """
    case = rows_within_reach(by, permission).select_for_update().filter(reference=reference).first()
    if case is None:
        raise CaseNotFound("There is no such case.")
    return case


def store_case(draft: CaseDraft, *, by: Actor, at: datetime) -> Case:
    """Store a checked draft with all its parts."""
    [case] = store_cases([draft], by=by, at=at)
    return case


def store_cases(
    drafts: Sequence[CaseDraft],
    *,
    by: Actor,
    at: datetime,
    tell: Callable[[int], None] = lambda _stored: None,
) -> list[Case]:
    """Store checked drafts with all their parts, in few statements; whoever stores them is responsible.

    ``tell`` is told how many have been stored, time after time; the caller's transaction keeps them or not.
    """
    cases: list[Case] = []
    for start in range(0, len(drafts), ROWS_AT_A_TIME):
        cases += _store_some(drafts[start : start + ROWS_AT_A_TIME], by=by, at=at)
        tell(len(cases))
    return cases


def _store_some(drafts: Sequence[CaseDraft], *, by: Actor, at: datetime) -> list[Case]:
    rows = (_row_of(draft, by=by, at=at) for draft in drafts)
    cases = Case.objects.bulk_create(rows, batch_size=ROWS_AT_A_TIME)
    stored = list(zip(cases, drafts, strict=True))
    Contact.objects.bulk_create(
        (Contact(case=case, on_date=case.first_contact_date, registered_at=at) for case in cases),
        batch_size=ROWS_AT_A_TIME,
    )
    FurtherCountry.objects.bulk_create(
        (
            FurtherCountry(case=case, position=position, country=country)
            for case, draft in stored
            for position, country in enumerate(draft.countries[1:], start=2)
        ),
        batch_size=ROWS_AT_A_TIME,
    )
    SecondaryConcern.objects.bulk_create(
        (
            SecondaryConcern(case=case, concern=concern)
            for case, draft in stored
            for concern in draft.secondary_concerns
        ),
        batch_size=ROWS_AT_A_TIME,
    )
    ControlArena.objects.bulk_create(
        (
            ControlArena(case=case, arena=arena)
            for case, draft in stored
            for arena in draft.attributes.control_arenas
        ),
        batch_size=ROWS_AT_A_TIME,
    )
    AgencyLink.objects.bulk_create(
        (
            link
            for case, draft in stored
            for link in _links_of(case, draft.agencies_involved, draft.agencies_to_involve)
        ),
        batch_size=ROWS_AT_A_TIME,
    )
    return cases


def _row_of(draft: CaseDraft, *, by: Actor, at: datetime) -> Case:
    """Give the row of a checked draft, not stored yet."""
    return Case(
        responsible=by.account_id,
        service=draft.service,
        reference=new_reference(),
        registered_at=at,
        first_contact_date=given_date(draft.first_contact_date, "first_contact_date"),
        main_concern=draft.main_concern,
        concern_basis=draft.concern_basis,
        gender=draft.gender,
        age_band=draft.age_band,
        country_background=draft.countries[0],
        country_ground=draft.country_ground,
        referrer=draft.referrer,
        immigration_case=draft.immigration_case,
        immigration_reason=draft.immigration_reason,
        abroad_case=draft.abroad_case,
        **{name: getattr(draft.attributes, name) for name in SINGLE_ATTRIBUTES},
    )


def count_once(cases: Sequence[Case]) -> None:
    """Let cases about the same person count as one: as the one with the earliest first contact.

    On the same day it is the first that is given. The caller has reached all of them to change.
    """
    first = min(cases, key=lambda case: case.first_contact_date)
    for case in cases:
        case.counts_with = None if case == first else first
        case.save(update_fields=["counts_with"])


def replace_arenas(case: Case, arenas: tuple[str, ...]) -> None:
    """Store the arenas of control in place of those stored before."""
    ControlArena.objects.filter(case=case).delete()
    ControlArena.objects.bulk_create(ControlArena(case=case, arena=arena) for arena in arenas)


def replace_agencies(case: Case, involved: tuple[str, ...], to_involve: tuple[str, ...]) -> None:
    """Store the two sets of agencies in place of those stored before."""
    AgencyLink.objects.filter(case=case).delete()
    AgencyLink.objects.bulk_create(_links_of(case, involved, to_involve))


def _links_of(case: Case, involved: tuple[str, ...], to_involve: tuple[str, ...]) -> Iterator[AgencyLink]:
    """Give the two sets of agencies as rows, not stored yet."""
    for role, agencies in ((AgencyRole.INVOLVED, involved), (AgencyRole.TO_INVOLVE, to_involve)):
        yield from (AgencyLink(case=case, agency=agency, role=role) for agency in agencies)
