"""A correspondence: which codes answer to which."""

from __future__ import annotations

import pytest

from fristed.methods.classifications import Correspondence, ManyCorrespond, NoCorrespondence

PAIRS = (("old", "north"), ("old", "south"), ("new", "north"))
TABLE = Correspondence("divided", None, "counties", "2024", "A county divided.", "the map", PAIRS)


def test_targets_and_sources_are_read_both_ways() -> None:
    assert TABLE.targets_of("old") == ("north", "south")
    assert TABLE.sources_of("north") == ("old", "new")


def test_a_code_the_table_does_not_know_has_no_answer() -> None:
    assert TABLE.targets_of("none") == ()
    assert TABLE.sources_of("none") == ()


def test_the_only_target_is_given_where_there_is_one() -> None:
    assert TABLE.only_target_of("new") == "north"


def test_the_only_target_of_a_divided_code_is_refused() -> None:
    with pytest.raises(ManyCorrespond, match="'old' answers to north, south"):
        TABLE.only_target_of("old")


def test_the_only_target_of_an_unknown_code_is_refused() -> None:
    with pytest.raises(NoCorrespondence, match="'divided' says nothing of 'none'"):
        TABLE.only_target_of("none")
