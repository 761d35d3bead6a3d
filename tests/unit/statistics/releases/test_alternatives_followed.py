"""What is offered instead of a hidden number is what the next computation does, or it is said why not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from fristed.statistics.releases.alternatives import Alternative, alternatives
from fristed.statistics.releases.ledger import History, ledger_of
from fristed.statistics.releases.protecting import Protected
from fristed.statistics.releases.recording import protection_record
from fristed.statistics.releases.rules import rule_of
from fristed.statistics.releases.system import ProtectedYear
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


CONCERNS = [
    *cases(main_concern="fear_fgm", many=30),
    *cases(main_concern="completed_fgm", many=3),
    *cases(main_concern="negative_social_control", many=40),
    *cases(main_concern="fear_child_marriage", many=12),
    *cases(main_concern="fear_forced_marriage", many=25),
]


def told_of(found: Protected, service: str = "KT") -> dict[str, Any]:
    """Give what the record of a release tells of a service in 2024."""
    assert found.system
    record = protection_record(found.release, SAFE, found.system, certificate="")
    return next(y for y in record["years"] if (y["service"], y["year"]) == (service, 2024))


def lost(record: Mapping[str, Any]) -> tuple[int, int, int, int]:
    """Count what a record hides for the sake of others: numbers and cases, in tables and in sentences."""
    hidden = [cell["key"] for cell in record["cells"] if cell["why"] == "secondary"]
    said = sum(key.startswith("text ") for key in hidden)
    cases_in_tables = record["cases"]["report"] + record["cases"]["other_reports"]
    return len(hidden) - said, cases_in_tables, said, record["cases"]["sentences"]


def named(record: Mapping[str, Any]) -> set[str]:
    """Name what a record tells to be hidden."""
    return {cell["key"] for cell in record["cells"]}


OFFERED = [
    pytest.param(AGES, id="ages"),
    pytest.param(GENDERS, id="genders", marks=pytest.mark.ci),
    pytest.param(CONCERNS, id="concerns", marks=pytest.mark.ci),
]


@pytest.mark.parametrize("facts", OFFERED)
def test_every_offer_is_followed_at_the_price_and_with_the_changes_told(
    facts: list[object],
) -> None:
    first = protected(facts)  # type: ignore[arg-type]
    offered = offers(year_of(first))
    assert offered
    before = told_of(first)
    for old, other in offered:
        then = protected(facts, wishes={other.key: old})  # type: ignore[arg-type]
        assert year_of(then).not_followed == {}
        assert attacked(then.release).leaks == ()
        after = told_of(then)
        assert set(other.hides) == named(after) - named(before)
        assert set(other.prints) == named(before) - named(after)
        assert {other.key} <= set(other.hides)
        assert {old} <= set(other.prints)
        told = (other.cells, other.cases, other.sentences, other.cases_in_sentences)
        assert tuple(now - then for now, then in zip(lost(after), lost(before), strict=True)) == told


def test_an_offer_names_the_themes_that_would_be_hidden_with_it() -> None:
    found = year_of(protected(CONCERNS))
    themes = [key for _old, other in offers(found) for key in other.hides if key.startswith("F2.2 ")]
    assert themes


def test_the_cases_of_a_record_add_up_to_its_loss_and_each_number_is_named_once() -> None:
    record = told_of(protected(CONCERNS))
    assert sum(record["cases"].values()) == record["loss"]["value"]
    secondary = [cell for cell in record["cells"] if cell["why"] == "secondary"]
    assert len(secondary) == record["loss"]["number"]
    other_names = {key for places in record["also"].values() for key in places}
    assert not other_names & named(record)


def test_a_number_that_stands_in_a_figure_too_is_told_with_both_places() -> None:
    assert told_of(protected(AGES))["also"]["table 3 KT 2024 adult_18_plus"] == ["F2.4 KT 2024 adult_18_plus"]


@pytest.mark.ci
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
