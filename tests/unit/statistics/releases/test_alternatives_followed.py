"""What is offered instead of a hidden number is what the next computation does, or it is said why not."""

from __future__ import annotations

import pytest

from fristed.statistics.releases.alternatives import Alternative, alternatives
from fristed.statistics.releases.ledger import History, ledger_of
from fristed.statistics.releases.names import CellName
from fristed.statistics.releases.protecting import Protected
from fristed.statistics.releases.recording import protection_record
from fristed.statistics.releases.system import ProtectedYear, rule_of
from fristed.statistics.releases.wishes import same_number
from tests.unit.statistics.releases.protected_releases import SAFE, attacked, cases, protected, year_of

pytestmark = pytest.mark.xdist_group("whole register")
MALE, FEMALE = "table 2 KT 2024 male", "table 2 KT 2024 female"
GENDERS = [
    *cases(gender="female", many=60),
    *cases(gender="male", many=55),
    *cases(gender="unknown", many=3),
]
AGES = [
    *cases(age_group="child_under_18", many=40),
    *cases(age_group="adult_18_plus", many=25),
    *cases(age_group="unknown", many=4),
]


def offers(found: ProtectedYear) -> list[tuple[str, Alternative]]:
    """Give every offer of a service and year, with the number it takes the place of."""
    secondary = [key for key, why in found.pattern.hidden.items() if why == "secondary" and " KT " in key]
    return [
        (key, other)
        for key in sorted(secondary)
        if key.startswith("table ")
        for other in alternatives(found, rule_of(SAFE), key)
    ]


def loss_in_tables(found: Protected) -> tuple[int, int]:
    """Count what is hidden in tables for the sake of others, each number once, and its cases."""
    year = year_of(found)
    name = same_number(year.linked)
    hidden = {name[key] for key, why in year.pattern.hidden.items() if why == "secondary"}
    hidden = {key for key in hidden if CellName.read(key)}
    return len(hidden), sum(year.linked.counts[key] for key in hidden)


@pytest.mark.parametrize("facts", [GENDERS, AGES])
def test_every_offer_is_followed_at_the_price_that_was_told(facts: list[object]) -> None:
    first = protected(facts)  # type: ignore[arg-type]
    offered = offers(year_of(first))
    assert offered
    for old, other in offered:
        then = protected(facts, wishes={other.key: old})  # type: ignore[arg-type]
        hidden = year_of(then).pattern.hidden
        assert other.key in hidden
        assert old not in hidden
        assert year_of(then).not_followed == {}
        assert attacked(then.release).leaks == ()
        before, after = loss_in_tables(first), loss_in_tables(then)
        assert (after[0] - before[0], after[1] - before[1]) == (other.cells, other.cases)


def test_a_wish_that_another_report_stands_in_the_way_of_says_which_way() -> None:
    hiding_men = protected(GENDERS).release
    kept = History(other_years=ledger_of([("another report", hiding_men)]))
    found = year_of(protected(GENDERS, history=kept, wishes={FEMALE: MALE}))
    assert FEMALE not in found.pattern.hidden
    assert found.not_followed == {FEMALE: "printed_before"}
    other = protected(GENDERS, wishes={FEMALE: ""})
    hidden = History(other_years=ledger_of([("another report", other.release)]))
    found = year_of(protected(GENDERS, history=hidden, wishes={"table 2 KT 2024 unknown": FEMALE}))
    assert found.not_followed == {"table 2 KT 2024 unknown": "hidden_before"}
    assert alternatives(found, rule_of(SAFE), FEMALE) == []


def test_a_small_number_is_never_printed_for_a_wish_and_a_later_wish_replaces_an_earlier_one() -> None:
    found = year_of(protected(GENDERS, wishes={FEMALE: "table 2 KT 2024 unknown"}))
    assert found.not_followed == {FEMALE: "unsafe"}
    both = year_of(protected(GENDERS, wishes={FEMALE: MALE, MALE: FEMALE}))
    assert both.not_followed == {FEMALE: "replaced"}
    assert MALE in both.pattern.hidden


def test_what_a_replaced_version_hid_and_the_new_one_prints_is_recorded_both_ways() -> None:
    first, then = protected(GENDERS), protected(GENDERS, wishes={FEMALE: MALE})
    assert then.system
    past = ledger_of([("first", first.release)])
    record = protection_record(
        then.release, SAFE, then.system, certificate="", wishes={FEMALE: MALE}, replaced=past
    )
    year = next(y for y in record["years"] if (y["service"], y["year"]) == ("KT", 2024))
    assert year["opened"] == [MALE]
    assert year["closed"] == [FEMALE]
    assert year["given_up"] == []
    assert year["wishes"] == {FEMALE: True}
    assert record["instead_of"] == {FEMALE: MALE}
    unwished = year_of(first).pattern.loss
    assert year["unwished"] == {"number": unwished.number, "value": unwished.value}
