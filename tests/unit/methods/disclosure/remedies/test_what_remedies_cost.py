"""What remedies take away to be safe: the least of what was asked for, counted by hand in small tables."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest

from fristed.methods.disclosure.records import Equation, LinkedCounts, Loss, ProtectionRule
from fristed.methods.disclosure.remedies import (
    Dimension,
    Place,
    Pool,
    attack_remedy,
    coarsen,
    pool_small,
    round_small,
)
from fristed.methods.disclosure.remedies.cheapest import first_that_holds
from fristed.methods.disclosure.remedies.nearest import nearest_roundings
from fristed.methods.disclosure.remedies.pooling import Prefer
from tests.unit.methods.disclosure.remedies.releases import ALL, categories, one_table, together

RULE = ProtectionRule()
YEARS = ("2023", "2024")


def two_years(cases: Mapping[str, tuple[int, int]]) -> tuple[LinkedCounts, Dimension]:
    """Countries in two years with one pool for both."""
    release = together(
        *(
            one_table({name: counts[at] for name, counts in cases.items()}, year=f" {year}")
            for at, year in enumerate(YEARS)
        )
    )
    keys = [key for key in release.counts if not key.startswith(ALL)]
    return release, Dimension("country", {key: Place(key[:-5], key[-4:]) for key in keys})


SMALL_IN_BOTH_YEARS = {"Mali": (4, 4), "Chad": (9, 0), "Fiji": (0, 9), "Syria": (30, 30)}
"""Mali needs Syria beside it, or Chad in the one year and Fiji in the other."""


def test_one_large_country_or_two_smaller_ones_is_a_matter_of_what_is_preferred() -> None:
    release, countries = two_years(SMALL_IN_BOTH_YEARS)
    fewest = pool_small(release, countries, RULE, Pool(prefer="categories"))
    assert (fewest.chosen, fewest.loss) == ({"": ("Mali", "Syria")}, Loss(4, 68))
    least = pool_small(release, countries, RULE, Pool(prefer="cases"))
    assert (least.chosen, least.loss) == ({"": ("Chad", "Fiji", "Mali")}, Loss(6, 26))
    assert pool_small(release, countries, RULE) == fewest


def test_of_pools_with_equally_many_cases_the_one_with_fewer_categories_is_taken() -> None:
    release, countries = two_years(SMALL_IN_BOTH_YEARS | {"Peru": (9, 9)})
    assert pool_small(release, countries, RULE, Pool(prefer="cases")).chosen == {"": ("Mali", "Peru")}


def test_one_case_fewer_is_preferred_to_one_category_fewer() -> None:
    cases = {"Mali": (4, 4), "Chad": (9, 0), "Fiji": (0, 8), "Peru": (9, 9)}
    release, countries = two_years(cases)
    found = pool_small(release, countries, RULE, Pool(prefer="cases"))
    assert found.chosen == {"": ("Chad", "Fiji", "Mali")}


@pytest.mark.parametrize("prefer", ["categories", "cases"])
def test_the_cases_of_all_years_count(prefer: Prefer) -> None:
    release, countries = two_years({"Mali": (4, 4), "Peru": (40, 9), "Cuba": (20, 20), "Oman": (9, 40)})
    assert pool_small(release, countries, RULE, Pool(prefer=prefer)).chosen == {"": ("Cuba", "Mali")}


def test_of_pools_with_equally_many_categories_the_one_with_fewer_cases_is_taken() -> None:
    release, countries = two_years({"Mali": (4, 4), "Cuba": (30, 30), "Peru": (9, 40), "Oman": (40, 8)})
    found = pool_small(release, countries, RULE)
    assert found.chosen == {"": ("Mali", "Oman")}


def test_pools_are_proved_the_least_only_if_the_pool_of_every_span_is() -> None:
    release, countries = two_years({"Mali": (14, 4), "Cuba": (30, 30), "Peru": (9, 40)})
    spans = {key: Place(place.category, place.table, place.table) for key, place in countries.places.items()}
    apart = Dimension("country", spans)
    assert pool_small(release, apart, RULE).is_least
    tried_too_few = pool_small(release, apart, RULE, Pool(most_sets=1))
    assert tried_too_few.chosen == {"2023": (), "2024": ("Cuba", "Mali")}
    assert not tried_too_few.is_least


def test_two_themes_are_printed_rather_than_the_one_above_both() -> None:
    """Two concerns are lost below themes of their own, three below the common one."""
    table = one_table({"a": 6, "b": 20, "c": 5, "d": 30, "e": 90})
    parents = {"a": "ab", "b": "ab", "c": "cd", "d": "cd", "ab": "top", "cd": "top"}
    found = coarsen(table, categories(table, parents=parents), RULE)
    assert (found.chosen, found.loss, found.is_least) == ({"": ("ab", "cd")}, Loss(4, 61), True)


@pytest.mark.parametrize(("p", "chosen"), [(9, "x"), (50, "y")])
def test_of_themes_that_lose_equally_many_concerns_the_one_with_fewer_cases_is_taken(
    p: int, chosen: str
) -> None:
    """The sentence gives away the hidden count unless one of the two others in it is withdrawn."""
    cases = {"p": p, "q": 30, "r": 20, "s": 30}
    release = LinkedCounts(
        "sentence",
        {ALL: 80 + p, **cases, "hidden": 6, "sentence": 26 + p},
        (Equation(ALL, tuple(cases)), Equation("sentence", ("hidden", "p", "r"))),
        shown=frozenset({ALL, "sentence"}),
        hidden=frozenset({"hidden"}),
    )
    themes = {"p": "x", "q": "x", "r": "y", "s": "y"}
    dimension = Dimension("concern", {key: Place(key, "table") for key in cases}, themes)
    found = coarsen(release, dimension, RULE)
    assert found.chosen == {"": (chosen,)}
    assert found.loss == Loss(2, min(p + 30, 50))


def test_one_theme_that_serves_two_sentences_is_printed_rather_than_two_that_serve_one_each() -> None:
    cases = {"p": 9, "p2": 9, "q": 9, "q2": 9, "r": 40, "r2": 40}
    release = LinkedCounts(
        "sentences",
        {ALL: 116, **cases, "h1": 6, "h2": 5, "first": 55, "second": 54},
        (
            Equation(ALL, tuple(cases)),
            Equation("first", ("h1", "p", "r")),
            Equation("second", ("h2", "q", "r")),
        ),
        shown=frozenset({ALL, "first", "second"}),
        hidden=frozenset({"h1", "h2"}),
    )
    themes = {"p": "a", "p2": "a", "q": "b", "q2": "b", "r": "c", "r2": "c"}
    dimension = Dimension("concern", {key: Place(key, "table") for key in cases}, themes)
    found = coarsen(release, dimension, RULE)
    assert (found.chosen, found.loss) == ({"": ("c",)}, Loss(2, 80))


def test_what_was_never_printed_is_not_counted_as_lost() -> None:
    """In one table a theme has a printed concern and one that never was."""
    table = one_table({"a": 6, "b": 20, "c": 30})
    silent = LinkedCounts("silent", table.counts, table.relations, frozenset({"b"}), table.shown)
    dimension = Dimension(
        "concern",
        {key: Place(key, "table") for key in "abc"},
        {"a": "ab", "b": "ab", "c": "c and more"},
    )
    found = coarsen(silent, dimension, RULE)
    assert found.loss == Loss(1, 6)
    assert found.cells == {"table: concern ab, coarser": ("a", "b")}
    assert found.counts.unprinted == {"a", "b"}


def test_a_theme_of_one_concern_without_cases_is_not_printed_in_its_place() -> None:
    table = one_table({"fear": 40, "completed": 6, "remain": 4, "violence": 90, "none": 0})
    parents = {"fear": "marriage", "completed": "marriage", "remain": "marriage", "none": "alone"}
    assert coarsen(table, categories(table, parents=parents), RULE).chosen == {"": ("marriage",)}


def test_the_least_is_not_sought_for_ever() -> None:
    """Of fifteen things there are more than thirty thousand sets, and all of them are the dearest."""
    prices = {f"c{at:02}": (1, at) for at in range(15)}
    found = first_that_holds(prices, lambda chosen: len(chosen) == 15)
    assert found == (frozenset(prices), False)


LEFT_ALONE = LinkedCounts(
    "large", {"y": 30, "z": 3, "yz": 33}, (Equation("yz", ("y", "z")),), frozenset("yz")
)
"""A margin that hides a small cell behind a large one: rounding leaves it as it is."""


def beside_a_margin_left_alone(cases: dict[str, int], parts: Mapping[str, tuple[str, ...]]) -> LinkedCounts:
    """Silent cells with printed sums, in a release with a margin that nothing asks to round."""
    sums = {key: sum(cases[part] for part in own) for key, own in parts.items()}
    relations = tuple(Equation(key, own) for key, own in parts.items())
    return together(LinkedCounts("sums", cases | sums, relations, frozenset(cases)), LEFT_ALONE)


def test_a_small_cell_that_stands_alone_is_rounded_and_nothing_far_from_it() -> None:
    """Five becomes seven, so that eleven becomes thirteen: were six left in it, it would be told."""
    release = beside_a_margin_left_alone(
        {"a": 5, "b": 1, "c": 6}, {"small": ("a", "b"), "eleven": ("a", "c")}
    )
    found = round_small(release, RULE)
    assert found.up | found.down == {"a", "b", "c"}
    assert found.untouched == {"y", "z"}


def test_a_small_cell_alone_is_rounded_though_it_is_not_below_the_threshold() -> None:
    """Seven is below the step of eight, and would be told exactly."""
    release = beside_a_margin_left_alone(
        {"a": 5, "b": 1, "c": 7}, {"small": ("a", "b"), "twelve": ("a", "c")}
    )
    found = round_small(release, RULE, 8)
    assert found.up | found.down == {"a", "b", "c"}
    assert found.untouched == {"y", "z"}


@pytest.mark.parametrize(("cases", "rounded"), [((2, 4), {"a", "b", "c", "d"}), ((3, 4), {"a", "b"})])
def test_cells_left_in_a_number_are_rounded_if_they_sum_to_a_small_count(
    cases: tuple[int, int], rounded: set[str]
) -> None:
    counts = {"a": 5, "b": 1, "c": cases[0], "d": cases[1]}
    release = beside_a_margin_left_alone(counts, {"small": ("a", "b"), "rest": ("a", "c", "d")})
    found = round_small(release, RULE, every=False)
    assert found.up | found.down == rounded
    assert found.untouched == {"c", "d", "y", "z"} - rounded


def test_of_rounded_counts_no_reader_sees_a_sign() -> None:
    table = one_table({"girl": 44, "boy": 5, "unknown": 1})
    found = round_small(table, RULE, known=frozenset())
    assert {cell.key: cell.state for cell in attack_remedy(found, RULE).printed.cells} == {
        ALL: "rest",
        "girl": "shown",
        "boy": "rest",
        "unknown": "rest",
    }


@pytest.mark.parametrize(("least", "leaks"), [(5, []), (6, ["group"])])
def test_a_group_that_sums_to_what_is_asked_for_is_large_enough(least: int, leaks: list[str]) -> None:
    table = one_table({"Irak": 30, "Iran": 3, "Mali": 2})
    withdrawn = LinkedCounts(
        "withdrawn", table.counts, table.relations, frozenset({"Iran", "Mali"}), frozenset({ALL})
    )
    rule = ProtectionRule(group_sum_at_least=least)
    found = pool_small(withdrawn, categories(withdrawn), ProtectionRule(group_sum_at_least=0))
    assert [leak.kind for leak in attack_remedy(found, rule).leaks] == leaks


def one_by_one(
    counts: Mapping[str, int], sums: Sequence[Sequence[str]], blocks: Sequence[Sequence[str]], step: int
) -> frozenset[str]:
    """The roundings by the book: every distance counted anew, over all sums."""
    up: frozenset[str] = frozenset()

    def distance(chosen: frozenset[str]) -> int:
        return sum(sum(step * (key in chosen) - counts[key] for key in keys) ** 2 for keys in sums)

    for block in map(sorted, blocks):
        for _ in range((2 * sum(counts[key] for key in block) + step) // (2 * step)):
            down = [key for key in block if key not in up]
            up |= {min(down, key=lambda key: distance(up | {key}))}
        is_better = True
        while is_better:
            is_better = False
            for key in block:
                swaps = [up - {other} | {key} for other in block if other in up and key not in up]
                best = min(swaps, key=distance, default=up)
                if distance(best) < distance(up):
                    up, is_better = best, True
    return up


@pytest.mark.parametrize("seed", range(40))
def test_roundings_are_those_found_when_every_distance_is_counted_anew(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311
    step = draw.choice([3, 5, 7, 8])
    names = [f"c{at}" for at in range(draw.randint(2, 12))]
    counts = {name: draw.randint(1, step - 1) for name in names}
    sums = [draw.sample(names, draw.randint(1, len(names))) for _ in range(draw.randint(1, 9))]
    cut = draw.randint(0, len(names))
    blocks = [names[:cut], names[cut:]]
    assert nearest_roundings(counts, sums, blocks, step) == one_by_one(counts, sums, blocks, step)
