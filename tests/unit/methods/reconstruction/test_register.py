from __future__ import annotations

import gzip

import pytest

from fristed.methods.reconstruction.register import (
    COLUMNS,
    BadRegister,
    bytes_of,
    committed_bytes,
    read_register,
    rows_from,
    services_and_years,
)
from tests.unit.methods.reconstruction.planted_register import a_case


def test_the_columns_are_those_that_were_agreed() -> None:
    assert ",".join(COLUMNS) == (
        "service,year,main_concern,concern_basis,gender,age_band,age_group,country_background,referrer,"
        "immigration_case,abroad_case,agencies_involved,agencies_to_involve"
    )


def test_a_row_is_written_as_codes() -> None:
    text = gzip.decompress(bytes_of([a_case(agencies_involved=("nav", "police"), abroad_case=None)])).decode()
    assert text.splitlines()[1] == (
        "SU,2024,involuntary_stay_abroad,told,female,16_17,child_under_18,SO,family,0,,nav;police,"
    )


def test_the_file_carries_neither_a_time_nor_a_name() -> None:
    flags, time = committed_bytes()[3], committed_bytes()[4:8]
    assert flags == 0
    assert time == b"\0\0\0\0"


def test_the_committed_file_is_what_would_be_written() -> None:
    assert gzip.decompress(bytes_of(read_register())) == gzip.decompress(committed_bytes())


@pytest.mark.parametrize(
    "content",
    [b"service,year\n", b"", gzip.compress(b"service,year\nKT,2024\n", mtime=0)],
    ids=["not compressed", "empty", "other columns"],
)
def test_what_is_not_a_register_is_refused(content: bytes) -> None:
    with pytest.raises(BadRegister):
        rows_from(content)


def test_a_file_that_breaks_off_is_refused() -> None:
    with pytest.raises(BadRegister, match="not a compressed register"):
        rows_from(committed_bytes()[:1000])


def test_services_and_years_come_once_and_in_order() -> None:
    rows = [a_case(), a_case(service="KT"), a_case(), a_case(year=2021)]
    assert services_and_years(rows) == (("KT", 2024), ("SU", 2021), ("SU", 2024))
