"""The order of a report's sections: what is added, moved, taken away and brought back, step by step.

An order is never overwritten. It is the order of the prose files with every step of the year taken on it,
so what was taken away is still known and can be brought back. Pure: no database, no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

WHOLE = ""
"""What the chapters stand under: the report itself."""
DEEPEST = 2
"""Chapters have level 0; the contents and the headings of the print go no deeper than two below them."""
StepKind = Literal["added", "moved_up", "moved_down", "taken_away", "brought_back"]


class CannotBeArranged(ValueError):
    """A step cannot be taken on this order; ``why`` is a code."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The sections cannot be arranged so: {why}")
        self.why = why


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``beside`` is the section that a new one comes after, or under where ``is_inside``."""

    number: int
    kind: StepKind
    key: str
    beside: str = WHOLE
    is_inside: bool = False
    reason: str = ""
    made_by: str = ""
    made_at: datetime | None = None
    approved_by: str = ""
    approved_at: datetime | None = None

    @property
    def is_approved(self) -> bool:
        """Whether a second person has approved the order as it is after this step."""
        return self.approved_at is not None


@dataclass(frozen=True, slots=True)
class Outline:
    """Which section stands under which, in order, and which are taken away."""

    under: Mapping[str, tuple[str, ...]]
    away: frozenset[str] = frozenset()

    def parent(self, key: str) -> str:
        """Give what a section stands under.

        Raises
        ------
        CannotBeArranged
            If there is no such section.
        """
        for parent, keys in self.under.items():
            if key in keys:
                return parent
        raise CannotBeArranged("no_section")

    def walk(self, parent: str = WHOLE, level: int = 0) -> Iterator[tuple[str, int]]:
        """Give every section with its level in the order of print, also what is taken away."""
        for key in self.under.get(parent, ()):
            yield key, level
            yield from self.walk(key, level + 1)

    def with_all_under(self, key: str) -> tuple[str, ...]:
        """Give a section and everything that stands under it."""
        return (key, *(inner for inner, _ in self.walk(key)))

    def is_there(self, key: str) -> bool:
        """Whether neither the section nor what it stands under is taken away."""
        while key != WHOLE:
            if key in self.away:
                return False
            key = self.parent(key)
        return True


def new_key(outline: Outline, step_number: int, beside: str, *, is_inside: bool) -> str:
    """Give a section that is added a name, which stays its address whatever it is called later."""
    parent = beside if is_inside else outline.parent(beside)
    return f"{parent}-tillegg-{step_number}" if parent else f"tillegg-{step_number}"


def arranged(outline: Outline, steps: Iterable[Step]) -> Outline:
    """Take the steps on an order, one after another.

    Each could be taken when it was; one that no longer can, because the prose files have changed since, is
    passed by.
    """
    for step in steps:
        with suppress(CannotBeArranged):
            outline = after_step(outline, step)
    return outline


def after_step(outline: Outline, step: Step) -> Outline:
    """Take one step.

    Raises
    ------
    CannotBeArranged
        If there is no such section, it would stand too deep, it has nowhere to move, is taken away already or
        not taken away, or would leave the report without a chapter.
    """
    if step.kind == "added":
        return _added(outline, step)
    parent = outline.parent(step.key)
    if step.kind == "taken_away":
        return _taken_away(outline, step.key)
    if step.kind == "brought_back":
        return _brought_back(outline, step.key)
    if not outline.is_there(step.key):
        raise CannotBeArranged("taken_away")
    moved = _moved(outline, parent, step.key, by=-1 if step.kind == "moved_up" else 1)
    return replace(outline, under={**outline.under, parent: moved})


def _added(outline: Outline, step: Step) -> Outline:
    parent = step.beside if step.is_inside else outline.parent(step.beside)
    levels = dict(outline.walk())
    if step.beside not in levels or not outline.is_there(step.beside):
        raise CannotBeArranged("no_section")
    if levels[step.beside] + step.is_inside > DEEPEST:
        raise CannotBeArranged("too_deep")
    keys = outline.under.get(parent, ())
    place = len(keys) if step.is_inside else keys.index(step.beside) + 1
    return replace(outline, under={**outline.under, parent: (*keys[:place], step.key, *keys[place:])})


def _moved(outline: Outline, parent: str, key: str, *, by: int) -> tuple[str, ...]:
    """Change places with the nearest neighbour that is there; what is taken away is passed by."""
    keys = list(outline.under[parent])
    place = keys.index(key)
    target = place + by
    while 0 <= target < len(keys) and keys[target] in outline.away:
        target += by
    if not 0 <= target < len(keys):
        raise CannotBeArranged("nowhere_to_move")
    keys.insert(target, keys.pop(place))
    return tuple(keys)


def _taken_away(outline: Outline, key: str) -> Outline:
    if not outline.is_there(key):
        raise CannotBeArranged("taken_away")
    away = outline.away | {key}
    if all(chapter in away for chapter in outline.under[WHOLE]):
        raise CannotBeArranged("last_chapter")
    return replace(outline, away=away)


def _brought_back(outline: Outline, key: str) -> Outline:
    if key not in outline.away:
        raise CannotBeArranged("not_taken_away")
    return replace(outline, away=outline.away - {key})
