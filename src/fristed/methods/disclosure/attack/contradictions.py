"""Find statements that cannot all be true, and set aside the least trusted until a world exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from fristed.methods.disclosure.attack.arithmetic import in_words
from fristed.methods.disclosure.attack.fewest import fewest, last_start
from fristed.methods.disclosure.attack.report import Contradiction
from fristed.methods.disclosure.attack.system import (
    Row,
    Statement,
    bounds_of,
    cell_statement,
    rows_of,
)
from fristed.methods.disclosure.attack.worlds import Component, components, has_world, joined
from fristed.methods.disclosure.records import Printed


def resolve(printed: Printed) -> tuple[list[Statement], list[Contradiction]]:
    """Set statements aside until the rest can be true together.

    Percents go first, then numbers of the text, figures, relations; counts in tables and the meaning of the
    sign stay.

    Returns
    -------
    tuple
        The statements set aside and, for each, the contradiction it was part of.
    """
    aside: list[Statement] = []
    found: list[Contradiction] = []
    sound: set[object] = set()
    while (broken := _broken_component(printed, aside, sound)) is not None:
        conflict = _conflict_in(printed, broken)
        aside.append(_least_trusted(conflict))
        rows = [row for row in broken.rows if row.statement in conflict]
        words = tuple(statement.words for statement in conflict)
        found.append(Contradiction(words, aside[-1].words, in_words(printed, broken.bounds, rows)))
    return aside, found


def _broken_component(printed: Printed, aside: Sequence[Statement], sound: set[object]) -> Component | None:
    """Return the first component without a world; those found ``sound`` are not tried again."""
    parts = components(bounds_of(printed, aside), rows_of(printed, aside))
    in_doubt = [part for part in parts if part.fingerprint not in sound]
    closed = [part for part in in_doubt if part.is_closed]
    # Most parts are of this kind, and nearly always they are all sound.
    if closed and has_world(joined(closed)):
        sound.update(part.fingerprint for part in closed)
    for part in in_doubt:
        if part.fingerprint not in sound:
            if not has_world(part):
                return part
            sound.add(part.fingerprint)
    return None


def _conflict_in(printed: Printed, broken: Component) -> list[Statement]:
    """Leave out statement after statement, the least trusted first, as long as no world appears."""
    on_cells = {
        cell.key: cell_statement(printed, at)
        for at, cell in enumerate(printed.cells)
        if cell.key in broken.bounds
    }
    stated = {statement for statement in on_cells.values() if statement is not None}
    trusted = sorted(stated | {row.statement for row in broken.rows})

    def is_conflict(some: list[Statement]) -> bool:
        return not _can_be_true(broken, on_cells, frozenset(some))

    # Without the first of these there is a world, so it is in every conflict among them: look near it.
    trusted = trusted[last_start([], trusted, is_conflict) :]
    near = next(some for some in _nearer_and_farther(broken, on_cells, trusted) if is_conflict(some))
    return list(fewest(near, is_conflict))


def _nearer_and_farther(
    broken: Component, on_cells: Mapping[str, Statement | None], trusted: list[Statement]
) -> Iterator[list[Statement]]:
    """Give what is stated near the first statement, then what those rows touch, and so on, at last all."""
    first = trusted[0]
    keys = {key for key, statement in on_cells.items() if statement == first}
    keys |= {key for row in broken.rows if row.statement == first for key in row.keys}
    rows: list[Row] = []
    while len(rows) < len(touching := [row for row in broken.rows if not keys.isdisjoint(row.keys)]):
        rows = touching
        keys |= {key for row in rows for key in row.keys}
        said = {on_cells[key] for key in keys} | {row.statement for row in rows}
        yield [statement for statement in trusted if statement in said]
    yield trusted


def _can_be_true(
    broken: Component, on_cells: Mapping[str, Statement | None], kept: AbstractSet[Statement | None]
) -> bool:
    bounds = {k: bound if on_cells[k] in kept else (0, None) for k, bound in broken.bounds.items()}
    rows = [row for row in broken.rows if row.statement in kept]
    return has_world(Component(bounds, tuple(rows)))


def _least_trusted(conflict: Sequence[Statement]) -> Statement:
    """Return the last statement of the least trusted kind."""
    least = min(statement.trust for statement in conflict)
    return max(statement for statement in conflict if statement.trust == least)
