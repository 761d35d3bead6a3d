"""The page of the statistics of the protection chain: what is shown, to whom, and what has words instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fristed.foundation.audit.models import AuditLine
from fristed.statistics.chains import computing
from fristed.statistics.chains.computing import compute_chains
from tests.chain_register import facts
from tests.spec.cast import actor, at_ten
from tests.unit.interfaces.web.visitors import text_of, visitor

pytestmark = pytest.mark.django_db
DINA = actor("dina", None, "statistician", account_id=8)
HIDDEN = '<td class="number"><span aria-hidden="true">…</span><span class="ds-sr-only">{}</span></td>'
PAGE = "/statistics/chains/"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the numbers of 2024 and 2025 be made."""
    for year in (2024, 2025):
        monkeypatch.setattr(computing, "facts_of_chain", lambda _year, of=year: replace(facts(), year=of))
        compute_chains(
            year=year, policy="safe", data=Path("/nowhere"), by=DINA, at=at_ten(date(year + 1, 3, 1))
        )


def row_of(page: str, name: str) -> str:
    """Give the cells of the row of a name, from the first table that has it."""
    after = page.partition(f"{name}</th>")[2]
    assert after, name
    return after.partition("</tr>")[0].strip()


@pytest.mark.usefixtures("made")
def test_counts_are_shown_and_those_that_identify_have_words() -> None:
    page = text_of(visitor("gro").get(f"{PAGE}2024/"))
    assert "Beskyttelseskjeden 2024" in page
    for name, count in (("Personer i alt", "46"), ("Vurdert for en plass", "124"), ("Fikk en plass", "37")):
        assert row_of(page, name) == f'<td class="number">{count}</td>'
    for name in ("Barn uten voksne", "Bare mottak", "Refusjon av reisen", "Den yngste voksne"):
        assert row_of(page, name) == HIDDEN.format("Skjult")
    assert row_of(page, "Første halvår 2024: plassdøgn i bruk") == '<td class="number">80 %</td>'


@pytest.mark.usefixtures("made")
def test_each_picture_has_a_name_and_stands_beside_a_table_with_the_same_numbers() -> None:
    page = text_of(visitor("gro").get(f"{PAGE}2024/"))
    for picture in ("chain-people", "chain-in-use", "chain-days-housing"):
        assert f'aria-labelledby="{picture}-title {picture}-desc"' in page
        assert f'id="{picture}-title"' in page
        assert f'id="{picture}-desc"' in page
    beside = page.split('<div class="figure-and-table">')[1:]
    assert len(beside) == 5
    assert all("<table" in one for one in beside)
    drawn = page.partition('aria-labelledby="chain-people-title')[2].partition("</svg>")[0]
    assert ">55</text>" in drawn
    assert ">48</text>" in drawn


@pytest.mark.usefixtures("made")
def test_a_step_says_whose_it_is_and_one_that_few_waited_in_is_hidden() -> None:
    page = text_of(visitor("gro").get(f"{PAGE}2024/"))
    police = row_of(page, "Politiet er spurt")
    assert police.startswith("<td>Politiet</td>")
    assert " dager</td>" in police
    assert HIDDEN.format("Skjult") in row_of(page, "Det er bedt om mer")


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nn", ("Vernekjeda 2024", "Barn utan vaksne", "Politiet er spurt", "Gøymd")),
        ("en", ("The protection chain 2024", "Children without adults", "The police are asked", "Hidden")),
    ],
)
def test_the_page_is_in_the_language_of_its_reader(language: str, words: tuple[str, ...]) -> None:
    reader = visitor("gro")
    reader.post("/language/", {"language": language, "next": "/"})
    page = text_of(reader.get(f"{PAGE}2024/"))
    for one in words[:-1]:
        assert one in page
    assert "Personer i alt" not in page


@pytest.mark.usefixtures("made")
def test_the_newest_year_comes_first_and_the_other_is_a_link_away() -> None:
    page = text_of(visitor("gro").get(PAGE))
    assert "Beskyttelseskjeden 2025" in page
    assert f'href="{PAGE}2024/"' in page
    assert visitor("gro").get(f"{PAGE}2023/").status_code == 404
    assert f'href="{PAGE}"' in text_of(visitor("gro").get("/statistics/"))


def test_where_nothing_is_made_it_says_so() -> None:
    page = text_of(visitor("gro").get(PAGE))
    assert "Det er ikke laget tall for beskyttelseskjeden ennå." in page
    assert "<table" not in page


def test_of_few_persons_no_table_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    few = replace(facts(), journeys=facts().journeys[:3])
    monkeypatch.setattr(computing, "facts_of_chain", lambda _year: few)
    given = {"by": DINA, "at": at_ten(date(2025, 3, 1))}
    compute_chains(year=2024, policy="safe", data=Path("/nowhere"), **given)
    page = text_of(visitor("gro").get(PAGE))
    assert page.count("For få personer til å vises.") == 3


@pytest.mark.parametrize(("username", "year", "status"), [("dina", "2024", 302), ("gro", "2024", 404)])
def test_only_a_statistician_has_numbers_made(username: str, year: str, status: int) -> None:
    assert visitor(username).post(f"{PAGE}compute/", {"year": year}).status_code == status
    asked = AuditLine.objects.filter(event="chain_tables.requested").count()
    assert asked == (1 if status == 302 else 0)


def test_a_year_that_cannot_be_counted_yet_is_refused_beside_the_field() -> None:
    answer = visitor("dina").post(f"{PAGE}compute/", {"year": "2099"})
    assert answer.status_code == 422
    assert "Disse tallene lages fra 1. mars året etter." in text_of(answer)
