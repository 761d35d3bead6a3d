"""Loading the synthetic register into an empty database: all of it, or nothing."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction

from fristed.casework.cases.actions.storing import refuse_if
from fristed.casework.cases.checks import REQUIRED_LISTS
from fristed.casework.cases.codes import AgencyRole, CaseStatus, CountryGround
from fristed.casework.cases.facts import Problem
from fristed.casework.cases.models import AgencyLink, Case, Contact
from fristed.casework.cases.queries import register_is_empty
from fristed.casework.cases.references import new_reference
from fristed.casework.cases.rules import UNKNOWN
from fristed.foundation.audit.actions import write_line
from fristed.foundation.days import OSLO
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.methods.classifications import code_list, referrers_of, registering_services
from fristed.methods.reconstruction.records import RegisterRow

ROWS_AT_A_TIME = 500


class RegisterNotEmpty(Exception):
    """A register is loaded into an empty database only; there are cases in this one."""


def load_register(rows: Sequence[RegisterRow], *, seed: int, by: Actor, at: datetime) -> int:
    """Store a whole synthetic register; each row becomes one case with one contact in its year.

    Days, references and the order within the year are drawn from the seed: the same rows and the same seed
    give the same register. One audit line tells how many cases came and the hash of the rows.

    Returns
    -------
    int
        The number of cases stored.

    Raises
    ------
    NotPermitted
        If the actor may not load a register.
    RegisterNotEmpty
        If anything has been registered already.
    RegistrationRefused
        If a row has a code that is unknown or not in use in its service and year; nothing is stored.
    """
    require(by, Permission.REGISTER_LOAD)
    refuse_if(_problems_of(rows))
    facts: dict[str, str | int] = {"cases": len(rows), "rows_sha256": hash_of_rows(rows), "seed": seed}
    with transaction.atomic():
        # The line comes first: it takes the lock writers share, so that two loads cannot both find it empty.
        write_line(event="register.loaded", by=by, at=at, facts=facts)
        if not register_is_empty():
            raise RegisterNotEmpty("There are cases in the register already; nothing was loaded.")
        _store(rows, random.Random(seed))  # noqa: S311  chance for invented cases, repeatable on purpose
    return len(rows)


def values_of(row: RegisterRow) -> list[object]:
    """Give the values of a row in the order of the columns."""
    return [
        *(row.service, row.year, row.main_concern, row.concern_basis, row.gender, row.age_band),
        *(row.country_background, row.referrer, row.immigration_case, row.abroad_case),
        *(list(row.agencies_involved), list(row.agencies_to_involve)),
    ]


def hash_of_rows(rows: Iterable[RegisterRow]) -> str:
    """Give the SHA-256 of the rows in their order, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(values_of(row), ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()


def _problems_of(rows: Sequence[RegisterRow]) -> Iterator[Problem]:
    """Check every different value once, with its year and service."""
    for service in sorted({row.service for row in rows} - set(registering_services())):
        yield Problem("service", "unknown_code", service)
        return
    for field, name in {**REQUIRED_LISTS, "country_background": "countries"}.items():
        codes = code_list(name)
        for service, year, code in {(row.service, row.year, getattr(row, field)) for row in rows}:
            if not codes.is_valid(code, year, service):
                yield Problem(field, "not_in_use")
    for service, year, code in {(row.service, row.year, row.referrer) for row in rows}:
        if not referrers_of(service).is_valid(code, year, service):
            yield Problem("referrer", "not_in_use")
    agencies = {code for row in rows for code in (*row.agencies_involved, *row.agencies_to_involve)}
    for _code in sorted(agencies - set(code_list("agencies").codes())):
        yield Problem("agencies_involved", "unknown_code")


def _store(rows: Sequence[RegisterRow], chance: random.Random) -> None:
    """Store cases, contacts and agencies, in the order of their invented days."""
    last_year = max((row.year for row in rows), default=0)
    dated = sorted(
        ((_day_in(row.year, chance), new_reference(chance.choice), row) for row in rows),
        key=lambda drawn: drawn[:2],
    )
    cases = Case.objects.bulk_create(
        (
            _case_of(row, day=day, reference=reference, is_open=row.year == last_year)
            for day, reference, row in dated
        ),
        batch_size=ROWS_AT_A_TIME,
    )
    Contact.objects.bulk_create(
        (
            Contact(case=case, on_date=case.first_contact_date, registered_at=case.registered_at)
            for case in cases
        ),
        batch_size=ROWS_AT_A_TIME,
    )
    AgencyLink.objects.bulk_create(
        (link for case, (_, _, row) in zip(cases, dated, strict=True) for link in _links_of(case, row)),
        batch_size=ROWS_AT_A_TIME,
    )


def _day_in(year: int, chance: random.Random) -> date:
    """Draw a day of a year, every day as likely."""
    first = date(year, 1, 1)
    return first + timedelta(days=chance.randrange((date(year + 1, 1, 1) - first).days))


def _case_of(row: RegisterRow, *, day: date, reference: str, is_open: bool) -> Case:
    """Give the case of a row; cases of earlier years are closed, so that none seems forgotten."""
    return Case(
        service=row.service,
        reference=reference,
        status=CaseStatus.OPEN if is_open else CaseStatus.CLOSED,
        closed_date=None if is_open else date(row.year, 12, 31),
        registered_at=datetime.combine(day, time(12), tzinfo=OSLO),
        first_contact_date=day,
        main_concern=row.main_concern,
        concern_basis=row.concern_basis,
        gender=row.gender,
        age_band=row.age_band,
        country_background=row.country_background,
        country_ground=CountryGround.UNKNOWN,
        referrer=row.referrer,
        immigration_case=row.immigration_case,
        immigration_reason=UNKNOWN if row.immigration_case else "",
        abroad_case=row.abroad_case,
    )


def _links_of(case: Case, row: RegisterRow) -> Iterator[AgencyLink]:
    """Give the agency links of a row."""
    for agency in row.agencies_involved:
        yield AgencyLink(case=case, agency=agency, role=AgencyRole.INVOLVED)
    for agency in row.agencies_to_involve:
        yield AgencyLink(case=case, agency=agency, role=AgencyRole.TO_INVOLVE)
