"""Whoever asked for a computation is told on the page how far it has come, and why nothing came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fristed.foundation.background import ProgramTookTooLong
from fristed.interfaces.web.statistics.asked import COLOURS, NEWS, PATIENCE, REASONS, SENTENCES, duration
from fristed.statistics.releases.tasks import LONGEST_SECONDS
from tests.unit.interfaces.web.releases import sample_release, store
from tests.unit.interfaces.web.visitors import AT, text_of, visitor

pytestmark = pytest.mark.django_db
NONE, YEAR, PROTECTION = "/statistics/", "/statistics/2024/", "/statistics/2024/protection/"
LOOKS_AGAIN = "data-look-again"
LONG_AGO = AT - timedelta(seconds=2 * LONGEST_SECONDS)
TOO_LONG = f"{ProgramTookTooLong.__module__}.{ProgramTookTooLong.__qualname__}"
# What the queue has of the task, and what Dina reads.
STATES = [
    ({"enqueued_at": AT}, "Statistikken for 2024 venter på å bli beregnet"),
    ({"enqueued_at": LONG_AGO}, "Ingen har tatt den ennå."),
    ({"status": "RUNNING", "started_at": AT - timedelta(seconds=65)}, "Det har tatt 1 min 5 s til nå."),
    ({"status": "RUNNING", "started_at": LONG_AGO}, "stoppet før det var ferdig. Det som ble vist før"),
    ({"status": "FAILED", "finished_at": AT, "exception_class_path": "x.Y"}, "stoppet før det var ferdig"),
    ({"status": "FAILED", "finished_at": AT, "exception_class_path": TOO_LONG}, "det tok for lang tid"),
    (
        {"status": "SUCCESSFUL", "finished_at": AT, "return_value": {"refused": "no_cases"}},
        "Statistikken for 2024 ble ikke beregnet. Registeret har ingen sak i det året.",
    ),
    (
        {
            **{"status": "SUCCESSFUL", "finished_at": AT},
            "return_value": {"refused": "wishes", "about": ["table 2 KT 2024 male"]},
        },
        "Hva som er skjult, og hvorfor»: Tabell 2: Gutt/ mann, 2024. Det som ble vist før, vises fortsatt.",
    ),
    (
        {"status": "SUCCESSFUL", "finished_at": AT, "return_value": {"refused": "prose"}},
        "Et tall som er skrevet rett inn i teksten i rapporten, røper et skjult tall.",
    ),
]


def ask() -> None:
    """Have Dina ask for the statistics of 2024."""
    visitor("dina").post("/statistics/compute/", {"year": "2024"})


def page_of(address: str, username: str = "dina") -> str:
    """Open a page."""
    return text_of(visitor(username).get(address))


@pytest.mark.parametrize(("queue", "words"), STATES)
def test_the_state_of_the_request_is_told_before_and_after_there_are_statistics(
    queue: dict[str, object], words: str
) -> None:
    ask()
    DBTaskResult.objects.update(**queue)
    assert words in page_of(NONE)
    store(sample_release())
    for address in (YEAR, PROTECTION):
        assert words in page_of(address)
        assert words not in page_of(YEAR, "aud")


@pytest.mark.parametrize(("status", "is_open"), [("READY", True), ("RUNNING", True), ("FAILED", False)])
def test_who_waits_can_look_again_at_the_same_page(status: str, is_open: bool) -> None:
    store(sample_release())
    ask()
    DBTaskResult.objects.update(status=status, started_at=AT, finished_at=AT)
    for address in (YEAR, PROTECTION):
        assert (f'href="{address}">Se igjen</a>' in page_of(address)) is is_open


@pytest.mark.parametrize(
    ("queue", "looks_again"),
    [
        ({"enqueued_at": AT}, True),
        ({"enqueued_at": AT - 2 * PATIENCE}, False),
        ({"status": "RUNNING", "started_at": AT}, True),
        ({"status": "FAILED", "finished_at": AT}, False),
        ({"status": "SUCCESSFUL", "finished_at": AT, "return_value": {}}, False),
    ],
)
def test_the_page_looks_by_itself_while_the_computation_is_under_way_and_no_longer(
    queue: dict[str, object], looks_again: bool
) -> None:
    ask()
    DBTaskResult.objects.update(**queue)
    assert (LOOKS_AGAIN in page_of(NONE)) is looks_again
    store(sample_release())
    for address in (YEAR, PROTECTION):
        assert (LOOKS_AGAIN in page_of(address)) is looks_again
    assert LOOKS_AGAIN not in page_of(YEAR, "aud")


@pytest.mark.parametrize("address", [NONE, YEAR, PROTECTION])
def test_no_page_is_loaded_anew_under_its_reader(address: str) -> None:
    if address != NONE:
        store(sample_release())
    ask()
    page = visitor("dina").get(address)
    assert "Refresh" not in page.headers
    assert "http-equiv" not in text_of(page)


@pytest.mark.parametrize(("ago", "is_told"), [(timedelta(), True), (NEWS, False)])
def test_the_page_of_what_is_hidden_says_for_a_while_that_the_computation_is_done(
    ago: timedelta, is_told: bool
) -> None:
    store(sample_release())
    ask()
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=AT - ago, return_value={})
    assert ("Statistikken for 2024 er beregnet som bestilt" in page_of(PROTECTION)) is is_told


def test_a_computation_that_ended_well_is_told_in_small_where_one_may_ask_again() -> None:
    store(sample_release())
    ask()
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, finished_at=AT, return_value={})
    page = page_of(YEAR)
    said = page.index("Statistikken for 2024 er beregnet som bestilt")
    assert page.index("compute-heading") < said


def test_the_page_of_a_year_tells_of_that_years_wishes_alone() -> None:
    store(sample_release())
    visitor("dina").post("/statistics/compute/", {"year": "2023"})
    assert "Statistikken for 2023 venter" in page_of(YEAR)
    assert "Statistikken for 2023 venter" not in page_of(PROTECTION)


def test_nothing_is_told_of_a_request_where_nobody_asked() -> None:
    store(sample_release())
    for address in (YEAR, PROTECTION):
        assert 'role="status"' not in page_of(address)


@pytest.mark.parametrize(("seconds", "words"), [(-1, "0 min 0 s"), (59.9, "0 min 59 s"), (600, "10 min 0 s")])
def test_a_time_is_told_in_minutes_and_seconds(seconds: float, words: str) -> None:
    assert duration(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize("language", ["nn", "nb"])
def test_every_state_and_reason_is_said_in_the_language_of_the_page(language: str) -> None:
    assert set(SENTENCES) == set(COLOURS)
    for words in (*SENTENCES.values(), *REASONS.values()):
        with translation.override("en"):
            in_english = str(words)
        with translation.override(language):
            assert str(words) != in_english
