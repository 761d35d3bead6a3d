"""All answers there are, and a proof over them that no answer takes anything away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import product

from fristed.knowledge.guidance.codes import UNKNOWN, Chosen
from fristed.knowledge.guidance.facts import Answers, Content, Guidance

Engine = Callable[[Answers, Content], Guidance]


def options_of(content: Content, chosen: Chosen) -> dict[str, tuple[str, ...]]:
    """Give the options of the questions with one or with several choices."""
    return {one.id: one.options for one in content.questions if one.chosen is chosen}


def all_of_one(content: Content) -> Iterator[Answers]:
    """Give every combination of the questions with one choice; each may be left open."""
    options = options_of(content, Chosen.ONE)
    for values in product(*(("", *known) for known in options.values())):
        yield Answers(**dict(zip(options, values, strict=True)))  # type: ignore[arg-type]


def one_more(answers: Answers, content: Content) -> Iterator[Answers]:
    """Give all answers that tell one thing more: an open question answered, or one more option chosen."""
    for question in content.questions:
        given = getattr(answers, question.id)
        for option in question.options:
            if question.chosen is Chosen.SEVERAL:
                if option not in given:
                    yield replace(answers, **{question.id: given | {option}})
            elif given in ("", UNKNOWN) and option != given:
                yield replace(answers, **{question.id: option})


def lost(less: Guidance, more: Guidance) -> set[str]:
    """Give what somebody who told more has lost."""
    return set(less.pieces) - set(more.pieces) | set(less.contacts) - set(more.contacts)


def faults_in(engine: Engine, content: Content, tried: Iterable[Answers]) -> Iterator[str]:
    """Say of some answers what fails: no contact, the emergency number not first, something lost."""
    for answers in tried:
        found = engine(answers, content)
        if not found.contacts:
            yield f"no contact: {answers}"
        if answers.danger == "yes" and found.contacts[:1] != ("politi",):
            yield f"the emergency number is not first: {answers}"
        for more in one_more(answers, content):
            if gone := lost(found, engine(more, content)):
                yield f"{sorted(gone)} lost from {answers} to {more}"
