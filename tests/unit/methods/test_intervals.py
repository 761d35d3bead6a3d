"""An interval is written in one way wherever it is read."""

from __future__ import annotations

import pytest

from fristed.methods.intervals import interval_text


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (1, 6, "1–6"),
        (0, 0, "0"),
        (4, 4, "4"),
        (0, 1200, "0–1200"),
        (2, None, "≥ 2"),
        (None, None, ""),
        (None, 6, ""),
    ],
)
def test_an_interval_is_one_number_two_ends_or_a_least(low: int | None, high: int | None, words: str) -> None:
    assert interval_text(low, high) == words


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    assert interval_text(1, 1200, write=lambda number: f"{number:,}") == "1–1,200"
    assert interval_text(1200, 1200, write=lambda number: f"{number:,}") == "1,200"
    assert interval_text(1200, None, write=lambda number: f"{number:,}") == "≥ 1,200"
