"""The directory in front of the web door: public, light, silent; and its editors' pages."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.utils.translation import override

from fristed.casework.assignments.actions import note_post
from fristed.casework.assignments.facts import PostDraft
from fristed.config.settings import CHECKOUT
from fristed.foundation.audit.models import AuditLine
from fristed.interfaces.web.directory.sources import source_words
from fristed.knowledge.directory.contacts import packaged_directory
from fristed.knowledge.directory.models import EntryCheck, EntryVersion
from fristed.methods.classifications import code_list
from tests.spec.cast import actor, at_ten
from tests.unit.interfaces.web.visitors import stranger, text_of, visitor

pytestmark = pytest.mark.django_db
LIGHTEST = 60_000
DAY = date(2026, 11, 2)
OPEN = ("/directory/", "/directory/who-covers/", "/directory/feed.json", "/directory/seif/")
PAGES = [one for one in OPEN if not one.endswith(".json")]
REFERENCE = CHECKOUT / "docs" / "reference"


def page(address: str, **posted: str) -> str:
    """Open a page as a stranger, or send its form."""
    client = stranger()
    answer = client.post(address, posted) if posted else client.get(address)
    assert answer.status_code == 200, address
    return text_of(answer)


@pytest.mark.parametrize("address", OPEN)
def test_nothing_is_stored_for_who_reads(address: str) -> None:
    client = stranger()
    answers = [client.get(address), client.get(f"{address}?language=nn")]
    if not address.endswith((".json", "seif/")):
        answers.append(client.post(address, {"q": "krise", "country": "SO"}))
    assert [one.status_code for one in answers] == [200] * len(answers)
    assert [dict(one.cookies) for one in answers] == [{}] * len(answers)
    assert dict(client.cookies) == {}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_no_other_site_and_weighs_little(address: str) -> None:
    answer = stranger().get(address)
    html = answer.content.decode()
    needed = re.findall(r'(?:src|rel="stylesheet" href)="([^"]+)"', html)
    assert needed
    assert all(one.startswith("/static/") for one in needed)
    assert not [one for one in needed if "designsystemet.js" in one or "htmx" in one]
    assert weight_of(answer, needed) < LIGHTEST


def weight_of(answer: HttpResponse, needed: list[str]) -> int:
    """Weigh a page with its styles and scripts, without fonts, as it is sent."""
    total = len(gzip.compress(answer.content))
    for address in needed:
        name = re.sub(r"\.[0-9a-f]{12}(\.\w+)$", r"\1", address.removeprefix("/static/"))
        found = finders.find(name)
        assert isinstance(found, str), name
        total += len(gzip.compress(Path(found).read_bytes()))
    return total


def test_every_entry_is_on_the_page_and_has_a_page_of_its_own() -> None:
    shown = page("/directory/")
    for key, one in packaged_directory().items():
        assert f'href="/directory/{key}/"' in shown
        assert one.name["nb"].replace("–", "–") in page(f"/directory/{key}/")


def test_what_the_source_does_not_give_and_what_nobody_verified_is_marked_with_word_and_icon() -> None:
    seif = stranger().get("/directory/seif/").content.decode()
    assert re.search(r"<svg[^>]*>.*?</svg>Ikke oppgitt i kilden", seif, re.S)
    police = stranger().get("/directory/politi/").content.decode()
    assert re.search(r"<svg[^>]*>.*?</svg>Ikke kontrollert", police, re.S)
    hours = page("/directory/rode_kors/")
    assert re.search(r"Mandag til fredag kl. 9–16\s*<span[^>]*>.*?Ikke kontrollert", hours)
    assert "Ikke kontrollert" not in page("/directory/hjelpekilden/")


def test_a_search_word_is_sent_and_never_in_an_address() -> None:
    shown = page("/directory/", q="krisesenter")
    assert re.search(r"\d+ treff", shown)
    assert 'method="post"' in shown
    assert "q=" not in " ".join(re.findall(r'(?:href|action)="([^"]*)"', shown))
    assert stranger().get("/directory/?q=krisesenter").content == stranger().get("/directory/").content
    assert "Ingenting passer" in page("/directory/", q="romskip")
    assert page("/directory/", q="<b>x").count("<b>x") == 0


def test_who_covers_a_county_or_a_country_is_told_with_what_is_open() -> None:
    county = page("/directory/who-covers/", county="56")
    assert "minst én mangfoldsrådgiver" in county
    assert "/directory/mangfoldsradgivere/" in county
    pakistan = page("/directory/who-covers/", country="PK")
    assert "/directory/embassy_islamabad/" in pakistan
    assert "Hvilke land hver dekker" not in pakistan
    somalia = page("/directory/who-covers/", country="SO")
    assert "/directory/embassy_nairobi/" in somalia
    assert "Hvilke land hver dekker" in somalia
    assert "Skriv en skole, eller velg et fylke eller et land." in page(
        "/directory/who-covers/", county="", country=""
    )


def test_who_is_posted_at_a_school_is_told_by_school_and_phone_and_by_no_name() -> None:
    leader = actor("hege", "MR", "service_leader", account_id=980)
    draft = PostDraft("46", "Fjellheim videregående skole", "55 00 00 00", "A. Rådgiver", None, 100, DAY)
    note_post(draft=draft, by=leader, at=at_ten(DAY))
    for asked in ({"school": "fjellheim"}, {"county": "46"}):
        shown = page("/directory/who-covers/", **asked)
        assert "Fjellheim videregående skole, Vestland" in shown
        assert "55 00 00 00" in shown
        assert "A. Rådgiver" not in shown
    assert "Vi kjenner ingen mangfoldsrådgiver" in page("/directory/who-covers/", school="Havblikk")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_language_stands_in_the_address_and_goes_on(language: str) -> None:
    answer = stranger().get(f"/directory/?language={language}")
    assert answer.headers["Content-Language"] == language
    shown = text_of(answer)
    assert f'<html lang="{language}"' in shown
    assert f'href="/directory/krisesenter/?language={language}"' in shown
    assert packaged_directory()["krisesenter"].name[language] in shown


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_where_an_entry_was_read_is_said_in_the_language_of_the_page(language: str) -> None:
    with override(language):
        told = {source_words(one.source) for one in packaged_directory().values()}
    english = [one for one in told if re.search(r"\b(the|and|annex|box|boxes|measure|report|common)\b", one)]
    assert (english == []) is (language != "en")


def test_an_entry_that_is_not_there_is_nothing() -> None:
    client = stranger()
    assert client.get("/directory/nothing/").status_code == 404
    assert client.get("/directory/seif/?language=xx").status_code == 200


def feed() -> dict[str, Any]:
    """Give the feed."""
    found: dict[str, Any] = json.loads(stranger().get("/directory/feed.json").content)
    return found


def test_the_feed_has_every_entry_and_is_as_its_reference_says() -> None:
    record = feed()
    schema = json.loads((REFERENCE / "directory-feed.schema.json").read_text("utf-8"))
    jsonschema_rs.validate(schema, record)
    assert [one["id"] for one in record["entries"]] == list(packaged_directory())
    by_id = {one["id"]: one for one in record["entries"]}
    assert by_id["nav"]["status"] == "unverified"
    assert by_id["nav"]["last_checked"] is None
    assert by_id["politi"]["unverified_fields"] == ["phone"]
    assert by_id["seif"]["hours"] is None
    assert by_id["seif"]["last_checked"] == "2026-11-30"
    assert set(by_id["embassy_ankara"]["countries"]) <= set(code_list("countries").codes())


def test_a_feed_with_something_else_in_it_would_be_found() -> None:
    schema = json.loads((REFERENCE / "directory-feed.schema.json").read_text("utf-8"))
    for wrong in ({"status": "maybe"}, {"extra": 1}, {"name": {"nb": "x"}}, {"last_checked": "today"}):
        record = feed()
        record["entries"][0] |= wrong
        with pytest.raises(jsonschema_rs.ValidationError):
            jsonschema_rs.validate(schema, record, validate_formats=True)


def test_every_field_of_the_feed_is_explained() -> None:
    told = (REFERENCE / "directory-feed.md").read_text("utf-8")
    record = feed()
    names = {*record, *record["entries"][0], *record["audiences"][0]}
    assert {name for name in names if f"`{name}`" not in told} == set()


def proposed(**changes: str) -> HttpResponse:
    """Let Kaja send the form of SEIF, changed."""
    client = visitor("kaja")
    html = client.get("/directory/entries/seif/").content.decode()
    form = dict(re.findall(r'<(?:input|option)[^>]* name="(\w+)"[^>]* value="([^"]*)"', html))
    one = packaged_directory()["seif"]
    given: dict[str, Any] = {"kind": one.kind, "is_for": list(one.is_for), "source": one.source}
    for name in ("name", "audience", "about", "hours", "anonymity"):
        given |= {f"{name}_{code}": words for code, words in getattr(one, name).items()}
    given |= {"phone": one.phone, "email": one.email, "is_verified": "on"}
    assert form
    return client.post("/directory/entries/seif/", {**given, **changes})


HOURS = {"hours_nb": "Hverdager", "hours_nn": "Kvardagar", "hours_en": "Weekdays"}


def test_a_change_is_proposed_by_one_and_approved_by_another_on_the_pages() -> None:
    assert proposed(**HOURS).status_code == 302
    own = text_of(visitor("kaja").get("/directory/entries/seif/"))
    assert "Noen andre må godkjenne det du har foreslått." in own
    assert "/approve/" not in own
    other = text_of(visitor("eli").get("/directory/entries/seif/"))
    assert "<ins>Hverdager</ins>" in other
    assert "/approve/" in other
    visitor("kaja").post("/directory/entries/seif/approve/", {"number": "1"})
    assert "Hverdager" not in page("/directory/seif/")
    visitor("eli").post("/directory/entries/seif/approve/", {"number": "1"})
    assert "Hverdager" in page("/directory/seif/")


def test_only_what_was_changed_is_shown_as_changed() -> None:
    proposed(**HOURS)
    [row] = EntryVersion.objects.all()
    assert json.loads(row.content)["phone"] == packaged_directory()["seif"].phone
    other = text_of(visitor("eli").get("/directory/entries/seif/"))
    assert other.count("<ins>") == 3


def test_what_is_missing_is_said_beside_its_field() -> None:
    answer = proposed(hours_nb="Hverdager", source="")
    assert answer.status_code == 422
    shown = text_of(answer)
    assert "Skriv dette på alle tre språk, eller på ingen" in shown
    assert "Skriv hvor det er lest." in shown
    assert not EntryVersion.objects.exists()


def test_a_form_that_changes_nothing_asks_for_the_other_button() -> None:
    answer = proposed()
    assert answer.status_code == 422
    assert "Ingenting er endret." in text_of(answer)


def test_checked_today_is_one_press_in_the_list() -> None:
    client = visitor("kaja")
    shown = text_of(client.get("/directory/entries/"))
    assert "har ikke vært sjekket på et halvt år" in shown
    answer = client.post("/directory/entries/politi/check/", {"back": "list"})
    assert (answer.status_code, answer.url) == (302, "/directory/entries/")
    assert EntryCheck.objects.get().key == "politi"
    assert AuditLine.objects.filter(event="directory.checked", subject="politi").exists()


def test_an_entry_is_proposed_anew_and_shown_no_more() -> None:
    kaja, eli = visitor("kaja"), visitor("eli")
    words = {
        f"{name}_{code}": f"{name} {code}" for name in ("name", "audience") for code in ("nb", "nn", "en")
    }
    given = {"key": "lillevik", "kind": "service", "is_for": ["staff"], "source": "Brev", **words}
    assert kaja.post("/directory/entries/new/", {**given, "key": "seif"}).status_code == 422
    assert kaja.post("/directory/entries/new/", given).status_code == 302
    assert stranger().get("/directory/lillevik/").status_code == 404
    eli.post("/directory/entries/lillevik/approve/", {"number": "1"})
    assert "name nb" in page("/directory/lillevik/")
    assert "Slutt å vise den, med en gang" in text_of(kaja.get("/directory/entries/lillevik/"))
    kaja.post("/directory/entries/lillevik/withdraw/")
    assert stranger().get("/directory/lillevik/").status_code == 404
    assert "Vises ikke" in text_of(eli.get("/directory/entries/"))


def test_a_new_entry_that_was_refused_is_not_said_to_be_shown() -> None:
    kaja, eli = visitor("kaja"), visitor("eli")
    words = {
        f"{name}_{code}": f"{name} {code}" for name in ("name", "audience") for code in ("nb", "nn", "en")
    }
    given = {"key": "lillevik", "kind": "service", "is_for": ["staff"], "source": "Brev", **words}
    kaja.post("/directory/entries/new/", given)
    eli.post("/directory/entries/lillevik/refuse/", {"number": "1"})
    shown = eli.get("/directory/entries/lillevik/").content.decode()
    assert 'href="/directory/lillevik/"' not in shown
    assert "/lillevik/check/" not in shown
    assert "/lillevik/withdraw/" not in shown


@pytest.mark.parametrize("name", ["check", "approve", "refuse", "withdraw"])
def test_a_step_on_nothing_is_nothing_or_refused(name: str) -> None:
    client = visitor("kaja")
    answer = client.post(f"/directory/entries/nothing/{name}/", {"number": "x"})
    assert answer.status_code == (404 if name in ("check", "withdraw") else 302)
    assert client.post("/directory/entries/seif/forget/").status_code == 404
    assert client.get("/directory/entries/nothing/").status_code == 404
