"""A large file with many faults: exactly those are told, none is stored; the corrected file is stored."""

from __future__ import annotations

from time import perf_counter

import pytest

from fristed.casework.cases.actions import import_cases
from fristed.casework.cases.models import Case
from fristed.casework.exchange.checking import check_file
from fristed.casework.exchange.selecting import RowsNotChosen, rows_to_store
from fristed.casework.exchange.trial_files import (
    TODAY,
    csv_of,
    planted_in,
    right_rows,
    told,
    with_faults,
    xlsx_of,
)
from tests.spec.cast import BO, at_ten

LONGEST_SECONDS = 20
SIZES = [pytest.param(400, 20, id="small"), pytest.param(10_000, 500, id="full", marks=pytest.mark.ci)]


@pytest.mark.django_db
@pytest.mark.parametrize("written", [csv_of, xlsx_of], ids=["csv", "xlsx"])
@pytest.mark.parametrize(("rows", "number"), SIZES)
def test_exactly_the_planted_faults_are_told_and_the_corrected_file_is_stored(
    rows: int, number: int, written: object
) -> None:
    right, faults = right_rows(rows), planted_in(rows, number, seed=rows)
    wrong_file = written(with_faults(right, faults))  # type: ignore[operator]
    right_file = written(right)  # type: ignore[operator]

    began = perf_counter()
    found = check_file(wrong_file, service="KT", on_date=TODAY)
    with pytest.raises(RowsNotChosen):
        rows_to_store(found, ())
    checked_in = perf_counter() - began
    assert [(one.row, one.field, one.code) for one in found.errors] == told(faults)
    assert Case.objects.count() == 0

    began = perf_counter()
    check = check_file(right_file, service="KT", on_date=TODAY)
    drafts = rows_to_store(check, ())
    import_cases(
        drafts=drafts, service="KT", file_sha256=right_file.sha256, left_out=0, by=BO, at=at_ten(TODAY)
    )
    stored_in = perf_counter() - began
    assert Case.objects.count() == rows
    print(f"{rows} rows, {number} faults: checked in {checked_in:.2f} s, stored in {stored_in:.2f} s")
    assert max(checked_in, stored_in) < LONGEST_SECONDS
