"""What may be held: by default nothing, and never without a mode, a basis and both dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.foundation.legal_basis.codes import RISING, Mode, Why
from fristed.foundation.legal_basis.facts import Basis, Decided, Refusal
from fristed.foundation.legal_basis.registry import registry
from fristed.foundation.legal_basis.rules import is_more, may_hold, mode_on, refused_since
from tests.spec.cast import at_ten

DAY = date(2024, 3, 4)
LATER = date(2024, 6, 1)


def decided(number: int = 1, field: str = "", setting: str = "identified", **changes: object) -> Decided:
    """Give a decision of KT that holds from a day on, changed as asked."""
    purpose = registry()[field].purposes[0] if field in registry() and setting == "on" else ""
    one = Decided(
        number, f"k{number}", "KT", field, setting, purpose, "It is needed for this.", "A law § 1", DAY, None,
        "gro", "leader", at_ten(DAY), "finn", at_ten(DAY), DAY,
    )  # fmt: skip
    return replace(one, **changes)  # type: ignore[arg-type]


MODE, NAME = decided(), decided(2, "name", "on")


def why(answer: Basis | Refusal) -> str:
    """Give why not, or nothing where it may be held."""
    return answer.why if isinstance(answer, Refusal) else ""


@pytest.mark.parametrize("field", registry())
def test_by_default_nothing_may_be_held(field: str) -> None:
    assert why(may_hold(field, "KT", DAY, [])) == Why.MODE_TOO_LOW


def test_a_field_needs_the_mode_and_a_basis_of_its_own() -> None:
    assert why(may_hold("name", "KT", DAY, [NAME])) == Why.MODE_TOO_LOW
    assert why(may_hold("name", "KT", DAY, [MODE])) == Why.NO_BASIS
    found = may_hold("name", "KT", DAY, [NAME, MODE])
    assert isinstance(found, Basis)
    assert (found.number, found.purpose, found.law) == (2, "follow_up", "A law § 1")


@pytest.mark.parametrize(("mode", "field"), list(product(RISING, registry())))
def test_a_mode_reaches_the_fields_that_need_no_more(mode: Mode, field: str) -> None:
    known = [decided(setting=mode), decided(2, field, "on")]
    is_enough = RISING.index(mode) >= RISING.index(registry()[field].least_mode)
    assert isinstance(may_hold(field, "KT", DAY, known), Basis) is is_enough


def test_another_service_gets_nothing_from_it() -> None:
    assert why(may_hold("name", "MR", DAY, [MODE, NAME])) == Why.MODE_TOO_LOW
    assert why(may_hold("name", "MR", DAY, [replace(MODE, service="MR"), NAME])) == Why.NO_BASIS


def test_an_unknown_field_may_never_be_held() -> None:
    assert why(may_hold("eye_colour", "KT", DAY, [MODE, decided(2, "eye_colour", "on")])) == Why.UNKNOWN_FIELD


def test_what_is_proposed_and_not_confirmed_holds_on_no_day() -> None:
    waiting = replace(NAME, confirmed_by="", confirmed_at=None, confirmed_date=None)
    assert why(may_hold("name", "KT", LATER, [MODE, waiting])) == Why.NO_BASIS


def test_it_holds_from_its_first_day_and_through_its_last() -> None:
    ends = replace(NAME, from_date=LATER, to_date=LATER + timedelta(days=3))
    assert why(may_hold("name", "KT", LATER - timedelta(days=1), [MODE, ends])) == Why.NO_BASIS
    assert isinstance(may_hold("name", "KT", LATER, [MODE, ends]), Basis)
    assert isinstance(may_hold("name", "KT", LATER + timedelta(days=3), [MODE, ends]), Basis)
    assert why(may_hold("name", "KT", LATER + timedelta(days=4), [MODE, ends])) == Why.ENDED


def test_a_late_confirmation_does_not_reach_back() -> None:
    late = replace(NAME, confirmed_date=LATER, confirmed_at=at_ten(LATER))
    assert why(may_hold("name", "KT", LATER - timedelta(days=1), [MODE, late])) == Why.NO_BASIS
    assert isinstance(may_hold("name", "KT", LATER, [MODE, late]), Basis)


def test_a_later_decision_takes_the_place_of_an_earlier() -> None:
    off = decided(3, "name", "off", from_date=LATER)
    assert isinstance(may_hold("name", "KT", LATER - timedelta(days=1), [off, MODE, NAME]), Basis)
    assert why(may_hold("name", "KT", LATER, [off, MODE, NAME])) == Why.SWITCHED_OFF
    down = decided(4, "", "pseudonymous", from_date=LATER)
    assert why(may_hold("name", "KT", LATER, [down, MODE, NAME])) == Why.MODE_TOO_LOW


def test_a_mode_that_ended_is_anonymous_and_not_the_one_before() -> None:
    short = decided(3, "", "identified", to_date=LATER)
    assert mode_on("KT", LATER, [decided(setting="pseudonymous"), short]) == Mode.IDENTIFIED
    after = LATER + timedelta(days=1)
    assert mode_on("KT", after, [decided(setting="pseudonymous"), short]) == Mode.ANONYMOUS


@pytest.mark.parametrize("lacking", [{"basis": ""}, {"law": ""}, {"purpose": ""}, {"purpose": "reach"}])
def test_a_decision_without_basis_law_or_fitting_purpose_gives_nothing(lacking: dict[str, str]) -> None:
    assert why(may_hold("name", "KT", DAY, [MODE, replace(NAME, **lacking)])) == Why.NO_BASIS  # type: ignore[arg-type]


def test_a_setting_that_is_not_understood_is_refused() -> None:
    assert mode_on("KT", DAY, [decided(setting="open")]) == Mode.ANONYMOUS
    assert why(may_hold("name", "KT", DAY, [MODE, replace(NAME, setting="maybe")])) == Why.SWITCHED_OFF


def test_since_when_something_may_no_longer_be_held() -> None:
    off = decided(3, "name", "off", from_date=LATER)
    assert refused_since("name", "KT", LATER, []) is None
    assert refused_since("name", "KT", DAY, [MODE, NAME]) is None
    assert refused_since("name", "KT", LATER + timedelta(days=9), [MODE, NAME, off]) == LATER
    ends = replace(MODE, to_date=LATER)
    assert refused_since("name", "KT", LATER + timedelta(days=9), [ends, NAME]) == LATER + timedelta(days=1)


def test_what_lets_a_service_come_nearer_is_more() -> None:
    assert is_more(MODE, Mode.ANONYMOUS)
    assert not is_more(decided(setting="anonymous"), Mode.IDENTIFIED)
    assert is_more(NAME, Mode.ANONYMOUS)
    assert not is_more(decided(3, "name", "off"), Mode.IDENTIFIED)


# Where the rule bends: a few fields, days side by side, decisions that wait, end, and follow each other.
DAYS = st.integers(0, 6).map(lambda n: DAY + timedelta(days=n))
DECISIONS = st.builds(
    lambda number, field, setting, begins, ends, confirmed: replace(
        decided(number, field[0], setting if not field[0] else field[1]),
        from_date=begins,
        to_date=ends,
        confirmed_date=confirmed,
    ),
    st.integers(1, 40),
    st.sampled_from([("", ""), ("name", "on"), ("name", "off"), ("called_name", "on")]),
    st.sampled_from([str(mode) for mode in Mode]),
    DAYS,
    st.none() | DAYS,
    st.none() | DAYS,
)


@given(known=st.lists(DECISIONS, max_size=6, unique_by=lambda one: one.number), day=DAYS)
def test_a_basis_is_always_a_confirmed_decision_in_force_under_a_mode_in_force(
    known: list[Decided], day: date
) -> None:
    found = may_hold("name", "KT", day, known)
    if isinstance(found, Basis):
        [own] = [one for one in known if one.number == found.number]
        assert (own.field, own.setting) == ("name", "on")
        assert own.confirmed_date is not None
        assert max(own.from_date, own.confirmed_date) <= day
        assert own.to_date is None or day <= own.to_date
        modes = [one for one in known if not one.field and one.setting == "identified" and one.confirmed_date]
        assert any(max(one.from_date, one.confirmed_date or DAY) <= day for one in modes)
    # What waits changes nothing, and the order in which decisions are read does not either.
    assert may_hold("name", "KT", day, [one for one in known if one.confirmed_date]) == found
    assert may_hold("name", "KT", day, list(reversed(known))) == found


@given(known=st.lists(DECISIONS, max_size=6, unique_by=lambda one: one.number), day=DAYS)
def test_what_is_due_has_been_allowed_before_and_not_since(known: list[Decided], day: date) -> None:
    since = refused_since("name", "KT", day, known)
    if since is not None:
        days = [since + timedelta(days=n) for n in range((day - since).days + 1)]
        assert not any(isinstance(may_hold("name", "KT", one, known), Basis) for one in days)
        assert isinstance(may_hold("name", "KT", since - timedelta(days=1), known), Basis)
