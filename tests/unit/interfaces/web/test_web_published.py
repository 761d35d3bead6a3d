"""The public pages of official statistics: parts, files, chapters, old versions, languages; for everybody."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from django.http import HttpResponse
from django.test import Client

from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.web.statistics.downloads import chapter_text, size_of
from fristed.statistics.releases.models import FrozenFacts, OfficialRelease, PrintedForm, StoredRelease
from fristed.statistics.releases.official.forms.actions import keep_forms
from fristed.statistics.releases.official.forms.facts import FormFile
from tests.unit.interfaces.web.releases import sample_release, store
from tests.unit.interfaces.web.visitors import AT, account_of, stranger, text_of, visitor

pytestmark = pytest.mark.django_db
YEAR, SAFE, NEXT = 2024, "safe", date(2027, 3, 1)
PAGE = b'<html><main id="rapport"><section><h2>Kort</h2><p>Kort &amp; godt.</p></section>'
PAGE += b'<nav class="steps"><a href="x">Neste</a></nav></main><footer>Om utgaven</footer></html>'
ENGLISH = PAGE.replace(b"Kort &amp; godt.", b"Short and good.")
FILES = (
    FormFile("arsrapport-2024.pdf", "pdf", "", "", b"%PDF the report"),
    FormFile("arsrapport-2024.xlsx", "xlsx", "", "", b"PK the report"),
    FormFile("arsrapport-2024-kapittel-kort.html", "html", "kapittel-kort", "Kort om 2024", PAGE),
    FormFile("arsrapport-2024-kapittel-om.html", "html", "kapittel-om", "1 Om", PAGE),
    FormFile("arsrapport-2024-en.pdf", "pdf", "", "", b"%PDF the report in English"),
    FormFile("arsrapport-2024-kapittel-om-en.html", "html", "kapittel-om", "1 About", ENGLISH),
    FormFile("arsrapport-2024-kapittel-kort-en.html", "html", "kapittel-kort", "Kort om 2024", ENGLISH),
    FormFile("arsrapport-2024-tabell-04-en.csv", "csv", "tabell-04", "Cases", b"c;d"),
    FormFile("arsrapport-2024-tabell-04.px", "px", "tabell-04", "Saker", b"CHARSET"),
    FormFile("arsrapport-2024-tabell-04.csv", "csv", "tabell-04", "Saker", b"a;b"),
)


def version(number: int, at: datetime = AT) -> OfficialRelease:
    """Put a version in public."""
    store(sample_release())
    frozen = FrozenFacts.objects.create(
        year=YEAR,
        kind="preliminary",
        as_of_date=date(2026, 11, 20),
        content=b"",
        content_sha256="",
        facts=0,
        code_lists="{}",
        frozen_at=at,
        frozen_by="dina",
    )
    release = StoredRelease.objects.filter(policy=SAFE).latest("id")
    StoredRelease.objects.filter(pk=release.pk).update(frozen=frozen)
    return OfficialRelease.objects.create(
        year=YEAR,
        policy=SAFE,
        version=number,
        release=release,
        reason="" if number == 1 else "late_registrations",
        proposed_at=at,
        proposed_by="dina",
        signed_off_at=at,
        signed_off_by="finn",
        published_at=at,
        published_by="dina",
        next_update_date=NEXT,
    )


def with_forms(number: int = 1) -> None:
    """Put a version in public, with its files."""
    version(number)
    keep_forms(
        year=YEAR,
        policy=SAFE,
        version=number,
        files=FILES,
        published_at=AT,
        next_update=NEXT,
        by=SYSTEM,
        at=AT,
    )


def page(address: str, client: Client | None = None) -> str:
    """Give a page that is there, as a stranger sees it."""
    answer = (client or stranger()).get(address)
    assert answer.status_code == 200, address
    return text_of(answer)


def test_the_year_offers_the_report_in_every_form_with_size_and_date() -> None:
    with_forms()
    for address in ("/published/2024/", "/published/2024/1/"):
        shown = page(address)
        assert 'href="/published/2024/1/files/arsrapport-2024.pdf"' in shown
        assert "1\u00a0kB, 22.\u00a0november\u00a02026" in shown
        assert 'href="/published/2024/1/kapittel-om/">1 Om<' in shown
        assert "arsrapport-2024-tabell-04" not in shown


def test_before_the_files_are_printed_the_numbers_are_there_and_the_page_says_so() -> None:
    version(1)
    assert "Filene blir trykt. Se igjen om et minutt." in page("/published/2024/")
    assert "1\u00a0402" in page("/published/2024/tabell-04/")
    assert stranger().get("/published/2024/kapittel-om/").status_code == 404


@pytest.mark.parametrize("address", ["/published/2024/tabell-04/", "/published/2024/1/tabell-04/"])
def test_a_table_has_a_page_with_all_that_a_reader_needs_to_use_it_alone(address: str) -> None:
    with_forms()
    shown = page(address)
    for words in (
        *("2021–2024", "saker", "Integrerings- og mangfoldsdirektoratet", "CC BY 4.0", "tabell-04"),
        *("1.\u00a0mars\u00a02027", "20.\u00a0november\u00a02026", "Foreløpige tall"),
        *("En sak er én person i én tjeneste", "Vises ikke av personvernhensyn"),
        *("http://testserver/published/2024/tabell-04/", "http://testserver/published/2024/1/tabell-04/"),
        *('<svg class="chart"', "arsrapport-2024-tabell-04.px", "arsrapport-2024-tabell-04.csv"),
    ):
        assert words in shown, words


def test_a_series_goes_back_to_the_first_year() -> None:
    with_forms()
    years = re.findall(r'<th scope="col" class="number">(\d+)</th>', page("/published/2024/tabell-01/"))
    assert years == [str(year) for year in range(2015, 2025)]


def test_a_figure_has_a_page_with_its_picture_and_its_numbers() -> None:
    with_forms()
    shown = page("/published/2024/figur-2-2/")
    assert '<svg class="chart"' in shown
    assert "Kompetanseteamet" in shown
    assert "455" in shown


def test_what_is_hidden_is_a_sign_that_is_read_aloud_and_no_number() -> None:
    with_forms()
    sign = r'<span aria-hidden="true">:</span><span class="ds-sr-only">([^<]+)<'
    cells = re.findall(sign, page("/published/2024/tabell-04/"))
    assert set(cells) == {"Vises ikke av personvernhensyn"}


@pytest.mark.parametrize("part", ["tabell-99", "figur-9", "kapittel-nei", "noe"])
def test_what_a_version_does_not_have_is_not_there(part: str) -> None:
    with_forms()
    assert stranger().get(f"/published/2024/{part}/").status_code == 404
    assert stranger().get(f"/published/2024/2/{part}/").status_code == 404


def test_a_chapter_is_read_on_a_page_of_its_own() -> None:
    with_forms()
    shown = page("/published/2024/kapittel-kort/")
    assert "<p>Kort &amp; godt.</p>" in shown
    assert "Om utgaven" not in shown
    assert 'Neste: <span lang="nb">1 Om</span>' in shown
    assert 'Forrige: <span lang="nb">Kort om 2024</span>' in page("/published/2024/1/kapittel-om/")


def test_only_the_text_of_a_chapter_is_taken_from_its_file() -> None:
    assert chapter_text(PAGE.decode()) == "<section><h2>Kort</h2><p>Kort &amp; godt.</p></section>"
    assert chapter_text("<p>something else</p>") == ""


@pytest.mark.parametrize("address", ["/published/2024/files/", "/published/2024/1/files/"])
def test_a_file_is_given_out_as_it_was_printed(address: str) -> None:
    with_forms()
    answer = stranger().get(f"{address}arsrapport-2024.pdf")
    assert (answer.status_code, answer.content) == (200, b"%PDF the report")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="arsrapport-2024.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert stranger().get(f"{address}arsrapport-2024.exe").status_code == 404


def test_a_forged_file_is_not_given_out() -> None:
    with_forms()
    PrintedForm.objects.update(content=b"forged")
    for address in ("/published/2024/files/arsrapport-2024.pdf", "/published/2024/kapittel-om/"):
        answer = stranger().get(address)
        assert answer.status_code == 503
        assert "kontrollsummen" in text_of(answer)
        assert b"forged" not in answer.content


def test_an_old_version_stays_readable_and_says_that_there_is_a_newer_one() -> None:
    with_forms(1)
    version(2)
    for part in ("", "tabell-04/", "kapittel-om/"):
        old = page(f"/published/2024/1/{part}")
        assert "Dette er en gammel versjon." in old
        assert f'href="/published/2024/{part}"' in old
    assert "gammel versjon" not in page("/published/2024/tabell-04/")
    assert stranger().get("/published/2024/1/files/arsrapport-2024.pdf").status_code == 200


def chosen(code: str) -> Client:
    """Give a stranger's browser that checks its forms and has chosen a language."""
    client = Client(enforce_csrf_checks=True)
    form = text_of(client.get("/published/"))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token
    given = {"language": code, "next": "/published/2024/", "csrfmiddlewaretoken": token[1]}
    assert client.post("/language/", given).url == "/published/2024/"  # type: ignore[attr-defined]
    return client


def test_a_stranger_chooses_the_language_with_a_cookie_and_nothing_else() -> None:
    with_forms()
    assert "Saker hos Kompetanseteamet etter hovedbekymring" in page("/published/2024/tabell-04/")
    assert "Cases of the Expert Team" in page("/published/2024/tabell-04/", chosen("en"))
    assert "Saker hos Kompetanseteamet etter hovudbekymring" in page(
        "/published/2024/tabell-04/", chosen("nn")
    )
    refused: HttpResponse = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"})
    assert refused.status_code == 403


def test_files_and_chapters_come_in_the_language_of_the_page_and_the_others_are_beside_them() -> None:
    with_forms()
    at_home, english = page("/published/2024/"), page("/published/2024/", chosen("en"))
    main, folded = english.split("The same files in other languages")
    assert 'files/arsrapport-2024-en.pdf"' in main
    assert 'files/arsrapport-2024.pdf"' not in main
    assert 'files/arsrapport-2024.pdf" download hreflang="nb"' in folded
    assert 'files/arsrapport-2024-en.pdf" download hreflang="en"' in at_home
    assert 'lang="nb" href="/published/2024/1/kapittel-kort/">Kort om 2024<' in english
    assert 'lang="en" href="/published/2024/1/kapittel-om/">1 About<' in english
    chapter = page("/published/2024/kapittel-om/", chosen("en"))
    assert '<div class="report panel" lang="en">' in chapter
    assert "Short and good." in chapter
    table = page("/published/2024/tabell-04/", chosen("en"))
    assert "arsrapport-2024-tabell-04-en.csv" in table.split("other languages")[0]
    assert "arsrapport-2024-tabell-04.px" in table.split("other languages")[0]


def test_a_version_that_was_printed_in_bokmal_alone_is_read_in_bokmal_and_says_so() -> None:
    with_forms()
    chapter = page("/published/2024/kapittel-om/", chosen("nn"))
    assert '<div class="report panel" lang="nb">' in chapter
    assert "Teksten i rapporten er på bokmål." in chapter


def test_search_engines_find_what_is_published_and_nothing_else() -> None:
    with_forms()
    published = (
        "",
        "2024/",
        "2024/1/",
        "2024/tabell-04/",
        "2024/kapittel-om/",
        "2024/files/arsrapport-2024.pdf",
    )
    for address in published:
        answer = stranger().get(f"/published/{address}")
        assert (answer.status_code, answer.headers.get("X-Robots-Tag")) == (200, None), address
        assert answer.headers["Cache-Control"] == "no-store"
        assert visitor("aud").get(f"/published/{address}").headers["X-Robots-Tag"] == "noindex, nofollow"
    for address in (
        "/published/2019/",
        "/published/2024/tabell-99/",
        "/sign-in/",
        "/",
        "/health",
        "/api/v2/config",
    ):
        assert stranger().get(address).headers["X-Robots-Tag"] == "noindex, nofollow", address
    for address in ("/", "/cases/", "/statistics/2024/"):
        assert visitor("aud").get(address).headers["X-Robots-Tag"] == "noindex, nofollow", address


QUICK_EXIT = re.compile(r'<a [^>]*data-quick-exit[^>]*rel="noreferrer" href="https://www\.yr\.no/"')


def test_whoever_reads_in_secret_can_leave_quickly_without_script_and_is_told_what_that_does_not_do() -> None:
    with_forms()
    for address in ("", "2024/", "2024/tabell-04/", "2024/kapittel-om/"):
        shown = page(f"/published/{address}")
        assert len(QUICK_EXIT.findall(shown)) == 1, address
        assert shown.index("data-quick-exit") < shown.index("<main")
        assert "Den sletter ingenting" in shown
    assert "Leave the site quickly" in page("/published/", chosen("en"))


def test_there_is_no_quick_exit_where_people_work() -> None:
    with_forms()
    assert "data-quick-exit" not in page("/sign-in/")
    for address in ("/", "/cases/", "/published/2024/", "/published/2024/tabell-04/"):
        assert "data-quick-exit" not in page(address, visitor("aud"))


def test_strangers_and_staff_find_the_official_statistics_in_the_menu() -> None:
    with_forms()
    assert 'href="/published/"' in page("/sign-in/")
    assert 'href="/published/" aria-current="true"' in page("/published/2024/", visitor("aud"))
    assert "Aud Fjellheim" in page("/published/2024/", visitor("aud"))
    assert 'href="/sign-in/"' in page("/published/2024/")


def test_whoever_may_compute_sees_the_printing_and_prints_again() -> None:
    with_forms()
    client = visitor("dina")
    assert "10 filer er tatt vare på med den nyeste versjonen." in page("/statistics/2024/official/", client)
    assert "Trykk filene på nytt" in page("/statistics/2024/official/", client)
    client.post("/statistics/2024/official/print/", {"version": "1"})
    waits = page("/statistics/2024/official/", client)
    assert "Filene til versjon 1 venter på å bli trykt" in waits
    assert "Trykk filene på nytt" not in waits
    assert ">Se igjen</a>" in waits
    refused = client.post("/statistics/2024/official/print/", {"version": "7"})
    assert refused.status_code == 422
    assert "Trykk filene på nytt" not in page("/statistics/2024/official/", visitor("finn"))


@pytest.mark.parametrize(
    ("day", "said"),
    [("", "Statistikken er offisiell."), ("1.3.2027", "Statistikken blir offisiell 1. mars 2027.")],
)
def test_whoever_publishes_is_told_from_which_day(day: str, said: str) -> None:
    version(1)
    OfficialRelease.objects.update(published_at=None, published_by="")
    client = visitor("dina")
    answer = client.post("/statistics/2024/official/publish/", {"version": "1", "from_date": day})
    assert answer.status_code == 302
    shown = page("/statistics/2024/official/", client).replace("\N{NO-BREAK SPACE}", " ")
    assert said in shown


def test_everybody_finds_the_next_step_towards_official_statistics_on_the_start_page() -> None:
    version(1)
    to_the_list, to_the_desk = 'href="/cases/work-list/2025/"', 'href="/statistics/2024/official/"'
    found = {name: page("/", visitor(name)) for name in ("gro", "aud", "dina", "finn")}
    assert {name for name, start in found.items() if to_the_list in start} == {"gro"}
    assert {name for name, start in found.items() if to_the_desk in start} == {"dina", "finn"}
    assert "venter på at en annen godkjenner" not in found["finn"]
    OfficialRelease.objects.update(published_at=None, published_by="", signed_off_at=None, signed_off_by="")
    assert "venter på at en annen godkjenner" in page("/", visitor("finn"))
    to_sign = 'action="/statistics/2024/official/sign/"'
    assert to_sign in page("/statistics/2024/official/", visitor("finn"))
    assert to_sign not in page("/statistics/2024/official/", visitor("dina"))
    assert "Du har laget denne versjonen selv." in page("/statistics/2024/official/", visitor("dina"))
    assert to_the_desk in page("/statistics/2024/", visitor("finn"))
    OfficialRelease.objects.update(signed_off_at=AT, signed_off_by="finn")
    OfficialRelease.objects.update(published_at=AT, published_by="dina")
    assert to_the_desk not in page("/statistics/2024/", visitor("gro"))
    assert 'href="/statistics/2023/official/"' in page("/statistics/2024/official/", visitor("dina"))


def test_the_people_of_a_version_are_called_by_their_names() -> None:
    version(1)
    OfficialRelease.objects.update(published_at=None, published_by="")
    for username in ("dina", "finn"):
        account_of(username)
    assert "godkjent av Finn Eiersen" in page("/statistics/2024/official/", visitor("dina"))


@pytest.mark.parametrize(
    ("size", "said"), [(12, "1\u00a0kB"), (41_080, "41\u00a0kB"), (1_240_000, "1,2\u00a0MB")]
)
def test_a_size_is_said_in_a_unit_that_people_know(size: int, said: str) -> None:
    assert size_of(size) == said
