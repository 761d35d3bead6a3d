"""Synthetic facts by column, as many as one likes: right categories, skewed as in life, nobody in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from fristed.methods.classifications import code_list, referrers_of
from fristed.statistics.tabulation.columns import (
    CodedColumn,
    Codes,
    FactColumns,
    agency_columns_of,
    smallest_type,
)
from fristed.statistics.tabulation.layout import Layout

_YES_NO = ("false", "true")


def synthetic_columns(size: int, *, layout: Layout, report_year: int, seed: int) -> FactColumns:
    """Draw facts that every table of a report year can print; the same seed gives the same facts.

    Categories follow 1/rank, so that a few are frequent and many are rare. A category is one that the
    service's tables may print, and nothing is drawn in a year in which it was not in use.
    """
    rng = np.random.default_rng(seed)
    years = np.arange(layout.first_register_year, report_year + 1, dtype=np.int32)
    service = _drawn(rng, size, layout.services)
    coded = {name: _drawn(rng, size, categories) for name, categories in _categories().items()}
    return FactColumns(
        year=rng.choice(years, size),
        coded={"service": service, **coded, "referrer": _referrers(rng, service)},
        agencies=agency_columns_of([]),
    )


def _categories() -> dict[str, tuple[str, ...]]:
    # This concern was not in use everywhere in every year, and a table without a rest row would refuse it.
    concerns = [code for code in code_list("main_concerns").codes() if code != "health_care_after_fgm"]
    return {
        "is_new": _YES_NO,
        "main_concern": tuple(concerns),
        "concern_basis": code_list("concern_bases").codes(),
        "gender": ("female", "male", "unknown"),
        "age_group": code_list("age_groups").codes(),
        "country_background": code_list("countries").codes(),
        "immigration_case": _YES_NO,
        "abroad_case": _YES_NO,
    }


def _drawn(rng: Generator, size: int, categories: Sequence[str]) -> CodedColumn:
    """Draw one column; categories are sorted, as every column's are, but the frequent ones stay frequent."""
    ordered = tuple(sorted(categories))
    rank = np.array([list(categories).index(category) for category in ordered])
    return CodedColumn(_positions(rng, size, 1.0 / (rank + 1.0)), ordered)


def _positions(rng: Generator, size: int, weight: NDArray[np.float64]) -> Codes:
    limits = np.cumsum(weight / weight.sum())
    return np.searchsorted(limits[:-1], rng.random(size), side="right").astype(smallest_type(len(limits)))


def _referrers(rng: Generator, service: CodedColumn) -> CodedColumn:
    """Draw each fact's referrer from its own service's list."""
    lists = [referrers_of(name).codes() for name in service.categories]
    ordered = sorted({code for codes in lists for code in codes})
    position = {code: i for i, code in enumerate(ordered)}
    drawn = np.zeros(len(service.codes), smallest_type(len(ordered)))
    for i, codes in enumerate(lists):
        chosen = service.codes == i
        own = np.array([position[code] for code in codes], drawn.dtype)
        drawn[chosen] = own[_positions(rng, int(chosen.sum()), 1.0 / np.arange(1.0, len(codes) + 1))]
    return CodedColumn(drawn, tuple(ordered))
