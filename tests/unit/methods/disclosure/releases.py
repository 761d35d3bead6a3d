"""Small releases to protect and attack: printed by the tests themselves, drawn where the rule bends."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from fristed.methods.disclosure.records import (
    SIGN_SAFE,
    Equation,
    Printed,
    PrintedCell,
    PrintedPercent,
    ProtectionRule,
    SignRule,
)
from tests.unit.methods.disclosure.oracle import cells_in, half_up_percent
from tests.unit.methods.disclosure.trees import TOTAL, CountTree, relations_of

COUNTS = st.one_of(st.integers(0, 8), st.integers(0, 8), st.integers(0, 12))


def print_tree(
    tree: CountTree, hidden: frozenset[str] | Mapping[str, str], sign: SignRule = SIGN_SAFE
) -> Printed:
    """What readers see of a tree when ``hidden`` cells are signs."""
    cells = [PrintedCell.shown(TOTAL, tree.total)]
    for code, count in sorted(cells_in(tree, tree.leaves).items()):
        if code in hidden:
            cells.append(PrintedCell.signed(code, sign))
        elif code in tree.unprinted:
            cells.append(PrintedCell.rest(code))
        else:
            cells.append(PrintedCell.shown(code, count))
    return Printed(tuple(cells), relations_of(tree))


@st.composite
def trees(draw: st.DrawFn, most_leaves: int = 4) -> CountTree:
    """Trees of a few leaves, some below one of up to two subtotals, some never printed."""
    codes = [f"leaf {at}" for at in range(draw(st.integers(1, most_leaves)))]
    leaves = {code: draw(COUNTS) for code in codes}
    place = {code: draw(st.sampled_from(["", "", "theme 1", "theme 2"])) for code in codes}
    groups = {
        theme: tuple(code for code in codes if place[code] == theme)
        for theme in ("theme 1", "theme 2")
        if theme in place.values()
    }
    never = frozenset(code for code in codes if draw(st.sampled_from([False, False, False, False, True])))
    return CountTree(sum(leaves.values()), leaves, groups, never)


def rules() -> st.SearchStrategy[ProtectionRule]:
    """The rule of the policy, and others near the counts drawn; groups ask for no more than counts do."""
    drawn = st.builds(
        ProtectionRule,
        threshold=st.integers(2, 7),
        width=st.integers(1, 4),
        group_sum_at_least=st.sampled_from([None, 0, 2, 7, 9]),
    )
    fitting = drawn.filter(lambda rule: rule.smallest_hidden_sum <= rule.threshold)
    return st.one_of(st.just(ProtectionRule()), fitting)


@st.composite
def grids(draw: st.DrawFn) -> Printed:
    """Two-way tables with margins, some cells and margins hidden, percents of some hidden cells printed."""
    rows, columns = draw(st.sampled_from([(2, 2), (2, 3), (3, 2)]))
    inner = {(r, c): draw(st.integers(0, 4)) for r in range(rows) for c in range(columns)}
    names = {at: f"cell {at[0]}{at[1]}" for at in inner}
    parts = {f"row {r}": tuple(names[r, c] for c in range(columns)) for r in range(rows)}
    parts |= {f"column {c}": tuple(names[r, c] for r in range(rows)) for c in range(columns)}
    counts = {names[at]: count for at, count in inner.items()}
    counts |= {margin: sum(counts[key] for key in keys) for margin, keys in parts.items()}
    counts[TOTAL] = sum(inner.values())
    parts[TOTAL] = tuple(f"row {r}" for r in range(rows))
    sign = draw(st.sampled_from([SIGN_SAFE, SignRule(1, 6)]))
    state = {
        key: draw(st.sampled_from(["shown", "signed", "signed", "rest"])) for key in counts if key != TOTAL
    }
    cells = tuple(_cell(key, count, state.get(key, "shown"), sign) for key, count in counts.items())
    relations = tuple(Equation(margin, keys) for margin, keys in parts.items())
    by_column = Equation(TOTAL, tuple(f"column {c}" for c in range(columns)))
    return Printed(cells, (*relations, by_column), draw(_percents(counts)))


def _cell(key: str, count: int, state: str, sign: SignRule) -> PrintedCell:
    fits_the_sign = count >= sign.low and (sign.high is None or count <= sign.high)
    if state == "signed" and fits_the_sign:
        return PrintedCell.signed(key, sign)
    return PrintedCell.rest(key) if state == "rest" else PrintedCell.shown(key, count)


@st.composite
def _percents(draw: st.DrawFn, counts: Mapping[str, int]) -> tuple[PrintedPercent, ...]:
    """Up to two percents of cells, of the total or of the first row, rounded as most publishers do."""
    chosen = draw(
        st.lists(st.tuples(st.sampled_from(sorted(counts)), st.sampled_from([TOTAL, "row 0"])), max_size=2)
    )
    return tuple(
        PrintedPercent(key, under, half_up_percent(counts[key], counts[under]))
        for key, under in chosen
        if counts[under]
    )
