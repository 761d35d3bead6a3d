"""The page of the statistics of outreach: what is shown, to whom, what has words instead, what it costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fristed.foundation.audit.models import AuditLine
from fristed.statistics.outreach import computing
from fristed.statistics.outreach.computing import compute_outreach
from tests.outreach_register import facts
from tests.spec.cast import actor, at_ten
from tests.unit.interfaces.web.visitors import text_of, visitor

pytestmark = pytest.mark.django_db
DINA = actor("dina", None, "statistician", account_id=8)
HIDDEN = '<td class="number"><span aria-hidden="true">…</span><span class="ds-sr-only">{}</span></td>'
NOT_NOTED = '<td class="number"><span aria-hidden="true">–</span><span class="ds-sr-only">{}</span></td>'
PAGE = "/statistics/outreach/"


def make(*years: int) -> None:
    """Make the numbers of some years, which all give what 2024 gives."""
    for year in years:
        compute_outreach(
            year=year, policy="safe", data=Path("/nowhere"), by=DINA, at=at_ten(date(year + 1, 1, 1))
        )


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rooms give the facts of the invented register, of whatever year is asked."""
    monkeypatch.setattr(computing, "facts_of_outreach", lambda year: replace(facts(), year=year))


@pytest.fixture
def made(invented: None) -> None:
    """Let the numbers of 2024 and 2025 be made."""
    make(2024, 2025)


def row_of(page: str, name: str) -> str:
    """Give the cells of the row of a name, from the first table that has it."""
    after = page.partition(f"{name}</th>")[2]
    assert after, name
    return after.partition("</tr>")[0].strip()


@pytest.mark.usefixtures("made")
def test_events_are_shown_and_counts_of_persons_that_identify_have_words() -> None:
    page = text_of(visitor("gro").get(f"{PAGE}2024/"))
    assert "Arbeid som ikke er saker 2024" in page
    assert row_of(page, "IMDis fagteam") == '<td class="number">63</td><td class="number">76</td>'
    assert row_of(page, "Gråsonesaker i alt") == '<td class="number">805</td>'
    assert row_of(page, "Kompetanseteamet, omtrent").endswith('<td class="number">omtrent 60</td>')
    assert row_of(page, "Jenter") == '<td class="number">78 %</td>'
    for name in ("Annet", "Oppholdsstatus", "Gutter", "Annen kjønnsidentitet", "Møtte som fagvitne"):
        name = "Møtte som fagvitne eller ekspertvitne" if name.startswith("Møtte") else name
        assert row_of(page, name) == HIDDEN.format("Skjult")


@pytest.mark.usefixtures("made")
def test_what_nobody_noted_is_told_apart_from_none_and_from_hidden() -> None:
    page = text_of(visitor("gro").get(f"{PAGE}2024/"))
    assert row_of(page, "Mangfoldsrådgiverne").startswith(NOT_NOTED.format("Ikke notert"))


@pytest.mark.usefixtures("made")
def test_each_picture_has_a_name_and_stands_beside_a_table_with_the_same_numbers() -> None:
    page = text_of(visitor("gro").get(f"{PAGE}2024/"))
    for picture in ("outreach-services", "outreach-counties", "outreach-topics", "outreach-askers"):
        assert f'aria-labelledby="{picture}-title {picture}-desc"' in page
        assert f'id="{picture}-title"' in page
        assert f'id="{picture}-desc"' in page
    beside = page.split('<div class="figure-and-table">')[1:]
    assert len(beside) == 4
    assert all("<table" in one for one in beside)
    drawn = page.partition('aria-labelledby="outreach-topics-title')[2].partition("</svg>")[0]
    assert ">233</text>" in drawn
    assert ">4</text>" not in drawn
    assert drawn.count('class="hidden-value"') == 2


@pytest.mark.usefixtures("made")
def test_an_agency_that_nobody_taught_has_no_row_and_who_calls_is_a_link_away() -> None:
    page = text_of(visitor("gro").get(f"{PAGE}2024/"))
    after = page.partition('id="outreach-audience"')[2]
    assert "Krisesenter" not in after
    assert row_of(after, "Flyktningetjenesten").count("<td") == 3
    assert 'href="/outreach/coverage/"' in page


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nn", ("Arbeid som ikkje er saker 2024", "Vanskar på skulen", "Skjult")),
        ("en", ("Work that is no case 2024", "Trouble at school", "Hidden")),
    ],
)
def test_the_page_is_in_the_language_of_its_reader(language: str, words: tuple[str, ...]) -> None:
    reader = visitor("gro")
    reader.post("/language/", {"language": language, "next": "/"})
    page = text_of(reader.get(f"{PAGE}2024/"))
    for one in words:
        assert one in page
    assert "Vansker på skolen" not in page


@pytest.mark.usefixtures("made")
def test_the_newest_year_comes_first_and_the_other_is_a_link_away() -> None:
    page = text_of(visitor("gro").get(PAGE))
    assert "Arbeid som ikke er saker 2025" in page
    assert f'href="{PAGE}2024/"' in page
    assert visitor("gro").get(f"{PAGE}2023/").status_code == 404
    assert f'href="{PAGE}"' in text_of(visitor("gro").get("/statistics/"))


@pytest.mark.usefixtures("invented")
def test_the_page_asks_as_often_with_one_year_as_with_three() -> None:
    reader = visitor("gro")
    asked = []
    for years in ((2022,), (2023, 2024)):
        make(*years)
        reader.get(PAGE)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            reader.get(PAGE)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_where_nothing_is_made_it_says_so() -> None:
    page = text_of(visitor("gro").get(PAGE))
    assert "Det er ikke laget tall for arbeid som ikke er saker ennå." in page
    assert "<table" not in page


@pytest.mark.parametrize(("username", "year", "status"), [("dina", "2024", 302), ("gro", "2024", 404)])
def test_only_a_statistician_has_numbers_made(username: str, year: str, status: int) -> None:
    assert visitor(username).post(f"{PAGE}compute/", {"year": year}).status_code == status
    asked = AuditLine.objects.filter(event="outreach_tables.requested").count()
    assert asked == (1 if status == 302 else 0)


def test_a_year_that_is_not_over_is_refused_beside_the_field() -> None:
    answer = visitor("dina").post(f"{PAGE}compute/", {"year": "2099"})
    assert answer.status_code == 422
    assert "Året er ikke over." in text_of(answer)
