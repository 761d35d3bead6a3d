"""A typed number that gives a hidden count away is refused, with what it gives away."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from fristed.interfaces.cli import register
from fristed.statistics.annual_report.typed_texts import typed_texts
from fristed.statistics.releases.facts import Typed
from fristed.statistics.releases.number_words import typed_numbers, words_of
from fristed.statistics.releases.prose_scan import ProseGivesAway, faults_in, require_harmless
from fristed.statistics.releases.system import ProtectedCounts
from tests.unit.statistics.releases.protected_releases import cases, protected, system

# Unknown is hidden, and men for its sake: 60 women, 31 men and 4 unknown of 95.
pytestmark = pytest.mark.xdist_group("whole register")
FEW = [*cases(gender="female", many=60), *cases(gender="male", many=31), *cases(gender="unknown", many=4)]


@cache
def few() -> ProtectedCounts:
    """The small release."""
    found = protected(FEW).system
    assert found is not None
    return found


def told(text: str, language: str = "nb", source: str = "") -> list[str]:
    """What a sentence gives away of a small release."""
    typed = Typed("chapter 2", text, language, source)  # type: ignore[arg-type]
    return faults_in([typed], few())


@pytest.mark.parametrize(
    ("text", "language", "gives_away"),
    [
        ("Kjønnet var ukjent i 4 saker.", "nb", "the hidden count table 2 KT 2024 unknown"),
        ("Kjønnet var ukjent i fire saker.", "nb", "the hidden count table 2 KT 2024 unknown"),
        ("Kjønnet var ukjent i fire av sakene.", "nn", "the hidden count table 2 KT 2024 unknown"),
        ("The gender of four was unknown.", "en", "the hidden count table 2 KT 2024 unknown"),
        ("Trettien av sakene gjaldt gutter.", "nb", "the hidden count table 2 KT 2024 male"),
        ("Thirty-one were boys.", "en", "the hidden count table 2 KT 2024 male"),
        ("35 saker gjaldt gutter eller ukjente.", "nb", "unknown together, one of them hidden"),
        ("64 saker gjaldt jenter eller ukjente.", "nb", "female and table 2 KT 2024 unknown together"),
        ("Alle unntatt 64 var gutter.", "nb", "all cases but the hidden count table 2 KT 2024 male"),
        ("33 % gjaldt gutter.", "nb", "the percent of the hidden count table 2 KT 2024 male"),
        ("33 prosent gjaldt gutar.", "nn", "the percent of the hidden count table 2 KT 2024 male"),
        ("67 percent were not boys.", "en", "the percent of all but the hidden count table 2 KT 2024 male"),
    ],
)
def test_a_typed_number_that_gives_a_hidden_count_away_is_refused(
    text: str, language: str, gives_away: str
) -> None:
    [fault] = told(text, language)
    assert fault.startswith("chapter 2: «")
    assert gives_away in fault


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Siden 2004 har teamet gitt råd.", "nb"),
        ("Den 31. desember 2024 og 4.4.2024 og 2024-04-04.", "nb"),
        ("Se tabell 4, figur 2.4, kapittel 4 og § 31-4.", "nb"),
        ("See table 4, section 31 and page 4.", "en"),
        ("Barn under 4 år og 31-åringer.", "nb"),
        ("I {cases KT.gender.unknown} var kjønnet ukjent.", "nb"),
        ("I 4 saker (kilde: SSB) var kjønnet ukjent.", "nb"),
        ("Ring 31 31 31 31, på kontoret i 4 timer.", "nb"),
        ("Det var 10,7 årsverk og 4 stillinger.", "nb"),
        ("En økning, ett tema og to kjennetegn ved sakene.", "nb"),
        ("A rise in one field.", "en"),
        ("Det var 60 saker om jenter.", "nb"),
    ],
)
def test_years_dates_places_ages_quoted_and_cited_numbers_pass(text: str, language: str) -> None:
    assert told(text, language) == []


def test_a_number_with_its_own_source_passes() -> None:
    assert told("Kjønnet var ukjent i 4 saker.", source="IMDi, annual report") == []


def test_only_the_sentence_that_cites_passes() -> None:
    [fault] = told("Det gjaldt 60 (kilde: SSB). I 4 saker var kjønnet ukjent.")
    assert "«4»" in fault


def test_one_counts_only_before_what_is_counted() -> None:
    assert [n.value for n in typed_numbers("En sak, en god dag, ett barn, én ung person", "nb")] == [1, 1, 1]
    assert [n.value for n in typed_numbers("a girl, a day, both cases", "en")] == [1, 2]


def test_numbers_are_read_as_they_are_typed() -> None:
    found = list(typed_numbers("1 402 saker, 12 % og tjueto prosent", "nb"))
    assert [(n.value, n.is_percent) for n in found] == [(1402, False), (12, True), (22, True)]
    assert len(set(words_of("nn").values())) == 100


def test_the_refusal_names_the_place_the_number_and_what_it_tells() -> None:
    with pytest.raises(ProseGivesAway, match="chapter 2: «4» is the hidden count table 2 KT 2024 unknown"):
        require_harmless([Typed("chapter 2", "I 4 saker.")], few())


def test_where_many_counts_are_told_three_are_named() -> None:
    [fault] = faults_in([Typed("chapter 2", "Tre jenter.")], system())
    assert fault.count("the hidden count") == 3
    assert fault.endswith("more")


def test_nothing_is_refused_where_nothing_is_protected() -> None:
    require_harmless([Typed("chapter 2", "I 4 saker.")], None)


def test_the_report_as_it_is_written_gives_nothing_away() -> None:
    texts = typed_texts()
    assert len(texts) > 60
    assert faults_in(texts, system()) == []


def test_the_report_command_refuses_prose_that_gives_a_hidden_count_away(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    planted = (Typed("chapter 2", "I 4 saker var kjønnet ukjent."),)
    monkeypatch.setattr(register, "typed_texts", lambda: planted)
    monkeypatch.setattr(
        register, "require_harmless_prose", lambda _release, prose: require_harmless(prose, few())
    )
    with pytest.raises(CommandError, match="the hidden count table 2 KT 2024 unknown") as refusal:
        register.print_edition(protected(FEW).release, out=tmp_path, formats=("csv",))
    assert refusal.value.returncode == 1
    assert list(tmp_path.iterdir()) == []
