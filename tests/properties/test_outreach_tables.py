"""Statistics of outreach: whatever the counts, nobody can work out a small one from what is printed."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.casework.assignments.facts import AnswerFact, AssignmentFact
from fristed.casework.cases.facts import GreyZoneFact
from fristed.methods.disclosure.attack import attack
from fristed.methods.percents import percent_of
from fristed.statistics.outreach.counting import (
    OutreachCounts,
    OutreachFacts,
    count_outreach,
    counts_of_percent,
)
from fristed.statistics.outreach.definitions import UNSTATED, definitions
from fristed.statistics.outreach.facts import OutreachTables
from fristed.statistics.outreach.protecting import printed_outreach, protect_outreach
from fristed.statistics.releases.policies import policy
from fristed.statistics.releases.rules import rule_of

SAFE = policy("safe")
RULE = rule_of(SAFE)
# Around the threshold and at nothing: there the rule bends.
FEW = st.sampled_from((0, 0, 1, 2, 3, 6, 7, 8, 13))
TOPICS = tuple(definitions().splits["6.1.grey"].codes)
HEARING = AssignmentFact(2024, "KT", "expert_witness", "", "", "physical", "", None)


@st.composite
def grey_zone(draw: st.DrawFn) -> tuple[GreyZoneFact, ...]:
    """Some grey-zone cases: most topics are few."""
    found = []
    for topic, became in product(TOPICS, (True, False)):
        found += [GreyZoneFact(2024, topic, became)] * draw(FEW)
    return tuple(found)


@st.composite
def answers(draw: st.DrawFn) -> AnswerFact:
    """Some answers with shares that can be: the rest told nobody."""
    girls, boys, others, rest = (draw(st.one_of(FEW, st.integers(0, 300))) for _ in range(4))
    base = girls + boys + others + rest
    shares = [percent_of(one, base) if base else 0 for one in (girls, boys, others)]
    return AnswerFact(2024, "ung.no", base, *shares, 76, 51)


@st.composite
def years(draw: st.DrawFn) -> OutreachFacts:
    """Some facts of a year."""
    return OutreachFacts(
        year=2024,
        assignments=(HEARING,) * draw(FEW),
        before=(),
        grey_zone=draw(grey_zone()),
        answers=(draw(answers()),),
    )


def leaks(tables: OutreachTables, counts: OutreachCounts) -> list[str]:
    """Give what an attacker finds out of any system of what is printed."""
    found: list[str] = []
    for system in definitions().systems():
        printed = printed_outreach(tables, counts, system, RULE)
        report = attack(printed, width=RULE.width, smallest_sum=RULE.smallest_hidden_sum)
        found += [one.key for one in report.leaks] + ["contradiction"] * bool(report.contradictions)
    return found


@given(years())
def test_no_small_count_can_be_worked_out_from_what_is_printed(found: OutreachFacts) -> None:
    counts = count_outreach(found)
    tables = protect_outreach(counts, policy=SAFE)
    assert leaks(tables, counts) == []
    for cell in definitions().cells.values():
        if cell.is_protected and 0 < counts.counts.get(cell.key, 0) < SAFE.threshold:
            assert tables.value(cell.key) is None, cell.key


@given(years())
def test_a_reader_who_tries_every_way_finds_no_hidden_share(found: OutreachFacts) -> None:
    """Without the attacker's equations: every count that fits what is printed, one by one."""
    counts = count_outreach(found)
    tables = protect_outreach(counts, policy=SAFE)
    keys = ("ung.girls", "ung.boys", "ung.others")
    total, shown = tables.value("ung.answers"), {key: tables.value(key) for key in keys}
    if total is None or total > 90 or not all(tables.has(key) for key in keys) or None not in shown.values():
        return
    spans = {
        key: range(total + 1) if percent is None else range(*_span(percent, total))
        for key, percent in shown.items()
    }
    fitting = [
        dict(zip(keys, worlds, strict=True)) for worlds in product(*spans.values()) if sum(worlds) <= total
    ]
    for key, percent in shown.items():
        possible = {one[key] for one in fitting}
        if percent is None and 0 < counts.counts[key] < SAFE.threshold:
            assert max(possible) - min(possible) >= SAFE.width


def _span(percent: int, base: int) -> tuple[int, int]:
    low, high = counts_of_percent(percent, base)
    return low, high + 1


@given(years())
def test_as_published_all_is_printed_and_adds_up(found: OutreachFacts) -> None:
    counts = count_outreach(found)
    tables = protect_outreach(counts, policy=policy("as-published-2024"))
    topics = [tables.value(f"6.1.grey.{topic}") for topic in TOPICS]
    assert sum(one or 0 for one in topics) == tables.value("6.1.grey") == len(found.grey_zone)
    assert not any(one.value is None for one in tables.cells)


@given(st.integers(0, 400), st.integers(0, 100))
def test_the_counts_of_a_percent_are_those_that_round_to_it(base: int, percent: int) -> None:
    low, high = counts_of_percent(percent, base)
    expected = [one for one in range(base + 1) if base and percent_of(one, base) == percent]
    assert list(range(low, high + 1)) == expected


def test_a_print_that_shows_one_more_share_is_found_to_leak() -> None:
    """The attacker that the tests above trust sees what a careless print tells: six are left over."""
    found = OutreachFacts(2024, (), (), (), (AnswerFact(2024, "ung.no", 140, 78, 18, 3, 76, 51),))
    counts = count_outreach(found)
    careless = protect_outreach(counts, policy=policy("as-published-2024"))
    assert counts.counts["ung.others"] == 4
    assert counts.counts[UNSTATED] == 2
    cells = tuple(one for one in careless.cells if one.key != "ung.others")
    assert leaks(OutreachTables(2024, "safe", "2", 7, cells), counts) == ["ung.answers"]


@pytest.mark.parametrize("topic", TOPICS)
def test_each_topic_alone_is_hidden_with_another_or_nothing_is_printed(topic: str) -> None:
    rows = tuple(
        GreyZoneFact(2024, one, became_case=False) for one in TOPICS for _ in range(3 if one == topic else 40)
    )
    tables = protect_outreach(count_outreach(OutreachFacts(2024, (), (), rows, ())), policy=SAFE)
    hidden = {one for one in TOPICS if tables.value(f"6.1.grey.{one}") is None}
    assert topic in hidden
    assert len(hidden) == 2
