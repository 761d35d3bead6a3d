"""Small releases for the remedies, and the truth about them by trying everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from hypothesis import strategies as st

from fristed.methods.disclosure.records import Equation, LinkedCounts
from fristed.methods.disclosure.remedies import Dimension, Place
from fristed.methods.disclosure.remedies.inner import Members

ALL = "all"
COUNTS = st.one_of(st.integers(0, 8), st.integers(0, 8), st.integers(7, 30))


def one_table(
    cases: Mapping[str, int], *, year: str = "", exempt: frozenset[str] = frozenset()
) -> LinkedCounts:
    """Categories below one total that stays printed."""
    named = {f"{name}{year}": count for name, count in cases.items()}
    total = f"{ALL}{year}"
    relation = Equation(total, tuple(named))
    shown = frozenset({total}) | exempt
    return LinkedCounts(f"table {year}", {total: sum(named.values()), **named}, (relation,), shown=shown)


def together(*releases: LinkedCounts) -> LinkedCounts:
    """Several releases side by side."""
    return LinkedCounts(
        "together",
        {key: count for release in releases for key, count in release.counts.items()},
        tuple(relation for release in releases for relation in release.relations),
        frozenset().union(*(release.unprinted for release in releases)),
        frozenset().union(*(release.shown for release in releases)),
        frozenset().union(*(release.hidden for release in releases)),
    )


def categories(
    release: LinkedCounts, *, span: str = "", parents: Mapping[str, str] | None = None
) -> Dimension:
    """The dimension of a table whose cells are called after their category."""
    places = {key: Place(key, "table", span) for key in release.counts if key != ALL}
    return Dimension("category", places, parents or {})


@st.composite
def tables(draw: st.DrawFn, most: int = 6) -> LinkedCounts:
    names = [f"c{at}" for at in range(draw(st.integers(1, most)))]
    return one_table({name: draw(COUNTS) for name in names})


@st.composite
def themed(draw: st.DrawFn) -> tuple[LinkedCounts, Dimension]:
    """Concerns below themes that have cells of their own, or not."""
    table = draw(tables())
    names = [key for key in table.counts if key != ALL]
    parents = {name: draw(st.sampled_from(["t1", "t2"])) for name in names}
    parents |= dict.fromkeys(sorted(set(parents.values())), "top") if draw(st.booleans()) else {}
    below = {t: tuple(n for n in names if parents[n] == t) for t in ("t1", "t2")}
    printed = {t: keys for t, keys in below.items() if keys and draw(st.booleans())}
    counts = {**table.counts, **{t: sum(table.counts[k] for k in keys) for t, keys in printed.items()}}
    relations = (*table.relations, *(Equation(t, keys) for t, keys in printed.items()))
    release = LinkedCounts("themes", counts, relations, shown=table.shown)
    return release, categories(release, parents=parents)


@st.composite
def crossed(draw: st.DrawFn) -> LinkedCounts:
    """Two-way tables, or three-way ones whose inner cells are never printed, with all their margins."""
    sizes = draw(st.sampled_from([(2, 2), (2, 3), (3, 3), (2, 2, 2)]))
    inner = {at: draw(COUNTS) for at in product(*map(range, sizes))}
    counts = {str(at): count for at, count in inner.items()}
    relations: list[Equation] = []
    for number in range(len(sizes)):
        for kept in combinations(range(len(sizes)), number):
            for values in product(*(range(sizes[axis]) for axis in kept)):
                parts = [at for at in inner if all(at[a] == v for a, v in zip(kept, values, strict=True))]
                key = f"margin {kept} {values}"
                counts[key] = sum(inner[at] for at in parts)
                relations.append(Equation(key, tuple(map(str, parts))))
    silent = frozenset(map(str, inner)) if draw(st.booleans()) else frozenset[str]()
    return LinkedCounts("crossed", counts, tuple(relations), unprinted=silent)


def reordered(release: LinkedCounts) -> LinkedCounts:
    """The same release with everything written in the opposite order."""
    return LinkedCounts(
        release.name,
        dict(reversed(list(release.counts.items()))),
        tuple(Equation(r.total_key, r.part_keys[::-1]) for r in reversed(release.relations)),
        release.unprinted,
        release.shown,
        release.hidden,
    )


def true_worlds(
    printed: Mapping[str, int], inner: int, members: Members, step: int
) -> Iterator[tuple[int, ...]]:
    """All true inner counts that rounding may turn into what is printed, for one who sees that alone.

    Nothing is known of which small cells were rounded.
    """
    keys = [key for key, own in members.items() if own == (key,)]
    most = max(printed.values())
    rounded = [
        w
        for w in product(range(most + 1), repeat=inner)
        if _adds_up(dict(zip(keys, w, strict=True)), printed, members)
    ]
    for world in rounded:
        yield from product(*(_before(count, step) for count in world))


def _adds_up(world: Mapping[str, int], printed: Mapping[str, int], members: Members) -> bool:
    return all(sum(world[part] for part in members[key]) == count for key, count in printed.items())


def _before(count: int, step: int) -> list[int]:
    if count == 0:
        return list(range(step))
    return list(range(1, step + 1)) if count == step else [count]
