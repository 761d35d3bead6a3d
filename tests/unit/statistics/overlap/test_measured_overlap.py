"""The measured overlap: persons in exactly these services, never below the threshold or in a running year."""

from __future__ import annotations

from datetime import date

import pytest

from fristed.casework.referrals.facts import LinkFact
from fristed.foundation.identity.rules import NotPermitted
from fristed.statistics.overlap import queries
from fristed.statistics.overlap.queries import measured_overlap, protected, sets_of_services
from tests.spec.cast import DINA, actor, at_ten

TWO, THREE = ("KT", "MR"), ("KT", "MR", "SU")


def shown(*facts: LinkFact) -> dict[tuple[str, ...], int | None]:
    return {line.services: line.persons for line in protected(2024, facts).lines}


@pytest.mark.parametrize(("count", "printed"), [(0, None), (1, None), (6, None), (7, 7), (8, 8)])
def test_a_count_below_seven_is_hidden_and_so_is_none(count: int, printed: int | None) -> None:
    assert shown(*[LinkFact(TWO, 2024)] * count)[TWO] == printed


def test_a_person_is_counted_on_one_line_and_every_set_has_a_line() -> None:
    found = shown(*[LinkFact(THREE, 2024)] * 7, *[LinkFact(TWO, 2024)] * 9)
    assert found == {TWO: 9, ("KT", "SU"): None, ("MR", "SU"): None, THREE: 7}
    assert set(found) == set(sets_of_services())


def test_nobody_sees_a_running_year_or_a_count_without_the_right(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = [LinkFact(TWO, year) for year in (2022, 2024, 2025) for _ in range(8)]
    monkeypatch.setattr(queries, "link_facts", lambda: iter(facts))
    found = measured_overlap(DINA, at=at_ten(date(2025, 1, 1)))
    assert [one.year for one in found] == [2024, 2022]
    with pytest.raises(NotPermitted):
        measured_overlap(actor("nils", None, "none"), at=at_ten(date(2025, 1, 1)))
