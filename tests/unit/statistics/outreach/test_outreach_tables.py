"""Statistics of outreach are made once, in order, when a year is over, and never when they leak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from fristed.casework.assignments.facts import AnswerFact, AssignmentFact
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted
from fristed.methods.classifications import LANGUAGES, code_list
from fristed.methods.disclosure.attack import attack
from fristed.methods.disclosure.protection import NoSafeLinkedPattern
from fristed.statistics.outreach import beside, computing, protecting
from fristed.statistics.outreach.actions import request_outreach
from fristed.statistics.outreach.beside import beside_of, secrets_beside
from fristed.statistics.outreach.computing import (
    compute_outreach,
    hash_of_facts,
    outreach_for_release,
    outreach_unstored,
)
from fristed.statistics.outreach.counting import OutreachFacts, count_outreach
from fristed.statistics.outreach.definitions import definitions
from fristed.statistics.outreach.facts import OutreachCell, OutreachTables
from fristed.statistics.outreach.models import StoredOutreach
from fristed.statistics.outreach.numbers import outreach_numbers
from fristed.statistics.outreach.protecting import (
    OutreachNotSafe,
    printed_outreach,
    protect_outreach,
    require_safe,
)
from fristed.statistics.outreach.queries import outreach_years, printed_of, stored_outreach
from fristed.statistics.outreach.refusals import OutreachRefused
from fristed.statistics.outreach.tasks import compute_outreach_task
from fristed.statistics.releases.facts import Typed
from fristed.statistics.releases.payload import DamagedRelease
from fristed.statistics.releases.policies import policy
from fristed.statistics.releases.prose_scan import faults_in
from fristed.statistics.releases.rules import rule_of
from fristed.statistics.releases.system import ProtectedCounts
from tests.outreach_register import facts, tables
from tests.spec.cast import AUD, actor, at_ten

DINA = actor("dina", None, "statistician", account_id=8)
NEW_YEAR = date(2025, 1, 1)
SAFE = policy("safe")
RULE = rule_of(SAFE)
GIVEN: dict[str, Any] = {"policy": "safe", "data": Path("/nowhere")}
NOTHING = OutreachFacts(2024, (), (), (), ())


@pytest.fixture
def outreach(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rooms give the facts of the invented register, of whatever year is asked."""
    for room in (computing, beside):
        monkeypatch.setattr(room, "facts_of_outreach", lambda year: replace(facts(), year=year))


def computed(year: int = 2024, by: Actor = DINA, on: date = NEW_YEAR) -> OutreachTables:
    """Compute a year under the safe policy."""
    return compute_outreach(year=year, by=by, at=at_ten(on), **GIVEN)


# When and by whom


@pytest.mark.django_db
@pytest.mark.usefixtures("outreach")
def test_a_year_is_made_once_with_the_hash_of_its_facts_and_a_line() -> None:
    first = computed()
    with pytest.raises(OutreachRefused):
        computed()
    row = StoredOutreach.objects.get()
    assert row.facts_sha256 == hash_of_facts(facts())
    assert row.facts_sha256 not in row.payload
    assert stored_outreach(DINA, 2024) == first == printed_of(2024, "safe")
    assert outreach_years(DINA) == (2024,)
    assert [line.event for line in AuditLine.objects.all()] == ["outreach_tables.computed"]


def test_the_hash_is_of_the_facts_in_any_order_and_of_no_others() -> None:
    turned = replace(facts(), grey_zone=facts().grey_zone[::-1], assignments=facts().assignments[::-1])
    assert hash_of_facts(turned) == hash_of_facts(facts())
    for source in ("assignments", "before", "grey_zone", "answers"):
        fewer = replace(facts(), **{source: getattr(facts(), source)[1:]})
        assert hash_of_facts(fewer) != hash_of_facts(facts()), source


@pytest.mark.django_db
@pytest.mark.usefixtures("outreach")
def test_a_year_waits_until_it_is_over() -> None:
    last = at_ten(date(2024, 12, 31))
    calls: list[Callable[[], object]] = [
        lambda: computed(on=date(2024, 12, 31)),
        lambda: request_outreach(year=2024, by=DINA, at=last),
    ]
    for call in calls:
        with pytest.raises(OutreachRefused):
            call()
    assert outreach_for_release(year=2024, by=DINA, at=last, **GIVEN) is None
    assert outreach_unstored(year=2024, by=DINA, at=last, **GIVEN) is None
    assert not AuditLine.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("outreach")
def test_a_release_makes_the_numbers_once_and_a_reading_stores_nothing() -> None:
    at = at_ten(NEW_YEAR)
    read = outreach_unstored(year=2024, by=DINA, at=at, **GIVEN)
    assert not StoredOutreach.objects.exists()
    made = outreach_for_release(year=2024, by=DINA, at=at, **GIVEN)
    assert outreach_for_release(year=2024, by=DINA, at=at, **GIVEN) == made == read
    assert StoredOutreach.objects.count() == 1


@pytest.mark.django_db
def test_of_a_year_in_which_nobody_noted_anything_a_release_says_that_it_waits() -> None:
    at = at_ten(NEW_YEAR)
    assert outreach_for_release(year=2024, by=DINA, at=at, **GIVEN) is None
    assert outreach_unstored(year=2024, by=DINA, at=at, **GIVEN) is None
    assert beside_of(None).numbers == {}
    assert not StoredOutreach.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("outreach")
def test_years_are_made_in_order_and_the_later_prints_the_earlier_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    computed(2024)
    # What is counted of the year before has changed since: it is printed as it was.
    other = replace(facts(), year=2025, before=facts().assignments[:50])
    monkeypatch.setattr(computing, "facts_of_outreach", lambda _year: other)
    later = computed(2025, on=date(2026, 1, 1))
    assert (later.value("7.1.ft23"), later.value("7.2.mr.before"), later.value("7.4.kt.before")) == (
        76,
        237,
        60,
    )
    with pytest.raises(OutreachRefused):
        computed(2023)
    assert outreach_for_release(year=2023, by=DINA, at=at_ten(NEW_YEAR), **GIVEN) is None


@pytest.mark.django_db
def test_only_who_computes_statistics_may_and_only_who_reads_them_sees() -> None:
    at = at_ten(NEW_YEAR)
    calls: list[Callable[[], object]] = [
        lambda: computed(by=AUD),
        lambda: request_outreach(year=2024, by=AUD, at=at),
        lambda: outreach_unstored(year=2024, by=AUD, at=at, **GIVEN),
        lambda: outreach_for_release(year=2024, by=AUD, at=at, **GIVEN),
        lambda: outreach_years(actor("nils", None, account_id=9)),
        lambda: stored_outreach(actor("nils", None, account_id=9), 2024),
    ]
    for call in calls:
        with pytest.raises(NotPermitted):
            call()
    assert stored_outreach(DINA, 2024) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("outreach")
def test_numbers_that_were_changed_after_they_were_stored_are_not_shown() -> None:
    computed()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE outreach_tables_storedoutreach SET payload = replace(payload, '805', '804')")
    with pytest.raises(DamagedRelease):
        stored_outreach(DINA, 2024)


@pytest.mark.django_db
@pytest.mark.usefixtures("outreach")
def test_the_program_computes_a_year_or_says_why_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    call_command("outreach", year=2024)
    assert outreach_years(DINA) == (2024,)
    with pytest.raises(CommandError, match="made once"):
        call_command("outreach", year=2024)
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        "fristed.statistics.outreach.tasks.run_within", lambda _limits, *words: asked.append(words)
    )
    compute_outreach_task.func(2025)
    assert asked == [("outreach", "--year=2025")]


# What is hidden, and what is told


@pytest.mark.parametrize(
    "key", ["ung.boys", "ung.others", "7.4.witness", "6.1.grey.other", "6.1.grey.residence"]
)
def test_one_hidden_number_that_is_printed_after_all_is_found_by_attack(key: str) -> None:
    printed, counts = tables("safe"), count_outreach(facts())
    require_safe(printed, counts, RULE)
    assert printed.value(key) is None
    cells = tuple(OutreachCell(key, counts.printed(key)) if one.key == key else one for one in printed.cells)
    if key == "7.4.witness":
        # Nothing hangs on it: it is hidden as it is small itself.
        assert 0 < counts.counts[key] < RULE.threshold
        return
    with pytest.raises(OutreachNotSafe):
        require_safe(replace(printed, cells=cells), counts, RULE)


@pytest.mark.parametrize("system", definitions().systems())
def test_no_hidden_count_of_2024_is_exact_or_narrow(system: str) -> None:
    printed, counts = tables("safe"), count_outreach(facts())
    report = attack(printed_outreach(printed, counts, system, RULE), width=RULE.width)
    assert report.leaks == ()
    hidden = [one.key for one in definitions().cells_of(system) if printed.value(one.key) is None]
    assert hidden
    for key in hidden:
        low, high = report.intervals[key]
        assert high is None or high - low >= RULE.width, key


def test_of_fewer_than_the_threshold_nothing_is_printed_not_even_zeros() -> None:
    few = replace(NOTHING, grey_zone=facts().grey_zone[:3])
    found = protect_outreach(count_outreach(few), policy=SAFE)
    assert {one.value for one in found.cells if one.key.startswith("6.1.grey")} == {None}


def test_of_none_there_are_zeros_and_what_nobody_noted_is_missing() -> None:
    found = protect_outreach(count_outreach(NOTHING), policy=SAFE)
    assert found.value("6.1.grey") == found.value("7.2.mr") == found.value("7.4.kt") == 0
    assert not found.has("ung.answers")
    assert not found.has("7.1.ft23")
    numbers = outreach_numbers(found)
    assert (numbers["7.1.ft23"].status, numbers["7.1.ft23"].published) == ("waiting", None)
    assert "ung.answers" not in numbers
    assert numbers["6.1.grey"].value == 0


def test_where_no_choice_is_safe_only_the_total_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_asked: object) -> None:
        raise NoSafeLinkedPattern("none", ())

    monkeypatch.setattr(protecting, "protect_linked", refused)
    found = protect_outreach(count_outreach(facts()), policy=SAFE)
    assert found.value("6.1.grey") == 805
    assert {one.value for one in found.cells if one.key.startswith("6.1.grey.")} == {None}
    assert found.value("7.1.ft") == 76


@pytest.mark.parametrize(
    ("events", "told"), [(0, 0), (4, 4), (9, 9), (14, 10), (54, 50), (55, 60), (64, 60), (65, 70)]
)
def test_what_was_never_counted_exactly_is_said_to_the_nearest_ten(events: int, told: int) -> None:
    one = AssignmentFact(2024, "KT", "assignment", "03", "nav", "physical", "", None)
    found = protect_outreach(count_outreach(replace(NOTHING, assignments=(one,) * events)), policy=SAFE)
    assert found.value("7.4.kt") == told


def test_an_event_is_told_however_few_there_were_as_it_is_nobody() -> None:
    one = AssignmentFact(2024, "MR", "assignment", "56", "school_or_diversity_adviser", "physical", "", 3)
    found = protect_outreach(count_outreach(replace(NOTHING, assignments=(one,))), policy=SAFE)
    assert found.value("7.county.mr.56") == found.value("7.2.mr") == 1
    assert found.value("7.county.mr.03") == 0


@pytest.mark.parametrize(
    "given",
    [
        AnswerFact(2024, "ung.no", 140, None, 18, 3, 76, 51),
        AnswerFact(2024, "ung.no", 3, 50, 50, 0, 76, 51),
        AnswerFact(2024, "ung.no", 140, 78, 18, 30, 76, 51),
    ],
)
def test_shares_that_are_missing_or_cannot_be_are_not_told(given: AnswerFact) -> None:
    found = protect_outreach(count_outreach(replace(NOTHING, answers=(given,))), policy=SAFE)
    assert not any(found.has(f"ung.{one}") for one in ("girls", "boys", "others"))
    assert found.value("ung.askers") == 76


def test_another_site_is_not_counted_as_ung_no() -> None:
    other = replace(facts().answers[0], site="elsewhere.example")
    assert not protect_outreach(count_outreach(replace(NOTHING, answers=(other,))), policy=SAFE).has(
        "ung.answers"
    )


# Beside a release


@pytest.mark.django_db
@pytest.mark.usefixtures("outreach")
def test_prose_that_types_a_hidden_number_is_refused_and_one_that_is_printed_passes() -> None:
    found = computed()
    secrets = beside_of(found).secrets
    assert [(one.service, one.linked) for one in secrets] == [
        (one.service, one.linked) for one in secrets_beside(2024, "safe")
    ]
    system = ProtectedCounts(secrets)
    for text in ("De møtte 5 ganger som vitner.", "Det var 4 saker om annet.", "10 saker gjaldt opphold."):
        assert faults_in([Typed("here", text)], system), text
    assert faults_in([Typed("here", "Vi registrerte 805 gråsonesaker.")], system) == []


@pytest.mark.django_db
def test_a_year_that_is_not_made_hides_nothing_beside_a_release() -> None:
    assert secrets_beside(2024, "safe") == ()
    assert beside_of(tables("as-published-2024")).secrets == ()


# The definitions


def test_every_code_of_a_split_has_words_and_a_key_of_its_own() -> None:
    cells = definitions().cells
    for cell in cells.values():
        assert set(cell.labels) == set(LANGUAGES)
        assert all(cell.labels.values()), cell.key
    for code in code_list("counties").codes():
        assert cells[f"7.county.mr.{code}"].where["county"] == code
    assert cells["7.county.mr.nowhere"].where["county"] == ""


def test_whoever_is_protected_stands_in_a_system_with_one_total() -> None:
    for system in definitions().systems():
        total = definitions().total_of(system)
        parts = {part for one in definitions().sums_of(system) for part in one.parts}
        own = {one.key for one in definitions().cells_of(system)}
        assert total in own
        assert own - {total} <= parts
    assert not any(cell.system for cell in definitions().cells.values() if cell.counts == "events")
