"""Loading the synthetic register: all of it or nothing, into an empty database, the same way each time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fristed.casework.cases.actions import RegisterNotEmpty, RegistrationRefused, load_register, register_case
from fristed.casework.cases.actions.loading import ROWS_AT_A_TIME, hash_of_rows
from fristed.casework.cases.fact_queries import case_facts
from fristed.casework.cases.models import Case, Contact
from fristed.casework.cases.queries import register_is_empty
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.methods.reconstruction.records import RegisterRow
from tests.spec.cast import AUD, at_ten, plain_case

AT = at_ten(date(2025, 2, 3))
KT = RegisterRow(
    service="KT",
    year=2024,
    main_concern="fear_fgm",
    concern_basis="feared",
    gender="female",
    age_band="under_12",
    age_group="child_under_18",
    country_background="SO",
    referrer="police",
    immigration_case=True,
    abroad_case=False,
    agencies_involved=("police", "school"),
    agencies_to_involve=("nav",),
)
SU = replace(KT, service="SU", year=2022, referrer="family", abroad_case=None, immigration_case=False)
ROWS = [KT, SU, replace(KT, gender="male", main_concern="negative_social_control", concern_basis="told")]
pytestmark = pytest.mark.django_db


def as_facts(rows: list[RegisterRow]) -> Counter[tuple[object, ...]]:
    """Give what the statistics should see of rows."""
    return Counter(
        (
            *(row.service, row.year, True, row.main_concern, row.concern_basis, row.gender, row.age_group),
            *(row.country_background, row.referrer, row.immigration_case, row.abroad_case),
            *(row.agencies_involved, row.agencies_to_involve),
        )
        for row in rows
    )


def counted() -> Counter[tuple[object, ...]]:
    """Give what the statistics see."""
    return Counter(tuple(getattr(fact, name) for name in fact.__dataclass_fields__) for fact in case_facts())


def stored() -> list[tuple[Any, ...]]:
    """Give the cases as stored, without keys."""
    return list(Case.objects.order_by("pk").values_list("reference", "first_contact_date", "main_concern"))


def test_every_row_becomes_one_fact_with_the_same_values() -> None:
    assert load_register(ROWS, seed=1, by=SYSTEM, at=AT) == 3
    assert counted() == as_facts(ROWS)


def test_the_days_lie_in_the_year_of_the_row() -> None:
    load_register([KT] * 40, seed=1, by=SYSTEM, at=AT)
    days = set(Contact.objects.values_list("on_date", flat=True))
    assert {day.year for day in days} == {2024}
    assert len(days) > 20


def test_the_same_rows_and_seed_give_the_same_register() -> None:
    load_register(ROWS, seed=7, by=SYSTEM, at=AT)
    first = stored()
    Case.objects.all().delete()
    load_register(ROWS, seed=7, by=SYSTEM, at=AT)
    assert stored() == first
    Case.objects.all().delete()
    load_register(ROWS, seed=8, by=SYSTEM, at=AT)
    assert stored() != first


def test_cases_of_earlier_years_are_closed_and_those_of_the_last_are_open() -> None:
    load_register(ROWS, seed=1, by=SYSTEM, at=AT)
    status = dict(Case.objects.values_list("first_contact_date__year", "status"))
    assert status == {2022: "closed", 2024: "open"}


def test_one_line_of_the_trail_tells_how_many_came_and_the_hash_of_the_rows() -> None:
    load_register(ROWS, seed=1, by=SYSTEM, at=AT)
    line = AuditLine.objects.get()
    assert line.event == "register.loaded"
    assert line.facts == f'{{"cases":3,"rows_sha256":"{hash_of_rows(ROWS)}","seed":1}}'


def test_the_hash_sees_every_value() -> None:
    hashes = {
        hash_of_rows([KT]),
        hash_of_rows([replace(KT, gender="male")]),
        hash_of_rows([replace(KT, abroad_case=None)]),
        hash_of_rows([replace(KT, agencies_involved=())]),
        hash_of_rows([KT, KT]),
    }
    assert len(hashes) == 5


def test_a_register_is_not_loaded_over_another() -> None:
    register_case(draft=plain_case("MR", date(2024, 3, 4)), by=AUD, at=AT)
    with pytest.raises(RegisterNotEmpty):
        load_register(ROWS, seed=1, by=SYSTEM, at=AT)
    assert Case.objects.count() == 1
    assert not AuditLine.objects.filter(event="register.loaded").exists()


def test_a_case_worker_may_not_load_a_register() -> None:
    with pytest.raises(NotPermitted):
        load_register(ROWS, seed=1, by=AUD, at=AT)
    assert register_is_empty()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"service": "FT"}, "service"),
        ({"main_concern": "x"}, "main_concern"),
        ({"gender": "x"}, "gender"),
        ({"country_background": "XX"}, "country_background"),
        ({"referrer": "family"}, "referrer"),
        ({"agencies_involved": ("x",)}, "agencies_involved"),
        ({"service": "MR", "year": 2023, "main_concern": "health_care_after_fgm"}, "main_concern"),
    ],
)
def test_one_bad_row_stops_the_whole_load(change: dict[str, Any], field: str) -> None:
    with pytest.raises(RegistrationRefused) as refusal:
        load_register([KT, replace(KT, **change)], seed=1, by=SYSTEM, at=AT)
    assert field in {problem.field for problem in refusal.value.problems}
    assert register_is_empty()


def test_loading_asks_the_database_far_fewer_times_than_there_are_rows() -> None:
    rows = ROWS * ROWS_AT_A_TIME
    with CaptureQueriesContext(
        connection,
    ) as queries:
        load_register(rows, seed=1, by=SYSTEM, at=AT)
    assert len(queries) < len(rows) / 5
