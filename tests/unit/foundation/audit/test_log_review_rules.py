"""What stands out in the log: each rule finds what it is for, and leaves ordinary work alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.foundation.audit.review.facts import Norms, Reviewed, Said, Seen
from fristed.foundation.audit.review.rules import (
    RULES,
    all_findings,
    at_night,
    exports,
    is_work,
    many_reads,
    outside_the_unit,
    protected_addresses,
    repeated_refusals,
    through_the_glass,
    without_work,
)

OSLO = ZoneInfo("Europe/Oslo")
MONDAY = datetime(2026, 3, 2, 10, tzinfo=OSLO)
NORMS = Norms()
Entry = tuple[str, datetime, str, str]


def seen(lines: Iterable[Entry], *, service: str = "KT", **more: object) -> list[Seen]:
    """Give lines from actor, time, event and subject."""
    return [
        Seen(number, at, event, actor, service, subject, **more)  # type: ignore[arg-type]
        for number, (actor, at, event, subject) in enumerate(lines, start=1)
    ]


def reads(actor: str, cases: int, *, days_later: int = 0, at: datetime = MONDAY) -> list[Entry]:
    """Let somebody read a number of cases on a day."""
    when = at + timedelta(days=days_later)
    names = [f"{actor}-{days_later}-{number}" for number in range(cases)]
    return [(actor, when + timedelta(minutes=n), "case.read", name) for n, name in enumerate(names)]


def work(actor: str, cases: int, *, days_later: int) -> list[Entry]:
    """Let somebody work in the cases that Aud reads on the Monday, some days from then."""
    later = timedelta(days=days_later)
    return [(actor, at + later, "case.contact_added", case) for _aud, at, _event, case in reads("aud", cases)]


def ordinary(actor: str, *, days: int = 8, cases: int = 6) -> list[Entry]:
    """Let somebody read cases as on every day before the Monday in question."""
    return [line for day in range(days) for line in reads(actor, cases, days_later=day - days)]


def test_far_more_than_ones_own_and_the_colleagues_days_stands_out() -> None:
    [found] = many_reads(seen([*ordinary("aud"), *ordinary("bo"), *reads("aud", 25)]), NORMS)
    assert (found.about, found.on_date, found.count) == ("aud", MONDAY.date(), 25)
    assert found.normal == 18


@pytest.mark.parametrize("cases", [1, 18, 19])
def test_an_ordinary_day_does_not(cases: int) -> None:
    assert list(many_reads(seen([*ordinary("aud"), *ordinary("bo"), *reads("aud", cases)]), NORMS)) == []


def test_a_day_that_is_usual_among_colleagues_does_not() -> None:
    lines = [*ordinary("aud"), *ordinary("bo", cases=12), *reads("aud", 25)]
    assert list(many_reads(seen(lines), NORMS)) == []


def test_a_day_that_is_usual_for_oneself_does_not() -> None:
    lines = [*ordinary("aud", cases=12), *ordinary("bo"), *reads("aud", 25)]
    assert list(many_reads(seen(lines), NORMS)) == []


def test_colleagues_of_another_service_say_nothing_about_this_one() -> None:
    others = seen(ordinary("cem", cases=30), service="SU")
    found = list(many_reads([*others, *seen([*ordinary("aud"), *ordinary("bo"), *reads("aud", 25)])], NORMS))
    assert [one.about for one in found] == ["aud"]


@pytest.mark.parametrize(("cases", "expected"), [(39, 0), (40, 1)])
def test_where_nothing_is_known_yet_twice_the_least_number_stands_out(cases: int, expected: int) -> None:
    assert len(list(many_reads(seen(reads("new", cases)), NORMS))) == expected


def test_reading_one_case_again_and_again_is_one_case() -> None:
    lines = [("aud", MONDAY + timedelta(minutes=n), "case.read", "the-same") for n in range(60)]
    assert list(many_reads(seen(lines), NORMS)) == []


@pytest.mark.parametrize(
    ("hour", "night"),
    [(21, None), (22, date(2026, 3, 2)), (0, date(2026, 3, 1)), (5, date(2026, 3, 1)), (6, None)],
)
def test_a_night_is_from_ten_to_six_by_the_clock_in_oslo_and_belongs_to_the_day_it_began(
    hour: int, night: date | None
) -> None:
    at = datetime(2026, 3, 2, hour, 30, tzinfo=OSLO)
    found = list(at_night(seen([("aud", at, "case.read", "a"), ("aud", at, "case.closed", "a")]), NORMS))
    assert [one.on_date for one in found] == ([night] if night else [])


def test_cases_read_without_any_work_stand_out_by_the_week() -> None:
    lines = [*reads("aud", 3), ("aud", MONDAY + timedelta(days=20), "case.closed", "another")]
    [found] = without_work(seen(lines), NORMS)
    assert (found.on_date, found.count) == (date(2026, 3, 2), 3)


@pytest.mark.parametrize("days", [-30, 0, 14])
def test_work_in_the_month_before_or_two_weeks_after_is_a_reason(days: int) -> None:
    lines = reads("aud", 3)
    lines += [
        ("aud", at + timedelta(days=days), "case.contact_added", case) for _a, at, _e, case in reads("aud", 1)
    ]
    lines += [("aud", MONDAY + timedelta(days=30), "case.closed", "another")]
    assert list(without_work(seen(lines), NORMS)) == []


@pytest.mark.parametrize("days", [-31, 15])
def test_work_long_before_or_after_is_none(days: int) -> None:
    lines = reads("aud", 3)
    lines += [
        ("aud", at + timedelta(days=days), "case.contact_added", case) for _a, at, _e, case in reads("aud", 1)
    ]
    lines += [("aud", MONDAY + timedelta(days=30), "case.closed", "another")]
    assert len(list(without_work(seen(lines), NORMS))) == 1


def test_somebody_elses_work_in_the_case_is_no_reason() -> None:
    lines = reads("aud", 3)
    lines += work("bo", 3, days_later=0)
    lines += [("aud", MONDAY + timedelta(days=30), "case.closed", "another")]
    assert [one.about for one in without_work(seen(lines), NORMS)] == ["aud"]


def test_nobody_is_judged_before_there_was_time_to_work() -> None:
    lines = [*reads("aud", 9), ("aud", MONDAY + timedelta(days=13), "case.closed", "another")]
    assert list(without_work(seen(lines), NORMS)) == []


def test_breaking_the_glass_always_stands_out_with_what_was_read_after() -> None:
    lines = [
        ("aud", MONDAY - timedelta(hours=1), "case.read", "a"),
        ("aud", MONDAY, "access.broken_glass", "a"),
        ("aud", MONDAY + timedelta(hours=1), "case.read", "a"),
        ("bo", MONDAY + timedelta(hours=1), "case.read", "a"),
        ("aud", MONDAY + timedelta(hours=2), "case.read", "b"),
        ("aud", MONDAY + timedelta(hours=25), "case.read", "a"),
    ]
    [found] = through_the_glass(seen(lines), NORMS)
    assert (found.subject, found.positions, found.count) == ("a", (2, 3), 2)


def test_every_day_with_a_protected_address_stands_out() -> None:
    lines = [("aud", MONDAY + timedelta(days=day), "address.read", "a") for day in (0, 0, 1)]
    assert [one.count for one in protected_addresses(seen(lines), NORMS)] == [2, 1]


def test_every_export_stands_out_with_its_number_of_rows() -> None:
    lines = seen([("gro", MONDAY, "cases.exported", "file")], facts={"rows": 120})
    assert [(one.count, one.subject) for one in exports(lines, NORMS)] == [(120, "file")]


@pytest.mark.parametrize(("times", "expected"), [(4, 0), (5, 1)])
def test_asking_again_and_again_for_what_is_not_there_stands_out(times: int, expected: int) -> None:
    lines = [("aud", MONDAY + timedelta(minutes=n), "read.refused", "") for n in range(times)]
    assert len(list(repeated_refusals(seen(lines), NORMS))) == expected


def test_a_case_of_another_service_stands_out_and_one_of_the_own_or_unknown_does_not() -> None:
    for unit, expected in (("MR", 1), ("KT", 0), ("", 0)):
        assert len(list(outside_the_unit(seen(reads("bo", 1), unit=unit), NORMS))) == expected


def test_the_list_is_of_four_weeks_the_newest_and_gravest_first() -> None:
    lines = seen(
        [
            ("aud", MONDAY - timedelta(days=29), "address.read", "a"),
            ("aud", MONDAY - timedelta(days=1), "cases.exported", "f"),
            ("aud", MONDAY, "cases.exported", "g"),
            ("aud", MONDAY, "access.broken_glass", "a"),
        ]
    )
    found = all_findings(lines, NORMS, at=MONDAY)
    assert [one.rule for one in found] == ["break_glass", "export", "export"]


def test_a_finding_keeps_its_name_when_more_lines_come() -> None:
    one, more = (seen([("aud", MONDAY, "address.read", "a")] * number) for number in (1, 3))
    [first], [second] = protected_addresses(one, NORMS), protected_addresses(more, NORMS)
    assert first.key == second.key
    said = Said("fine", "she had to", "finn", MONDAY, up_to_position=1)
    assert not Reviewed(first, (said,)).is_open
    assert Reviewed(second, (said,)).has_more_since
    assert Reviewed(second, (said,)).is_open
    assert Reviewed(first, (Said("asked", "what for", "finn", MONDAY, 1),)).is_open


@pytest.mark.parametrize(
    ("event", "expected"),
    [("case.closed", True), ("case.read", False), ("case.list_read", False), ("trail.read", False)],
)
def test_looking_is_no_work(event: str, expected: bool) -> None:
    assert is_work(event) is expected


EVENTS = ["case.read", "case.closed", "read.refused", "address.read", "access.broken_glass", "cases.exported"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["aud", "bo"]),
            st.integers(0, 60 * 24 * 20).map(lambda minutes: MONDAY - timedelta(minutes=minutes)),
            st.sampled_from(EVENTS),
            st.sampled_from(["a", "b", "c", "d"]),
        ),
        max_size=60,
    )
)
def test_every_finding_rests_on_lines_of_the_person_it_is_about(
    lines: list[Entry],
) -> None:
    trail = seen(sorted(lines, key=lambda line: line[1]))
    by_position = {line.position: line for line in trail}
    for one in all_findings(trail, NORMS, at=MONDAY):
        assert one.rule in RULES
        assert {by_position[position].actor for position in one.positions} == {one.about}
    assert sum(one.rule == "break_glass" for one in all_findings(trail, NORMS, at=MONDAY)) == sum(
        line.event == "access.broken_glass" for line in trail
    )
