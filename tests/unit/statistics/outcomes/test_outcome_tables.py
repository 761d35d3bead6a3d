"""The tables of outcomes are made once, of a year that has ended, and read by those who read statistics."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from fristed.casework.cases.actions import register_case
from fristed.casework.outcomes.actions import close_with_outcome
from fristed.casework.outcomes.rules import AREAS
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted
from fristed.methods.disclosure.records import ProtectionRule
from fristed.statistics.outcomes.actions import request_outcomes
from fristed.statistics.outcomes.computing import compute_outcomes
from fristed.statistics.outcomes.definitions import outcome_tables
from fristed.statistics.outcomes.facts import OutcomeCell, OutcomeTotal
from fristed.statistics.outcomes.models import StoredOutcomes
from fristed.statistics.outcomes.protecting import OutcomesNotSafe, require_safe
from fristed.statistics.outcomes.queries import outcome_years, stored_outcomes
from fristed.statistics.outcomes.refusals import OutcomesRefused
from fristed.statistics.releases.payload import DamagedRelease
from tests.spec.cast import AUD, actor, at_ten, plain_case

DAY, NEXT_YEAR = date(2024, 3, 4), date(2025, 1, 2)
DINA = actor("dina", None, "statistician", account_id=8)
RULE = ProtectionRule()
pytestmark = pytest.mark.django_db


def closed_cases(number: int, level: str = "3") -> None:
    """Close some cases with a state."""
    for _one in range(number):
        reference = register_case(draft=plain_case("MR", DAY), by=AUD, at=at_ten(DAY)).reference
        levels = dict.fromkeys(AREAS, level)
        close_with_outcome(
            reference=reference, on_date=DAY, outcome="", levels=levels, by=AUD, at=at_ten(DAY)
        )


def computed(by: Actor = DINA, on: date = NEXT_YEAR) -> Any:
    """Compute the tables of 2024."""
    return compute_outcomes(year=2024, by=by, at=at_ten(on))


def total_of(tables: Any, service: str, table: str = "state-closing") -> int | None:
    """Give the printed number of cases of a table."""
    [found] = [one.cases for one in tables.totals if (one.table, one.service) == (table, service)]
    return found


def test_six_cases_are_not_shown_and_seven_are() -> None:
    closed_cases(6)
    assert total_of(computed(), "MR") is None
    StoredOutcomes.objects.all().delete()
    closed_cases(1)
    tables = computed()
    assert total_of(tables, "MR") == 7
    assert total_of(tables, "KT") == 0
    assert {cell.count for cell in tables.cells if (cell.service, cell.column) == ("MR", "3")} >= {7}


def test_the_tables_of_a_year_are_made_once_so_that_no_two_can_be_compared() -> None:
    closed_cases(7)
    first = computed()
    closed_cases(1)
    with pytest.raises(OutcomesRefused):
        computed()
    assert stored_outcomes(DINA, 2024) == first
    assert outcome_years(DINA) == (2024,)


def test_a_year_that_goes_on_has_no_tables() -> None:
    for call in (computed, lambda on: request_outcomes(year=2024, by=DINA, at=at_ten(on))):
        with pytest.raises(OutcomesRefused):
            call(on=date(2024, 12, 31))
    assert not AuditLine.objects.filter(event__startswith="outcome_tables.").exists()


def test_only_who_computes_statistics_may_and_only_who_reads_them_sees() -> None:
    with pytest.raises(NotPermitted):
        computed(by=AUD)
    with pytest.raises(NotPermitted):
        request_outcomes(year=2024, by=AUD, at=at_ten(NEXT_YEAR))
    nobody = actor("nils", None, account_id=9)
    with pytest.raises(NotPermitted):
        outcome_years(nobody)
    with pytest.raises(NotPermitted):
        stored_outcomes(nobody, 2024)
    assert stored_outcomes(DINA, 2024) is None


def test_tables_that_were_changed_after_they_were_stored_are_not_shown() -> None:
    closed_cases(7)
    computed()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE outcome_tables_storedoutcomes SET payload = replace(payload, '7', '8')")
    with pytest.raises(DamagedRelease):
        stored_outcomes(DINA, 2024)


def cells(**counts: int | None) -> list[OutcomeCell]:
    """Give one row of printed cells."""
    return [OutcomeCell("t", "MR", "safety", name, count) for name, count in counts.items()]


@pytest.mark.parametrize(
    ("cases", "row"),
    [
        (20, cells(a=18, b=None)),
        (20, cells(a=15, b=None, c=None)),
        (20, cells(a=18, b=2)),
        (None, cells(a=0, b=None)),
    ],
)
def test_a_planted_leak_is_found_before_anything_is_stored(cases: int | None, row: list[OutcomeCell]) -> None:
    with pytest.raises(OutcomesNotSafe):
        require_safe(OutcomeTotal("t", "MR", cases), row, RULE)


def test_what_is_safe_passes() -> None:
    require_safe(OutcomeTotal("t", "MR", 20), cells(a=10, b=None, c=None), RULE)
    require_safe(OutcomeTotal("t", "MR", None), cells(a=None, b=None), RULE)


def test_no_table_has_a_mean_or_a_sum_over_services() -> None:
    for table in outcome_tables():
        assert set(table.column_codes()) <= {"0", "1", "2", "3", "4", "unknown", "yes", "partly", "no"}
        assert "total" not in table.row_codes()
