"""The statistics pages show a stored, protected release: figure and table side by side, never a count."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django_tasks_db.models import DBTaskResult

from fristed.casework.cases.actions import register_case
from fristed.foundation.audit.models import AuditLine
from fristed.statistics.releases.policies import policy
from tests.spec.cast import BO, at_ten, plain_case
from tests.unit.interfaces.web.releases import publish, sample_release, show, store
from tests.unit.interfaces.web.visitors import text_of, visitor

pytestmark = pytest.mark.django_db
PAGES = ("/statistics/2024/", "/statistics/2024/tables/2/", "/statistics/2024/tables/2.csv")
HIDDEN_IN_SAFE = "Skjult, færre enn 7 saker eller skjult for å verne et slikt tall"


def drawing(page: str) -> ElementTree.Element:
    """Give the figure of a page as XML."""
    found = re.search(r'<svg class="chart" width="100%".*?</svg>', page, re.DOTALL)
    assert found
    return ElementTree.fromstring(found[0].replace("&#x27;", "'"))  # noqa: S314  our own page


def test_without_a_release_a_page_says_so() -> None:
    page = text_of(visitor("aud").get("/statistics/"))
    assert "Det er ikke publisert noen statistikk ennå" in page
    assert "Det er ikke beregnet noen statistikk ennå" in text_of(visitor("dina").get("/statistics/"))
    assert '<form method="post" action="/statistics/compute/"' not in page
    for address in PAGES:
        assert visitor("aud").get(address).status_code == 404


def test_who_only_reads_statistics_is_shown_what_is_published_and_no_later_computation() -> None:
    """Two computations of the open register tell by subtraction what came in between."""
    store(sample_release())
    for address in PAGES:
        assert visitor("aud").get(address).status_code == 404
        assert visitor("finn").get(address).status_code == 200
    assert "ikke publisert noen" in text_of(visitor("aud").get("/statistics/key-figures/", follow=True))
    publish()
    release = sample_release()
    grown = tuple(
        replace(cell, count=(cell.count or 0) + 1) if cell.count == 1053 else cell for cell in release.cells
    )
    assert grown != release.cells
    store(replace(release, cells=grown))
    table = "/statistics/2024/tables/2.csv"
    assert "1053" in text_of(visitor("aud").get(table))
    assert "1054" in text_of(visitor("dina").get(table))
    assert "1054" in text_of(visitor("finn").get(table))


def test_a_statistician_asks_for_the_computation_and_the_worker_gets_it() -> None:
    client = visitor("dina")
    assert "Beregn statistikken" in text_of(client.get("/statistics/"))
    page = text_of(client.post("/statistics/compute/", {"year": "2024"}, follow=True))
    assert "Statistikken for 2024 blir beregnet" in page
    assert DBTaskResult.objects.get().args_kwargs["kwargs"] == {"year": 2024, "policy": "safe"}
    assert AuditLine.objects.filter(event="release.requested", actor_username="dina").exists()


@pytest.mark.parametrize("year", ["", "1999", "twenty"])
def test_a_year_that_cannot_be_is_refused_beside_its_field(year: str) -> None:
    answer = visitor("dina").post("/statistics/compute/", {"year": year})
    assert answer.status_code == 422
    assert 'href="#id_year"' in text_of(answer)
    assert not DBTaskResult.objects.exists()


def test_the_newest_release_is_the_front_page() -> None:
    show(sample_release())
    client = visitor("eli")
    assert client.get("/statistics/").url == "/statistics/2024/"
    page = text_of(client.get("/statistics/2024/"))
    assert f"Trygg utgave, versjon {policy('safe').version}" in page
    for number in (1, 2, 4):
        assert f"/statistics/2024/tables/{number}/" in page


def test_a_table_shows_signs_and_reads_them_aloud() -> None:
    show(sample_release())
    page = text_of(visitor("aud").get("/statistics/2024/tables/4/"))
    assert f'<span aria-hidden="true">:</span><span class="ds-sr-only">{HIDDEN_IN_SAFE}</span>' in page
    assert (
        '<span aria-hidden="true">.</span><span class="ds-sr-only">Kategorien var ikke i bruk</span>' in page
    )
    assert re.search(r'<td class="number">0(</td>| )', page)
    assert "1\N{NO-BREAK SPACE}402" in page
    assert "…" not in page


def test_the_row_that_would_gather_what_is_hidden_is_not_shown_where_it_is_not_printed() -> None:
    show(sample_release())
    page = text_of(visitor("aud").get("/statistics/2024/tables/4/"))
    assert "Kategorier med 6 eller færre saker" not in page


def test_the_figure_has_the_numbers_of_the_table_and_says_them() -> None:
    show(sample_release())
    for number in (1, 2, 4):
        page = visitor("aud").get(f"/statistics/2024/tables/{number}/").content.decode()
        figure = drawing(page)
        title, description = figure.find("title"), figure.find("desc")
        assert title is not None
        assert description is not None
        assert figure.get("role") == "img"
        assert figure.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        shown = {words.text for words in figure.iter("text")}
        table = page[page.index("<tbody>") : page.index("</tbody>")]
        assert {words for words in shown if words and re.fullmatch(r"[\d\N{NO-BREAK SPACE}]{3,}", words)} - {
            str(year) for year in range(2015, 2025)
        } <= set(re.findall(r'number">([\d\N{NO-BREAK SPACE}]+)', table))


def test_a_hidden_value_has_the_same_mark_whatever_it_is() -> None:
    show(sample_release())
    page = visitor("aud").get("/statistics/2024/tables/4/").content.decode()
    marks = [mark for mark in drawing(page).iter("rect") if mark.get("class") == "hidden-value"]
    assert len(marks) == 2
    assert len({(mark.get("width"), mark.get("height"), mark.get("x")) for mark in marks}) == 1


def test_the_file_has_the_signs_of_the_printed_tables() -> None:
    show(sample_release())
    answer = visitor("aud").get("/statistics/2024/tables/4.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="fristed-2024-tabell-4-safe.csv"' in answer.headers["Content-Disposition"]
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "table;service;year;dimension;category_code;category;count;percent;flag"
    assert "4;KT;2024;main_concern;threats_and_violence;Trusler/vold;455;32;" in lines
    assert "4;KT;2024;main_concern;completed_fgm;Gjennomført kjønnslemlestelse;;;…" in lines
    assert "4;KT;2022;main_concern;completed_fgm;Gjennomført kjønnslemlestelse;0;;0" in lines


def test_a_table_that_is_not_there_is_answered_so() -> None:
    show(sample_release())
    for address in ("/statistics/2024/tables/99/", "/statistics/2024/tables/3.csv", "/statistics/2023/"):
        assert visitor("aud").get(address).status_code == 404


def test_the_edition_that_leaks_is_shown_in_a_demo_only(tmp_path: Path) -> None:
    show(sample_release())
    store(sample_release("as-published-2024"))
    client, address = visitor("aud"), "/statistics/2024/tables/4/?edition=as-published-2024"
    assert client.get(address).status_code == 404
    assert "Som publisert" not in text_of(client.get("/statistics/2024/"))
    (tmp_path / "DEMO").touch()
    page = text_of(client.get(address))
    assert "Skjult, færre enn 7 saker</span>" in page
    assert "/statistics/2024/tables/4.csv?edition=as-published-2024" in page
    assert "Som publisert i 2024" in text_of(client.get("/statistics/2024/"))


def test_an_edition_that_does_not_exist_is_answered_so() -> None:
    show(sample_release())
    assert visitor("aud").get("/statistics/2024/?edition=everything").status_code == 404


def test_key_figures_are_printed_cells_and_leave_out_what_is_hidden() -> None:
    show(sample_release())
    page = text_of(visitor("aud").get("/statistics/key-figures/"))
    assert "1\N{NO-BREAK SPACE}402" in page
    assert "+23\N{NO-BREAK SPACE}% fra året før" in page
    assert "75\N{NO-BREAK SPACE}%</a> er jenter eller kvinner" in page
    assert "gutter" not in page
    assert "Trusler/vold" in page


def test_key_figures_without_a_release_lead_to_the_page_that_says_so() -> None:
    assert visitor("aud").get("/statistics/key-figures/").url == "/statistics/"


def test_a_new_case_changes_no_number_until_a_new_release_is_stored() -> None:
    show(sample_release())
    client = visitor("aud")
    before = [client.get(address).content for address in PAGES[1:]]
    register_case(draft=plain_case("KT", date(2024, 5, 1)), by=BO, at=at_ten(date(2024, 5, 2)))
    after = [client.get(address).content for address in PAGES[1:]]
    assert [re.sub(rb'csrf\w+" value="\w+"', b"", page) for page in before] == [
        re.sub(rb'csrf\w+" value="\w+"', b"", page) for page in after
    ]
