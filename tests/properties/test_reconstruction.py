"""What holds for every reconstruction: planted registers are found again, and nothing is bent to fit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.methods.reconstruction.candidates import Candidates, draw_candidates, systematic_sample
from fristed.methods.reconstruction.conflicts import fewest_given_up
from fristed.methods.reconstruction.constraints import parse_where
from fristed.methods.reconstruction.entropy import Target, rake
from fristed.methods.reconstruction.integers import MOST_ADDED, LinearRow, fewest_moves
from fristed.methods.reconstruction.prior import CORE_COLUMNS, Factor
from fristed.methods.reconstruction.records import Constraint, RegisterRow
from fristed.methods.reconstruction.register import bytes_of, in_order, read_register, rows_from
from fristed.methods.reconstruction.solver import Effort, NoSolution
from fristed.methods.reconstruction.verifying import matches, verify

EXACT = Effort(gap=0.0, nodes=10_000)
REGISTER = read_register()
# Drawn where the printed rule bends: few cases, zero among them.
FEW_CASES = st.integers(0, 4)


@st.composite
def planted_problems(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, list[LinearRow]]:
    """A start, a planted answer, and rows that the answer meets."""
    size = draw(st.integers(2, 12))
    planted = np.array(draw(st.lists(FEW_CASES, min_size=size, max_size=size)), dtype=np.int64)
    start = np.array(draw(st.lists(FEW_CASES, min_size=size, max_size=size)), dtype=np.int64)
    rows: list[LinearRow] = []
    for _ in range(draw(st.integers(1, 6))):
        signs = draw(st.lists(st.sampled_from([0, 1, 1, -1]), min_size=size, max_size=size))
        coefficients = np.array(signs, dtype=np.int64)
        total = int(coefficients @ planted)
        low, high = draw(st.sampled_from([(total, total), (total - 1, total + 1), (total, float("inf"))]))
        rows.append(LinearRow(coefficients, low, high))
    return start, planted, rows


def meets(found: np.ndarray, rows: list[LinearRow]) -> bool:
    return all(row.low <= int(row.coefficients @ found) <= row.high for row in rows)


@given(planted_problems(), st.integers(0, 1000))
def test_what_is_found_meets_every_row_and_moves_no_more_than_the_planted_answer(
    problem: tuple[np.ndarray, np.ndarray, list[LinearRow]], seed: int
) -> None:
    start, planted, rows = problem
    assert int((planted - start).max()) <= MOST_ADDED
    found = fewest_moves(start, rows, np.ones(len(start)), seed=seed, effort=EXACT)
    assert meets(found, rows)
    assert (found >= 0).all()
    assert np.abs(found - start).sum() <= np.abs(planted - start).sum()


@given(planted_problems(), st.integers(0, 1000))
def test_the_same_seed_finds_the_same_cases(
    problem: tuple[np.ndarray, np.ndarray, list[LinearRow]], seed: int
) -> None:
    start, _, rows = problem
    costs = np.ones(len(start))
    first = fewest_moves(start, rows, costs, seed=seed)
    assert (fewest_moves(start, rows, costs, seed=seed) == first).all()


@given(planted_problems())
def test_a_start_that_meets_every_row_is_left_alone(
    problem: tuple[np.ndarray, np.ndarray, list[LinearRow]],
) -> None:
    _, planted, rows = problem
    assert (fewest_moves(planted, rows, np.ones(len(planted)), seed=1, effort=EXACT) == planted).all()


@given(planted_problems())
def test_nothing_is_given_up_where_everything_can_be_met(
    problem: tuple[np.ndarray, np.ndarray, list[LinearRow]],
) -> None:
    _, _, rows = problem
    assert fewest_given_up(rows, [1] * len(rows), seed=1) == ()


@given(planted_problems(), st.integers(1, 3))
def test_a_planted_contradiction_is_refused_and_the_cheaper_side_given_up(
    problem: tuple[np.ndarray, np.ndarray, list[LinearRow]], beyond: int
) -> None:
    start, planted, rows = problem
    everyone, total = np.ones(len(start), dtype=np.int64), int(planted.sum())
    printed = LinearRow(everyone, total, total)
    contradicting = LinearRow(everyone, total + beyond, total + beyond)
    with pytest.raises(NoSolution):
        fewest_moves(start, [*rows, printed, contradicting], np.ones(len(start)), seed=1)
    prices = [10] * len(rows) + [10, 1]
    assert fewest_given_up([*rows, printed, contradicting], prices, seed=1) == (len(rows) + 1,)


@given(st.lists(st.floats(0.01, 5.0), min_size=1, max_size=30), st.integers(1, 60), st.integers(0, 1000))
def test_a_systematic_sample_gives_each_candidate_its_share_up_to_one_case(
    weights: list[float], size: int, seed: int
) -> None:
    drawn = systematic_sample(np.array(weights), size, np.random.default_rng(seed))
    expected = np.array(weights) / sum(weights) * size
    assert drawn.sum() == size
    assert (np.abs(drawn - expected) < 1 + 1e-9).all()


def candidates_of(weights: list[float]) -> Candidates:
    cells = np.zeros((len(weights), len(CORE_COLUMNS)), dtype=np.int64)
    cells[:, 0] = np.arange(len(weights))
    codes = (tuple(f"concern {at}" for at in range(len(weights))), *[("only",)] * (len(CORE_COLUMNS) - 1))
    return Candidates(codes, cells, np.array(weights))


@st.composite
def planted_weights(draw: st.DrawFn) -> tuple[Candidates, np.ndarray, list[Target]]:
    """A prior, weights planted beside it, and targets that the planted weights meet."""
    size = draw(st.integers(3, 10))
    numbers = st.lists(st.floats(0.2, 5.0), min_size=size, max_size=size)
    prior, planted = draw(numbers), np.array(draw(numbers))
    planted *= 100 / planted.sum()
    targets: list[Target] = []
    for _ in range(draw(st.integers(1, 3))):
        mask = np.array(draw(st.lists(st.booleans(), min_size=size, max_size=size)))
        total = float(planted[mask].sum())
        targets.append(Target(mask, total, total))
    return candidates_of(prior), planted, targets


def divergence(weights: np.ndarray, prior: np.ndarray) -> float:
    kept = weights > 0
    scaled = prior * weights.sum() / prior.sum()
    return float((weights[kept] * np.log(weights[kept] / scaled[kept])).sum())


@given(planted_weights())
def test_raked_weights_meet_the_targets_and_are_no_further_from_the_prior_than_the_planted_ones(
    problem: tuple[Candidates, np.ndarray, list[Target]],
) -> None:
    candidates, planted, targets = problem
    raked = rake(candidates, targets, 100, sweeps=3_000).weights
    for target in targets:
        assert raked[target.mask].sum() == pytest.approx(target.low, abs=0.05)
    assert raked.sum() == pytest.approx(100)
    assert divergence(raked, candidates.weights) <= divergence(planted, candidates.weights) + 0.01


@given(st.integers(0, 1000))
def test_a_factor_of_zero_is_never_drawn(seed: int) -> None:
    shares = {column: {"a": 1.0, "b": 2.0} for column in CORE_COLUMNS}
    barred = parse_where("gender=a;age_group=b")
    drawn = draw_candidates(shares, [Factor(barred, 0.0)], 200, np.random.default_rng(seed))
    assert not drawn.mask(barred).any()
    assert drawn.weights.sum() > 0


@given(st.lists(st.sampled_from(REGISTER), max_size=20), st.randoms(use_true_random=False))
def test_a_register_file_is_the_same_in_any_order_and_reads_back(
    rows: list[RegisterRow], random: object
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert bytes_of(shuffled) == bytes_of(rows)
    assert rows_from(bytes_of(shuffled)) == in_order(rows)


CONDITIONS = st.sampled_from(
    [
        "",
        "gender=female",
        "gender!=female|unknown",
        "age_group=child_under_18;main_concern=fear_fgm|completed_fgm",
        "country_background!=SY|SO|unknown",
        "abroad_case=",
        "abroad_case=1;immigration_case=0",
        "agencies_involved=police|udi",
        "agencies_to_involve!=police",
    ]
)


@given(st.lists(st.sampled_from(REGISTER), max_size=30), CONDITIONS, CONDITIONS, st.integers(-3, 12))
def test_a_violation_is_found_exactly_when_counting_by_hand_differs(
    rows: list[RegisterRow], where: str, minus: str, wanted: int
) -> None:
    alike = [row for row in rows if (row.service, row.year) == ("KT", 2024)]
    constraint = Constraint(
        "c", "KT", 2024, "cases", parse_where(where), parse_where(minus), wanted, wanted, "text", "", "", ""
    )
    by_hand = sum(matches(row, constraint.where) for row in alike) - sum(
        matches(row, parse_where(minus)) for row in alike
    )
    assert [violation.found for violation in verify(rows, [constraint])] == (
        [by_hand] if by_hand != wanted else []
    )
