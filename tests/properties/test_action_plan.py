"""Action plans where the rules bend: what proves what, what is late, history replayed, one wrong cell."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fristed.knowledge.actionplan.codes import CLOSED, PROVES, Form, Kind, Shows, Stage, Status
from fristed.knowledge.actionplan.facts import ChangeLine, Follow, Leaf, MilestoneLine, Standing
from fristed.knowledge.actionplan.reading import (
    COLUMNS,
    PACKAGED,
    PlanNotRight,
    content_of,
    files_in_folder,
    packaged_content,
    plan_in,
)
from fristed.knowledge.actionplan.rules import (
    FOLLOWED,
    changes_between,
    closing_problem,
    evidence_problems,
    follow_after,
    late_since,
    may_follow,
    status_of_all,
)

LAST = date(2028, 12, 31)
AT = datetime(2026, 3, 1, tzinfo=UTC)
KINDS, STATUSES, SHOWN = st.sampled_from(Kind), st.sampled_from(Status), st.sampled_from(Shows)
# Days around the end of the plan, where being late begins.
DAYS = st.dates(LAST - timedelta(days=2), LAST + timedelta(days=2))
TEXTS = st.sampled_from(["", "a", "b", "2027-01-01"])


@given(KINDS, STATUSES, st.sets(SHOWN, max_size=3))
def test_done_is_what_was_promised_and_nothing_else(kind: Kind, status: Status, shown: set[Shows]) -> None:
    problem = closing_problem(kind, status, [str(one) for one in shown])
    if status == Status.DONE:
        assert (problem == "") == any(one in PROVES[kind] for one in shown)
    elif status == Status.NOT_PURSUED:
        assert (problem == "") == (Shows.DECISION in shown)
    else:
        assert problem == ""


@given(KINDS, st.sets(SHOWN, max_size=3), SHOWN)
def test_more_evidence_never_undoes_what_is_proved(kind: Kind, shown: set[Shows], more: Shows) -> None:
    assume(closing_problem(kind, Status.DONE, shown) == "")
    assert closing_problem(kind, Status.DONE, shown | {more}) == ""


def test_every_kind_can_be_met_and_to_consider_by_a_decision_alone() -> None:
    assert set(PROVES) == set(Kind)
    assert all(PROVES.values())
    assert PROVES[Kind.CONSIDER] == {Shows.DECISION}
    assert PROVES[Kind.BILL] == {Shows.BILL}


@given(st.lists(STATUSES, min_size=1, max_size=5))
def test_a_measure_is_closed_when_all_under_it_is(statuses: list[Status]) -> None:
    found = status_of_all(statuses)
    assert (found in CLOSED) == (set(statuses) <= CLOSED)
    assert (found == Status.NOT_BEGUN) == (set(statuses) == {Status.NOT_BEGUN})
    assert status_of_all(list(reversed(statuses))) == found


FOLLOWS = st.builds(
    Follow,
    STATUSES.map(str),
    TEXTS,
    st.none() | DAYS,
    TEXTS,
    TEXTS,
    TEXTS,
)


@given(st.lists(FOLLOWS, max_size=6))
def test_the_history_replayed_is_what_was_written_last(written: list[Follow]) -> None:
    now, history = Follow(Status.NOT_BEGUN.value), []
    for one in written:
        history += [ChangeLine("8", *change, AT, "tor") for change in changes_between(now, one)]
        now = one
        assert follow_after(history) == now
    assert {line.field for line in history} <= set(FOLLOWED)


def standing(status: Status, due: date | None, milestones: list[tuple[date, bool]]) -> Standing:
    """Give a commitment with milestones, each due on a day and reached or not."""
    leaf = Leaf("8", "8", "2", "consider", {}, True, (), (), ())
    lines = tuple(
        MilestoneLine(n, "x", day, day if done else None) for n, (day, done) in enumerate(milestones)
    )
    return Standing(leaf, Follow(status.value, due_date=due), 0, None, "", (), lines)


@given(STATUSES, st.none() | DAYS, st.lists(st.tuples(DAYS, st.booleans()), max_size=3), DAYS)
def test_late_is_a_day_that_has_passed_and_is_open(
    status: Status, due: date | None, milestones: list[tuple[date, bool]], today: date
) -> None:
    found = late_since(standing(status, due, milestones), today=today, last_day=LAST)
    open_days = [due or LAST, *(day for day, done in milestones if not done)]
    if status in CLOSED:
        assert found is None
    else:
        assert (found is not None) == any(day < today for day in open_days)
        assert found is None or (found in open_days and found < today)
    later = late_since(standing(status, due, milestones), today=today + timedelta(days=1), last_day=LAST)
    assert found is None or later == found


@given(st.sampled_from(Stage), st.sampled_from(Stage))
def test_a_proposal_of_law_never_comes_back(one: Stage, other: Stage) -> None:
    assert not may_follow(one, one)
    if may_follow(one, other) and other != Stage.WITHDRAWN:
        assert not may_follow(other, one)
    assert not may_follow(Stage.WITHDRAWN, other)


BEGINNINGS = ("https://", "HTTPS://", "http://", "https:/", "https:", "//", "javascript://", "ftp://", "")
HOSTS = ("www.example.no", "example.no/a", "a@example.no", "localhost", "exam ple.no", "example.no\n", "[::1")
NEAR_MISSES = ["".join(parts) for parts in product(("", " ", "\t"), BEGINNINGS, HOSTS, ("", "/", "\n"))]


def leads_to_the_web(reference: str) -> bool:
    """Whether what is taken as a link is a whole address, and nothing else."""
    return (
        reference.lower().startswith("https://")
        and "." in reference
        and reference.isprintable()
        and not any(sign.isspace() for sign in reference)
    )


def is_taken(reference: str) -> bool:
    """Whether a reference is taken as a link."""
    return not evidence_problems(Form.LINK, Shows.PRODUCT, reference, "Kurset")


@given(st.text(max_size=20).map("https://{}".format) | st.text(max_size=40))
def test_evidence_that_is_taken_leads_nowhere_but_to_the_web(reference: str) -> None:
    assert leads_to_the_web(reference) or not is_taken(reference)


def test_what_is_nearly_an_address_is_not_taken() -> None:
    taken = [one for one in NEAR_MISSES if is_taken(one)]
    assert [one for one in taken if not leads_to_the_web(one)] == []
    # Three hosts are whole, each with and without a stroke after it, in small letters and in large.
    assert len(taken) == 3 * 2 * 2


@given(st.sampled_from(("www.example.no", "example.no/a?b=c#d", "a.b.example.no:443/%20")))
def test_a_whole_address_is_taken(address: str) -> None:
    assert is_taken(f"https://{address}")


POINTERS = (
    "responsible",
    "in_cooperation_with",
    "related_boxes",
    "storting_resolutions",
    "opptrapping_items_inferred",
    "commitment_kind",
    "measure",
    "leaf",
)


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    text = files_in_folder(PACKAGED)["measures.csv"].decode()
    return tuple(tuple(row) for row in csv.reader(io.StringIO(text)))


def with_cell(row: int, column: str, value: str) -> dict[str, bytes]:
    """Give the files of the packaged plan with one cell changed; rows as a spreadsheet numbers them."""
    rows = [list(one) for one in _rows()]
    rows[row - 1][COLUMNS["measures.csv"].index(column)] = value
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return {**files_in_folder(PACKAGED), "measures.csv": out.getvalue().encode()}


@given(st.integers(2, 69), st.sampled_from(POINTERS))
def test_one_wrong_cell_is_told_by_file_row_and_column(row: int, column: str) -> None:
    with pytest.raises(PlanNotRight) as wrong:
        plan_in(content_of(with_cell(row, column, "?")))
    told = {(one.file, one.row, one.column) for one in wrong.value.faults}
    assert ("measures.csv", row, column) in told
    assert all("?" not in str(one.code) for one in wrong.value.faults)


@given(st.dictionaries(st.sampled_from(["plan.toml", *COLUMNS]), st.binary(max_size=60), max_size=4))
def test_no_file_at_all_brings_the_reader_down(broken: dict[str, bytes]) -> None:
    with suppress(PlanNotRight):
        assert plan_in(content_of({**files_in_folder(PACKAGED), **broken})).items


def test_the_packaged_plan_is_right() -> None:
    assert plan_in(packaged_content()).head.key == "plan-2025-2028"
