"""Candidate cases: combinations of codes that the prior allows, with the weight each of them has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from fristed.methods.reconstruction.prior import CORE_COLUMNS, Factor, Shares
from fristed.methods.reconstruction.records import Where

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Different combinations of codes of the core columns.

    Attributes
    ----------
    codes
        For each core column its codes; a combination names them by position.
    cells
        Shape (candidates, core columns); positions in ``codes``. Rows are sorted and differ.
    weights
        Shape (candidates,); expected cases, not negative.
    """

    codes: tuple[tuple[str, ...], ...]
    cells: Integers
    weights: Floats

    def __len__(self) -> int:
        return len(self.cells)

    def mask(self, where: Where) -> Flags:
        """Tell which candidates meet a condition on core columns. Shape (candidates,)."""
        met = np.ones(len(self), dtype=np.bool_)
        for clause in where:
            at = CORE_COLUMNS.index(clause.column)
            known = [(code in clause.values) == clause.is_among for code in self.codes[at]]
            met &= np.array(known, dtype=np.bool_)[self.cells[:, at]]
        return met

    def texts(self, index: int) -> dict[str, str]:
        """Give one candidate as a text for each core column."""
        return {column: self.codes[at][int(self.cells[index, at])] for at, column in enumerate(CORE_COLUMNS)}

    def weighing(self, weights: Floats) -> Candidates:
        """Give the same candidates with other weights."""
        return replace(self, weights=weights)

    def only(self, chosen: Flags) -> Candidates:
        """Give some of the candidates."""
        return replace(self, cells=self.cells[chosen], weights=self.weights[chosen])


def draw_candidates(
    shares: Shares, factors: Sequence[Factor], size: int, rng: np.random.Generator
) -> Candidates:
    """Draw combinations from independent columns, then weigh them by the factors of the prior.

    Parameters
    ----------
    shares : Shares
        Weight of each code of each core column.
    factors : sequence of Factor
    size : int
        Number of draws; combinations drawn twice are joined, impossible ones left out.
    rng : numpy.random.Generator

    Returns
    -------
    Candidates
        With weights in proportion to the prior.
    """
    codes = tuple(tuple(shares[column]) for column in CORE_COLUMNS)
    drawn = np.column_stack(
        [_drawn(np.array(list(shares[column].values())), size, rng) for column in CORE_COLUMNS]
    )
    cells, times = np.unique(drawn, axis=0, return_counts=True)
    candidates = Candidates(codes, cells.astype(np.int64), times.astype(np.float64))
    weights = candidates.weights.copy()
    for factor in factors:
        weights[candidates.mask(factor.where)] *= factor.times
    return candidates.weighing(weights).only(weights > 0)


def systematic_sample(weights: Floats, size: int, rng: np.random.Generator) -> Integers:
    """Draw ``size`` cases so that every candidate comes as often as its weight says, up to one case.

    Parameters
    ----------
    weights : ndarray, shape (candidates,)
        Not negative, not all zero.
    size : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of int, shape (candidates,)
        How often each candidate was drawn; sums to ``size``.

    References
    ----------
    Madow, W. G. (1949). On the theory of systematic sampling, II. *Annals of Mathematical Statistics* 20(3),
    333-354.
    """
    ends = np.cumsum(weights)
    ends *= size / ends[-1]
    ends[-1] = size
    reached: Integers = np.floor(ends + rng.random()).astype(np.int64)
    before: Integers = np.concatenate([np.zeros(1, dtype=np.int64), reached[:-1]])
    return np.subtract(reached, before)


def _drawn(weights: Floats, size: int, rng: np.random.Generator) -> Integers:
    ends = np.cumsum(weights)
    marks = rng.random(size) * ends[-1]
    # The stubs of numpy leave the result of a search without a type.
    found = np.array(cast("Any", ends).searchsorted(marks, side="right"), dtype=np.int64)
    return np.minimum(found, len(weights) - 1)
