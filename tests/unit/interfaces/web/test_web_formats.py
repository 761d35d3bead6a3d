"""Numbers, percents and days read as Norwegians write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from fristed.interfaces.web import formats
from fristed.interfaces.web.labels import alphabetical, countries

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "thousands", "decimal", "share"),
    [
        ("nb", f"12{NBSP}345", "0,5", f"74{NBSP}%"),
        ("nn", f"12{NBSP}345", "0,5", f"74{NBSP}%"),
        ("en", "12,345", "0.5", "74%"),
    ],
)
def test_numbers_follow_the_language(language: str, thousands: str, decimal: str, share: str) -> None:
    with translation.override(language):
        assert formats.number(12345) == thousands
        assert formats.number(0.5) == decimal
        assert formats.percent(74) == share


def test_a_day_is_written_out_and_never_broken_over_lines() -> None:
    assert formats.day(date(2026, 11, 4)) == f"4.{NBSP}november{NBSP}2026"
    with translation.override("en"):
        assert formats.day(date(2026, 11, 4)) == f"4{NBSP}November{NBSP}2026"


def test_a_time_is_norwegian_time_wherever_the_computer_stands() -> None:
    just_before_midnight_in_london = datetime(2026, 6, 30, 23, 5, tzinfo=UTC)
    assert formats.moment(just_before_midnight_in_london) == f"1.{NBSP}juli{NBSP}2026{NBSP}kl.{NBSP}01.05"
    assert formats.day(just_before_midnight_in_london) == f"1.{NBSP}juli{NBSP}2026"


def test_an_unknown_language_is_read_as_bokmal() -> None:
    with translation.override("de"):
        assert formats.language() == "nb"


def test_countries_are_in_norwegian_order_with_unknown_first() -> None:
    names = [name for _code, name in countries()]
    assert names[0] == "Ukjent"
    assert names[-1].startswith(("Å", "Ø"))
    assert names.index("Østerrike") > names.index("Zimbabwe")
    assert [code for code, _name in countries(with_unknown=False)] == [c for c, _n in countries()[1:]]


def test_accents_do_not_move_a_letter_but_the_last_three_stay_last() -> None:
    words = ["Åland", "Zambia", "Østerrike", "Élan", "Eritrea", "Ærø"]
    assert sorted(words, key=alphabetical) == ["Élan", "Eritrea", "Zambia", "Ærø", "Østerrike", "Åland"]
