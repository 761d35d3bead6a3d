from __future__ import annotations

import numpy as np
import pytest

from fristed.methods.reconstruction.entropy import Target, rake
from fristed.methods.reconstruction.integers import LinearRow, fewest_moves
from fristed.methods.reconstruction.solver import Effort, NoSolution, Problem, solve
from tests.unit.methods.reconstruction.test_planning import CANDIDATES

EVERYONE = np.ones(3, dtype=np.int64)


def problem(low: float, high: float) -> Problem:
    return Problem(
        table=EVERYONE.reshape(1, 3),
        costs=np.array([3.0, 1.0, 2.0]),
        upper=np.array([5.0, 2.0, 5.0]),
        low=np.array([low]),
        high=np.array([high]),
    )


def test_the_cheapest_whole_numbers_are_found() -> None:
    assert solve(problem(4, 4), seed=1, effort=Effort()).tolist() == [0, 2, 2]


@pytest.mark.parametrize(("low", "high"), [(13, 13), (0.2, 0.8)])
def test_what_no_whole_numbers_meet_is_refused(low: float, high: float) -> None:
    with pytest.raises(NoSolution, match="no whole numbers"):
        solve(problem(low, high), seed=1, effort=Effort())


def test_a_bound_that_is_met_only_within_a_tolerance_is_refused() -> None:
    with pytest.raises(NoSolution, match="once rounded"):
        solve(problem(2 + 1e-8, 2 + 1e-7), seed=1, effort=Effort())


def test_cases_are_added_and_taken_away_where_that_is_cheapest() -> None:
    rows = [LinearRow(EVERYONE, 4, 4), LinearRow(np.array([1, 0, 0]), 0, 1)]
    found = fewest_moves(np.array([3, 1, 0]), rows, np.array([1.0, 1.0, 1.5]), seed=1)
    assert found.tolist() == [1, 3, 0]


def test_a_target_on_nobody_or_everybody_leaves_the_weights_in_proportion() -> None:
    nobody, everybody = np.zeros(3, dtype=np.bool_), np.ones(3, dtype=np.bool_)
    raked = rake(CANDIDATES, [Target(nobody, 1, 1), Target(everybody, 2, 2)], 9)
    assert raked.weights.tolist() == [3, 3, 3]


def test_a_target_of_everything_empties_the_rest() -> None:
    raked = rake(CANDIDATES, [Target(np.array([True, True, False]), 9, 9)], 9)
    assert raked.weights.tolist() == pytest.approx([4.5, 4.5, 0])


def test_weights_inside_an_interval_are_left_alone() -> None:
    raked = rake(CANDIDATES, [Target(np.array([True, False, False]), 2, 4)], 9)
    assert raked.weights.tolist() == [3, 3, 3]
