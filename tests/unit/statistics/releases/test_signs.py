"""Signs that nobody sees are read both as nothing and as a space; every other number as digits."""

from __future__ import annotations

import pytest

from fristed.statistics.releases.signs import ways_to_read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("４２", "42"),
        ("𝟓", "5"),
        ("四", "4"),
        ("½", " 1⁄2"),
        ("4\ufe0f\u20e3", "4"),
        ("a\u030ar", "år"),
        ("t\u0336re", "tre"),
        ("6‑7", "6-7"),
    ],
)
def test_a_sign_is_read_as_one_types_it(typed: str, read: str) -> None:
    assert list(ways_to_read(typed)) == [read]


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u3164"])
def test_a_sign_that_is_not_seen_is_read_in_two_ways(unseen: str) -> None:
    assert list(ways_to_read(f"4{unseen}2")) == ["42", "4 2"]
