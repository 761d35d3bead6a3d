"""The registration guideline, example by example; the manual is made from the same examples."""

from __future__ import annotations

import pytest

from fristed.methods.classifications import code_list
from tests.spec.expectations import Example
from tests.spec.manual import PLACE, SECTIONS, manual
from tests.spec.steps import Registers, Tries, World

EXAMPLES = [example for _, examples in SECTIONS for example in examples]


@pytest.mark.django_db
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_the_register_does_what_the_guideline_says(example: Example) -> None:
    world = World()
    for step in example.steps:
        step.play(world)
    assert example.expect
    for expectation in example.expect:
        expectation.check(world)


def test_the_manual_is_made_from_the_examples_of_today() -> None:
    assert PLACE.read_text(encoding="utf-8") == manual(), "run: python -m tests.spec"


def test_no_two_examples_have_the_same_name() -> None:
    names = [example.id for example in EXAMPLES]
    assert len(set(names)) == len(names)


def test_every_main_concern_is_explained_in_the_manual() -> None:
    text = manual()
    assert all(code.label_nb in text for code in code_list("main_concerns"))


def test_a_step_that_should_be_stopped_is_only_ever_the_last() -> None:
    for example in EXAMPLES:
        assert not any(isinstance(step, Tries) for step in example.steps[:-1]), example.id
        assert isinstance(example.steps[0], Registers | Tries) or example.id.startswith("grey-zone")
