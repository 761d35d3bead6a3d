"""What is read of the register: facts for the statistics, lists and pages for the own service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fristed.casework.cases import queries
from fristed.casework.cases.actions import (
    add_contact,
    add_current_concern,
    close_case,
    correct_main_concern,
    register_case,
    update_agencies,
    update_attributes,
)
from fristed.casework.cases.fact_queries import case_facts
from fristed.casework.cases.facts import CaseAttributes, CaseFilters
from fristed.casework.cases.models import AgencyLink, Case, Contact, ControlArena, SecondaryConcern
from fristed.casework.cases.parts import PARTS, put_parts_on
from fristed.casework.cases.queries import (
    CaseNotFound,
    case_detail,
    case_page,
    cases_visible_to,
    register_is_empty,
)
from fristed.casework.cases.references import ALPHABET, new_reference
from fristed.foundation.identity.access.looking import one_reading
from fristed.foundation.identity.rules import Permission
from tests.spec.cast import AUD, BO, CASE_WORKERS, at_ten, plain_case

AT = at_ten(date(2025, 1, 10))
pytestmark = pytest.mark.django_db


def register(service: str = "MR", on: date = date(2024, 3, 4), **changes: object) -> str:
    """Register a plain case, changed as asked."""
    return register_case(draft=plain_case(service, on, **changes), by=CASE_WORKERS[service], at=AT).reference


def queries_of(reading: Callable[[], object]) -> int:
    """Count how many times a reading asks the database."""
    with CaptureQueriesContext(connection) as queries:
        reading()
    return len(queries)


def test_a_case_with_activity_in_three_years_is_three_facts_of_which_one_is_new() -> None:
    case = register(on=date(2022, 12, 30))
    for day in (date(2023, 1, 2), date(2023, 6, 1), date(2024, 1, 1), date(2024, 12, 31)):
        add_contact(reference=case, on_date=day, by=AUD, at=AT)
    assert [(fact.year, fact.is_new) for fact in case_facts()] == [
        (2022, True),
        (2023, False),
        (2024, False),
    ]


def test_facts_of_some_years_are_those_of_all_years_filtered() -> None:
    case = register(on=date(2022, 12, 30))
    add_contact(reference=case, on_date=date(2024, 1, 1), by=AUD, at=AT)
    register("KT", date(2023, 5, 2))
    everything = list(case_facts())
    assert [fact.year for fact in everything] == [2022, 2024, 2023]
    assert list(case_facts([2023, 2024])) == [fact for fact in everything if fact.year != 2022]
    assert list(case_facts([])) == []


def test_agencies_stay_with_their_case() -> None:
    first, _second, third = register(), register("KT"), register()
    update_agencies(reference=third, involved=("police", "nav"), to_involve=("school",), by=AUD, at=AT)
    update_agencies(reference=first, involved=(), to_involve=("udi",), by=AUD, at=AT)
    found = [(fact.agencies_involved, fact.agencies_to_involve) for fact in case_facts()]
    assert found == [((), ("udi",)), ((), ()), (("nav", "police"), ("school",))]


def test_a_closed_case_still_counts() -> None:
    case = register()
    close_case(reference=case, on_date=date(2024, 3, 5), by=AUD, at=AT)
    assert len(list(case_facts([2024]))) == 1


def test_facts_are_read_in_four_questions_however_many_the_cases() -> None:
    register()
    one = queries_of(lambda: list(case_facts()))
    for _ in range(5):
        register()
    assert queries_of(lambda: list(case_facts())) == one == 4


def test_a_list_is_read_in_three_questions_however_many_the_cases() -> None:
    register()
    one = queries_of(lambda: cases_visible_to(AUD))
    for _ in range(5):
        register()
    assert queries_of(lambda: cases_visible_to(AUD)) == one == 3


def test_a_page_is_read_in_as_many_questions_however_much_happened() -> None:
    case = register()
    little = queries_of(lambda: case_detail(AUD, case))
    for day in (5, 6, 7):
        add_contact(reference=case, on_date=date(2024, 3, day), by=AUD, at=AT)
    update_agencies(reference=case, involved=("nav", "police"), to_involve=("udi",), by=AUD, at=AT)
    assert queries_of(lambda: case_detail(AUD, case)) == little


def test_a_page_is_read_in_two_questions_with_what_may_be_done_in_it() -> None:
    case = register()
    assert queries_of(lambda: case_page(AUD, case, asked=tuple(Permission))) == 2
    as_met = replace(AUD, at=AT)
    with one_reading():
        assert queries_of(lambda: case_page(as_met, case, asked=tuple(Permission))) == 3
        assert queries_of(lambda: case_page(as_met, case)) == 1
    assert queries_of(lambda: case_page(as_met, case)) > 1
    assert case_page(AUD, case, asked=(Permission.CASE_CORRECT, Permission.ACCESS_GOVERN)).may == {
        Permission.CASE_CORRECT
    }


def test_what_belongs_to_a_case_is_the_same_read_in_one_question_as_table_by_table() -> None:
    case = register(
        main_concern="threats_and_violence",
        secondary_concerns=("negative_social_control", "fear_forced_marriage"),
        countries=("SO", "PK", "NO"),
        agencies_involved=("nav", "police"),
        agencies_to_involve=("udi",),
    )
    other = register(countries=("IQ", "TR"))
    for reference in (case, other):
        add_contact(reference=reference, on_date=date(2024, 3, 7), by=AUD, at=AT)
        add_contact(reference=reference, on_date=date(2024, 3, 5), by=AUD, at=AT)
    for day, concern in ((8, "fear_forced_marriage"), (6, "negative_social_control")):
        add_current_concern(reference=case, concern=concern, on_date=date(2024, 3, day), by=AUD, at=AT)
    for concern in ("fear_fgm", "fear_child_marriage"):
        correct_main_concern(reference=case, new_concern=concern, reason="wrong_key", by=AUD, at=AT)
    update_attributes(
        reference=case, attributes=CaseAttributes(control_arenas=("peers", "family")), by=AUD, at=AT
    )
    for reference in (case, other):
        together, apart = (Case.objects.get(reference=reference) for _ in range(2))
        put_parts_on(together)
        assert queries_of(lambda row=together: parts_of(row)) == 0
        assert parts_of(together) == parts_of(apart)


def parts_of(case: Case) -> dict[str, list[dict[str, Any]]]:
    """Give the rows of all that belongs to a case, with every value that is stored."""
    return {
        name: sorted(
            (
                {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
                for row in getattr(case, name).all()
            ),
            key=str if model in (Contact, AgencyLink, ControlArena, SecondaryConcern) else lambda _row: 0,
        )
        for name, model, _fields, _order in PARTS
    }


def test_a_list_is_counted_no_further_than_it_is_leafed_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_COUNTED", 2)
    for number, expected in enumerate([(1, False), (2, False), (2, True), (2, True)], start=1):
        register()
        found = cases_visible_to(AUD)
        assert (found.total, found.has_more, len(found.lines)) == (*expected, number)


def test_the_newest_case_is_first_and_pages_follow_on_each_other() -> None:
    days = [date(2024, 3, day) for day in (4, 6, 5)]
    for day in days:
        register(on=day)
    page, rest = cases_visible_to(AUD, limit=2), cases_visible_to(AUD, start=2, limit=2)
    assert [line.first_contact_date.day for line in (*page.lines, *rest.lines)] == [6, 5, 4]
    assert page.total == rest.total == 3


def test_a_line_tells_first_and_last_contact_and_how_many() -> None:
    case = register()
    add_contact(reference=case, on_date=date(2024, 9, 1), by=AUD, at=AT)
    (line,) = cases_visible_to(AUD).lines
    assert (line.first_contact_date, line.last_contact_date) == (date(2024, 3, 4), date(2024, 9, 1))
    assert (line.reference, line.contacts, line.status) == (case, 2, "open")


def test_filters_narrow_the_list_together() -> None:
    kept = register(main_concern="threats_and_violence", age_band="18_24")
    register(main_concern="threats_and_violence")
    register(age_band="18_24")
    filters = CaseFilters(main_concern="threats_and_violence", age_band="18_24", status="open", year=2024)
    assert [line.reference for line in cases_visible_to(AUD, filters).lines] == [kept]
    assert cases_visible_to(AUD, CaseFilters(status="closed")).total == 0


def test_the_year_of_a_filter_is_one_with_activity_and_a_case_is_listed_once() -> None:
    case = register(on=date(2023, 6, 1))
    for day in (date(2024, 1, 1), date(2024, 12, 31)):
        add_contact(reference=case, on_date=day, by=AUD, at=AT)
    for year, number in ((2022, 0), (2023, 1), (2024, 1), (2025, 0)):
        assert cases_visible_to(AUD, CaseFilters(year=year)).total == number
    (line,) = cases_visible_to(AUD, CaseFilters(year=2024)).lines
    assert line.contacts == 3


def test_another_services_case_is_not_found() -> None:
    case = register("KT")
    assert case_detail(BO, case).reference == case
    with pytest.raises(CaseNotFound, match="There is no such case"):
        case_detail(AUD, case)


def test_an_empty_register_is_known_as_empty() -> None:
    assert register_is_empty()
    register()
    assert not register_is_empty()


def test_references_do_not_follow_each_other_and_can_be_read_aloud() -> None:
    references = {new_reference() for _ in range(2_000)}
    assert len(references) == 2_000
    assert {len(reference) for reference in references} == {11}
    assert {sign for reference in references for sign in reference} == {*ALPHABET, "-"}
    assert not set("01OILU") & set(ALPHABET)
