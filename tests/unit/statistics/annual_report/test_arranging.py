"""The order of sections, step by step: nothing is lost, whatever steps are taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.statistics.annual_report.editing.arranging import (
    CannotBeArranged,
    Outline,
    Step,
    StepKind,
    after_step,
    arranged,
    new_key,
)
from fristed.statistics.annual_report.editing.structure import chapters_with, outline_of_files, places

START = Outline({"": ("a", "b", "c"), "b": ("b-x", "b-y")})
KINDS: tuple[StepKind, ...] = ("added", "moved_up", "moved_down", "taken_away", "brought_back")


def step(kind: StepKind, key: str, beside: str = "", *, is_inside: bool = False) -> Step:
    """Give a step."""
    return Step(1, kind, key, beside, is_inside)


def why(outline: Outline, taken: Step) -> str:
    """Tell why a step is refused."""
    with pytest.raises(CannotBeArranged) as refusal:
        after_step(outline, taken)
    return refusal.value.why


def test_a_section_comes_after_the_one_it_is_put_beside_or_last_under_it() -> None:
    assert after_step(START, step("added", "n", "a")).under[""] == ("a", "n", "b", "c")
    assert after_step(START, step("added", "b-n", "b", is_inside=True)).under["b"] == ("b-x", "b-y", "b-n")
    assert after_step(START, step("added", "a-n", "a", is_inside=True)).under["a"] == ("a-n",)


def test_its_name_tells_what_it_stands_under_and_no_title() -> None:
    assert new_key(START, 4, "a", is_inside=False) == "tillegg-4"
    assert new_key(START, 4, "b-x", is_inside=False) == "b-tillegg-4"
    assert new_key(START, 4, "b-x", is_inside=True) == "b-x-tillegg-4"


def test_what_is_taken_away_is_passed_by_and_keeps_its_place() -> None:
    without = after_step(START, step("taken_away", "b"))
    assert not without.is_there("b-x")
    moved = after_step(without, step("moved_up", "c"))
    assert [key for key in moved.under[""] if moved.is_there(key)] == ["c", "a"]
    back = after_step(without, step("brought_back", "b"))
    assert back == START


def test_what_cannot_be_done_is_refused() -> None:
    assert why(START, step("moved_up", "a")) == "nowhere_to_move"
    assert why(START, step("moved_down", "b-y")) == "nowhere_to_move"
    assert why(START, step("brought_back", "a")) == "not_taken_away"
    assert why(START, step("moved_up", "q")) == "no_section"
    assert why(START, step("added", "n", "q", is_inside=True)) == "no_section"
    away = after_step(START, step("taken_away", "b"))
    assert why(away, step("taken_away", "b-x")) == "taken_away"
    assert why(away, step("moved_up", "b")) == "taken_away"
    assert why(away, step("added", "b-n", "b-x")) == "no_section"
    one_left = after_step(away, step("taken_away", "a"))
    assert why(one_left, step("taken_away", "c")) == "last_chapter"


def test_a_section_stands_no_deeper_than_the_contents_go() -> None:
    deep = Outline({"": ("a",), "a": ("a-b",), "a-b": ("a-b-c",)})
    assert why(deep, step("added", "a-b-c-n", "a-b-c", is_inside=True)) == "too_deep"
    assert after_step(deep, step("added", "a-b-n", "a-b-c")).under["a-b"] == ("a-b-c", "a-b-n")


def test_a_step_on_what_the_files_no_longer_have_is_passed_by() -> None:
    steps = [step("moved_up", "gone"), step("moved_up", "c"), step("added", "n", "gone")]
    assert arranged(START, steps).under[""] == ("a", "c", "b")


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 60), st.booleans()), max_size=12))
def test_whatever_is_done_every_section_of_the_files_can_be_printed_again(
    wanted: list[tuple[StepKind, int, bool]],
) -> None:
    outline = outline_of_files()
    for number, (kind, place, is_inside) in enumerate(wanted, 1):
        keys = list(places(outline))
        key = keys[place % len(keys)]
        new = new_key(outline, number, key, is_inside=is_inside) if kind == "added" else key
        try:
            outline = after_step(outline, Step(number, kind, new, key, is_inside))
        except CannotBeArranged:
            continue
    assert set(places(outline_of_files())) <= set(places(outline))
    assert len(list(outline.walk())) == len(set(places(outline)))
    assert chapters_with({}, outline)
    back = arranged(outline, [step("brought_back", key) for key in sorted(outline.away)])
    assert all(back.is_there(key) for key in places())
