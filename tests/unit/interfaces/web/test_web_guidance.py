"""The guidance tool in front of everybody: what it shows, what it forgets, what it weighs."""

from __future__ import annotations

import gzip
import json
import logging
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from fristed.casework.consultations.queries import call_drafts_of
from fristed.foundation.identity.queries import actor_of
from fristed.interfaces.web import middleware
from fristed.knowledge.directory.actions import approve_entry, propose_entry, withdraw_entry
from fristed.knowledge.directory.contacts import Contact, packaged_directory
from fristed.knowledge.guidance.packaged import packaged_content
from tests.unit.interfaces.web.visitors import AT, account_of, stranger, text_of, visitor

pytestmark = pytest.mark.django_db
HEAVIEST = 60_000
EVERYTHING = {
    question.id: [one for one in question.options if one != "unknown"]
    if question.chosen == "several"
    else question.options[0]
    for question in packaged_content().questions
}
SHOW = {"step": "show"}


def asked(answers: dict[str, object], language: str = "") -> HttpResponse:
    """Give what a stranger gets for answers."""
    return stranger().post(f"/guidance/{language}", {**answers, **SHOW})


def main_of(answer: HttpResponse) -> str:
    """Give the main part of a page as one line."""
    return text_of(answer).split("<main", 1)[1].split("</main>", 1)[0]


def part(answer: HttpResponse, name: str) -> str:
    """Give one part of the advice."""
    return main_of(answer).split(f'id="part-{name}"', 1)[1].split("</section>", 1)[0]


def weight_of(answer: HttpResponse) -> int:
    """Give the bytes that travel the first time, compressed; nothing is needed of fonts."""
    assert isinstance(staticfiles_storage, FileSystemStorage)
    page = answer.content.decode()
    total = len(gzip.compress(page.encode()))
    for address in set(re.findall(r'(?:href|src)="/static/([^"]+)"', page)):
        total += len(gzip.compress((Path(staticfiles_storage.location) / address).read_bytes()))
    return total


@pytest.mark.parametrize("language", ["", "nn/", "en/", "ar/", "so/"])
def test_every_page_is_light_and_needs_no_components(language: str) -> None:
    for answer in (
        stranger().get(f"/guidance/{language}"),
        stranger().get(f"/guidance/{language}about/"),
        asked({}, language),
        asked(EVERYTHING, language),
    ):
        assert answer.status_code == 200
        assert weight_of(answer) < HEAVIEST
        page = answer.content.decode()
        assert "htmx" not in page
        assert not re.search(r"designsystemet[^\"]*\.js", page)
        assert not re.search(r"<(?:ds|u)-[a-z]", page)
        # Nothing is fetched from elsewhere; who follows a link to elsewhere does not say from where.
        assert not re.search(r'(?:src|action|formaction)="(?:https?:)?//', page)
        away = re.findall(r'<[^>]*href="(?:https?:)?//[^>]*>', page)
        assert away
        assert all(one.startswith("<a ") and 'rel="noreferrer"' in one for one in away)


def test_a_page_with_components_would_be_too_heavy() -> None:
    page = stranger().get("/guidance/")
    script = Path(staticfiles_storage.location) / "vendor/designsystemet/designsystemet.js"  # type: ignore[attr-defined]
    assert weight_of(page) + len(gzip.compress(script.read_bytes())) > HEAVIEST


@pytest.mark.parametrize("language", ["", "nn/", "en/", "ar/", "so/"])
def test_no_cookie_is_set_and_nothing_is_kept_in_any_cache(language: str) -> None:
    client = stranger()
    for answer in (
        client.get(f"/guidance/{language}"),
        client.post(f"/guidance/{language}", {**EVERYTHING, **SHOW}),
        client.post(f"/guidance/{language}", {**EVERYTHING, "step": "change"}),
        client.get(f"/guidance/{language}about/"),
    ):
        assert not answer.cookies
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
    assert not client.cookies


def test_answering_writes_nothing_and_reads_no_session() -> None:
    with CaptureQueriesContext(connection) as asked_for:
        asked(EVERYTHING)
    statements = [one["sql"] for one in asked_for.captured_queries]
    assert all(one.startswith("SELECT") for one in statements)
    read = [re.search(r'FROM "(\w+)"', one)[1] for one in statements]  # type: ignore[index]
    assert sorted(read) == ["directory_entrycheck", "directory_entryversion", "guidance_guidanceedition"]


def test_the_log_has_the_route_and_no_answer(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="fristed.requests"):
        asked({"role": "exposed", "concern": ["fgm"]})
    told = json.dumps([record.__dict__ for record in caplog.records], default=str)
    assert "guidance" in told
    assert "exposed" not in told
    assert "fgm" not in told


def test_answers_in_an_address_are_not_read() -> None:
    page = stranger().get("/guidance/?danger=yes&step=show")
    assert 'id="part-contacts"' not in page.content.decode()
    assert not re.search(r"<input[^>]* checked", page.content.decode())


@pytest.mark.parametrize("language", ["", "nn/", "en/", "ar/"])
def test_danger_now_puts_the_emergency_number_before_all_else(language: str) -> None:
    for answers in ({"danger": "yes"}, {**EVERYTHING, "danger": "yes"}):
        answer = asked(answers, language)
        main = main_of(answer)
        first_call = main.index("tel:112")
        assert first_call < main.index('id="part-now"')
        numbers = re.findall(r'href="tel:(\d+)"', part(answer, "contacts"))
        assert numbers[0] == "112"


def test_who_answers_nothing_gets_contacts_too() -> None:
    numbers = re.findall(r'href="tel:([+\d]+)"', part(asked({}), "contacts"))
    assert {"+4747809050", "+4781555201", "116006"} <= set(numbers)


def test_text_that_is_not_checked_is_marked_with_a_word_and_a_sign() -> None:
    duties = part(asked({"role": "school", "age": "adult"}), "duty")
    [unread] = re.findall(r'id="report_child">.*?</li>', duties)
    assert "Ikke kontrollert: kilden er ikke lest" in unread
    assert "<svg" in unread
    [read] = re.findall(r'id="adults_decide">.*?</li>', duties)
    assert "Ikke kontrollert" not in read
    assert "Kontrollert mot kilden" in read
    assert "Gjennomgått 30. november 2026" in unread.replace("\N{NO-BREAK SPACE}", " ")


def test_a_text_that_should_have_been_looked_at_again_is_not_called_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    late = max(one.review_by for one in packaged_content().pieces.values())
    monkeypatch.setattr(
        middleware, "door_clock", lambda: datetime(late.year, late.month, late.day, 12, tzinfo=UTC)
    )
    answer = asked(EVERYTHING)
    shown = main_of(answer).count('class="advice" id="')
    assert main_of(answer).count("Ikke kontrollert i det siste") == shown
    assert "Kontrollert mot kilden" not in main_of(answer)
    pieces = len(packaged_content().pieces)
    assert f"{pieces} av {pieces} tekster" in text_of(stranger().get("/guidance/about/"))


def test_a_number_that_nobody_has_checked_is_marked_and_one_that_is_checked_is_not() -> None:
    answer = asked({"danger": "yes"})
    head = main_of(answer).split("<section", 1)[0]
    assert "112" in head
    assert "Ikke kontrollert" not in head
    called = part(answer, "contacts")
    assert re.search(r"02800</a> <span[^>]*>(<svg.*?</svg>)?Ikke kontrollert", called)
    assert not re.search(r"112</a> <span", called)


def test_the_emergency_number_is_marked_where_the_directory_says_that_nobody_has_checked_it() -> None:
    approved(replace(packaged_directory()["politi"], unverified=("emergency", "phone")))
    for answer in (asked({"danger": "yes"}), stranger().get("/guidance/")):
        assert "Ikke kontrollert" in main_of(answer).split("<section", 1)[0]


def test_whom_to_talk_with_stands_before_the_first_question() -> None:
    first = main_of(stranger().get("/guidance/")).split("<form", 1)[0]
    for number in ("116111", "+4781555201", "116006"):
        assert f'href="tel:{number}"' in first
    assert 'href="/directory/?language=nb"' in first


def test_answers_come_back_in_the_form_to_be_changed() -> None:
    page = stranger().post("/guidance/", {"age": "15", "concern": ["fgm", "control"], "step": "change"})
    chosen = re.findall(r'value="(\w+)" id="[\w-]+" checked', page.content.decode())
    assert sorted(chosen) == ["15", "control", "fgm"]


def test_it_says_that_the_back_button_may_show_the_answers() -> None:
    for page in (asked({"age": "15"}), stranger().get("/guidance/about/")):
        told = text_of(page)
        assert "Tilbakeknappen i nettleseren kan vise svarene dine til du lukker vinduet." in told
        assert "borte når du går" not in told


def test_what_is_no_answer_is_no_error() -> None:
    answer = asked({"age": "400", "nothing": "x", "concern": ["fgm", "<script>"], "danger": ["yes", "no"]})
    assert answer.status_code == 200
    assert "<script>" not in main_of(answer)


@pytest.mark.parametrize(("language", "page"), [("", "nb"), ("nn/", "nn"), ("en/", "en"), ("ar/", "en")])
def test_the_page_says_which_language_it_is_in(language: str, page: str) -> None:
    for answer in (stranger().get(f"/guidance/{language}"), asked({}, language)):
        assert f'<html lang="{page}" dir="ltr"' in answer.content.decode()
        assert answer.headers["Content-Language"] == page


@pytest.mark.parametrize("language", ["ar", "so"])
def test_a_language_that_waits_for_its_translation_says_so_on_the_page(language: str) -> None:
    page = text_of(asked({"danger": "yes"}, f"{language}/"))
    assert 'id="not-translated"' in page
    assert "Call the police on 112 now." in page
    assert 'id="not-translated"' not in text_of(asked({}, "en/"))


def test_arabic_that_has_come_is_written_from_the_right_and_the_rest_is_said_to_be_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = packaged_content()
    monkeypatch.setitem(content.texts["ar"], "text.stay_with", "نص للتجربة")  # type: ignore[arg-type]
    page = text_of(asked({"danger": "yes", "role": "friend"}, "ar/"))
    assert '<p lang="ar" dir="rtl">نص للتجربة</p>' in page
    assert "<p>In Norway: Call the police on 112 now." in page


@pytest.mark.parametrize(
    ("language", "here"), [("", "I Norge: "), ("nn/", "I Noreg: "), ("en/", "In Norway: ")]
)
def test_the_emergency_number_is_said_to_be_that_of_norway(language: str, here: str) -> None:
    page = text_of(asked({"danger": "yes", "where": "abroad"}, language))
    assert page.count(here) == 3  # the line above all, what to do now, and if danger comes
    numbers = re.findall(r'href="tel:(\d+)"', main_of(asked({"danger": "yes", "where": "abroad"}, language)))
    assert numbers[0] == "112"
    assert 'id="danger_abroad"' in page
    assert 'id="danger_abroad"' not in text_of(asked({"danger": "yes", "where": "norway"}, language))


def approved(contact: Contact) -> None:
    """Let two persons change an entry of the directory."""
    kaja, eli = (actor_of(account_of(one)) for one in ("kaja", "eli"))
    number = propose_entry(contact=contact, by=kaja, at=AT)
    approve_entry(key=contact.id, number=number, by=eli, at=AT)


def test_contacts_are_those_of_the_directory_as_two_persons_have_made_them() -> None:
    known = packaged_directory()
    hours = {"nb": "Hele døgnet", "nn": "Heile døgnet", "en": "Day and night"}
    approved(replace(known["rode_kors"], phone="22 22 22 22", hours=hours, unverified=("hours",)))
    withdraw_entry(key="vo_linjen", by=actor_of(account_of("kaja")), at=AT)
    called = part(asked({}, "nn/"), "contacts")
    assert 'href="tel:+4722222222"' in called
    assert known["rode_kors"].phone not in called
    assert re.search(r"Heile døgnet\. <span[^>]*>(<svg.*?</svg>)?Ikkje kontrollert", called)
    assert 'href="/directory/rode_kors/?language=nn"' in called
    assert known["vo_linjen"].phone not in called
    assert stranger().get("/directory/rode_kors/?language=nn").status_code == 200


@pytest.mark.parametrize(
    ("answers", "contacts"),
    [
        ({"role": "uses_violence"}, {"voldsutovere", "familievern"}),
        ({"role": "parent"}, {"familievern"}),
        ({"seen": ["cannot_go_home"]}, {"krisesenter"}),
    ],
)
def test_whom_the_advice_speaks_of_is_among_those_to_call(
    answers: dict[str, object], contacts: set[str]
) -> None:
    assert contacts <= set(re.findall(r'href="/directory/(\w+)/', part(asked(answers), "contacts")))


def test_an_unknown_language_is_nothing() -> None:
    assert stranger().get("/guidance/xx/").status_code == 404
    assert stranger().post("/guidance/xx/", SHOW).status_code == 404


@pytest.mark.parametrize("address", ["/guidance/", "/guidance/en/", "/guidance/about/"])
def test_the_title_says_nothing_of_violence_and_the_exit_is_there(address: str) -> None:
    page = text_of(stranger().get(address))
    title = page.split("<title>", 1)[1].split("</title>", 1)[0]
    assert title in ("Informasjon og telefonnumre", "Information and telephone numbers")
    assert "data-quick-exit" in page


def test_the_language_is_in_the_address_and_answers_go_with_it() -> None:
    answer = asked({"age": "15"})
    page = answer.content.decode()
    assert '<button class="language" formaction="/guidance/nn/"' in page
    assert '<input type="hidden" name="age" value="15">' in page
    assert "/guidance/?language" not in page


def test_the_page_about_the_tool_says_how_easy_it_is_and_what_is_not_checked() -> None:
    page = text_of(stranger().get("/guidance/about/"))
    assert re.search(r"LIX \d\d(,\d)?", page)
    assert "Grensen her er 40." in page
    unchecked = sum(one.status != "verified" for one in packaged_content().pieces.values())
    assert f"{unchecked} av {len(packaged_content().pieces)} tekster" in page


def test_only_who_may_register_is_offered_to_take_answers_into_a_call() -> None:
    answers = {"age": "15", **SHOW}
    assert "/guidance/call/" not in stranger().post("/guidance/", answers).content.decode()
    assert "/guidance/call/" not in visitor("kaja").post("/guidance/", answers).content.decode()
    assert "/guidance/call/" in visitor("bo").post("/guidance/", answers).content.decode()


def test_a_case_worker_takes_answers_into_a_call_that_is_not_kept_before_it_is_sent() -> None:
    bo = visitor("bo")
    answers = {"age": "15", "where": "abroad", "role": "police", "concern": "fgm", "basis": "told"}
    page = bo.post("/guidance/call/", answers).content.decode()
    chosen = set(re.findall(r'name="(\w+)" value="(\w+)"[^>]*checked', page))
    assert {
        ("age_band", "15"),
        ("abroad_case", "yes"),
        ("main_concern", "fear_fgm"),
        ("agencies_involved", "police"),
    } <= chosen
    assert 'value="police" selected' in page
    assert "concern_basis" not in dict(chosen)
    assert "ingenting er lagret ennå" in page
    assert call_drafts_of(actor_of(account_of("bo")), at=AT) == ()


def test_a_stranger_who_would_take_answers_into_a_call_is_asked_to_sign_in() -> None:
    answer = stranger().post("/guidance/call/", {"age": "15"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")
    assert "15" not in answer.headers["Location"]
