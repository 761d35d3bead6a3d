from __future__ import annotations

import pytest

from fristed.methods.reconstruction.constraints import BadConstraint, parse_where, read_constraints
from tests.unit.methods.reconstruction.planted_register import a_constraint


def test_a_condition_without_a_column_of_the_register_is_refused() -> None:
    for text in ("gender", "name=Sara", "=female"):
        with pytest.raises(BadConstraint, match="cannot read"):
            parse_where(text)


def test_an_empty_condition_is_every_case() -> None:
    assert parse_where("") == ()


def test_an_exclamation_mark_turns_a_clause_round() -> None:
    (clause,) = parse_where("country_background!=SY|SO")
    assert not clause.is_among
    assert clause.values == {"SY", "SO"}


def test_an_unknown_measure_or_kind_is_refused() -> None:
    with pytest.raises(BadConstraint, match="no measure 'persons'"):
        a_constraint(measure="persons")
    with pytest.raises(BadConstraint, match="no kind 'rumour'"):
        a_constraint(kind="rumour")


def test_a_missing_bound_is_no_bound() -> None:
    assert a_constraint(low=3).high is None
    assert a_constraint(high=3).low is None


def test_no_two_constraints_share_an_id() -> None:
    ids = [constraint.id for constraint in read_constraints()]
    assert len(set(ids)) == len(ids)


def test_every_constraint_has_a_bound_and_its_bounds_leave_room() -> None:
    for constraint in read_constraints():
        bounds = [bound for bound in (constraint.low, constraint.high) if bound is not None]
        assert bounds, constraint.id
        assert bounds == sorted(bounds), constraint.id


def test_every_constraint_says_where_it_comes_from_or_why_it_is_assumed() -> None:
    for constraint in read_constraints():
        assert constraint.source or (constraint.kind == "assumed" and constraint.note), constraint.id
