from __future__ import annotations

import pytest

from fristed.methods.reconstruction.conflicts import price_of
from fristed.methods.reconstruction.contradictions import read_contradictions
from fristed.methods.reconstruction.rebuilding import rebuild, rebuild_part, to_give_up
from fristed.methods.reconstruction.records import Constraint
from fristed.methods.reconstruction.solver import NoSolution
from fristed.methods.reconstruction.verifying import verify
from tests.unit.methods.reconstruction.planted_register import a_constraint, exactly


def small_register() -> list[Constraint]:
    """A made-up service year of thirty cases with every kind of constraint."""
    return [
        exactly("", 30),
        exactly("gender=female", 21),
        exactly("gender=male", 9),
        exactly("age_group=unknown", 0),
        a_constraint("age_group=child_under_18", 12, 14),
        exactly("age_group=child_under_18;main_concern=involuntary_stay_abroad", 8),
        a_constraint("main_concern=fear_fgm", 1, 6, kind="hidden"),
        exactly("country_background=SO", 10),
        exactly("country_background=unknown", 2),
        exactly("country_background!=unknown", 6, measure="countries"),
        a_constraint("country_background!=SO", 0, 6, measure="largest_country"),
        a_constraint("referrer=family", 1, minus="referrer=police", kind="order"),
        exactly("abroad_case=", 0),
        exactly("abroad_case=1", 25),
        exactly("agencies_involved=police", 13),
    ]


def test_a_small_register_meets_every_constraint_for_any_seed() -> None:
    for seed in range(5):
        assert verify(rebuild_part("SU", 2024, small_register(), seed=seed), small_register()) == []


def test_the_whole_is_its_parts_in_order_and_tells_how_far_it_came() -> None:
    said: list[str] = []
    made = rebuild(small_register(), seed=3, say=said.append)
    assert sorted(map(str, made)) == sorted(map(str, rebuild_part("SU", 2024, small_register(), seed=3)))
    assert said == ["SU 2024: 30 cases meet 15 constraints"]
    assert rebuild(small_register(), seed=3) == made


def test_what_cannot_be_met_names_the_place_and_what_stands_in_the_way() -> None:
    planted = exactly("gender=male", 11, id="a second number", kind="text")
    with pytest.raises(NoSolution, match=r"SU 2024.*a second number"):
        rebuild([*small_register(), planted])


def test_the_least_trusted_number_is_given_up() -> None:
    planted = exactly("gender=male", 11, id="a second number", kind="text")
    assert to_give_up("SU", 2024, [*small_register(), planted]) == (planted,)
    assert to_give_up("SU", 2024, small_register()) == ()


def test_trust_falls_from_tables_to_figures_to_text() -> None:
    table = exactly("", 1)
    figure = exactly("", 1, source="figure 2.2")
    text, assumed = exactly("", 1, kind="text"), exactly("", 1, kind="assumed")
    assert price_of(table) > price_of(figure) > price_of(text) > price_of(assumed) > 0


def test_contradictions_are_told_in_full() -> None:
    contradictions = {item.id: item for item in read_contradictions()}
    assert len(contradictions) == len(read_contradictions())
    printed = contradictions["su-fear-forced-marriage-2024"].printed
    assert printed is not None
    assert (printed.service, printed.low, printed.kind) == ("SU", 18, "text")
    assert all(item.what and item.decision for item in contradictions.values())
    assert {item.status for item in contradictions.values()} == {"set_aside", "open", "reading"}
