"""The preparedness letter in front of the web door: its keepers' pages, and the page that everybody reads."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from fristed.foundation.identity.actions import create_account
from fristed.foundation.identity.queries import SYSTEM, actor_of
from fristed.interfaces.web.pages.letters import as_words
from fristed.knowledge.letters import actions
from fristed.knowledge.letters.models import Delivery, LetterVersion
from tests.unit.interfaces.web.visitors import AT, account_of, stranger, text_of, visitor

pytestmark = pytest.mark.django_db
YEAR = 2026
TEXTS = {f"title_{code}": f"Reiser i sommer ({code})" for code in ("nb", "nn", "en")}
TEXTS |= {f"text_{code}": f"Første avsnitt {code}\n\nAndre avsnitt" for code in ("nb", "nn", "en")}


def today() -> str:
    """Give today as people write it."""
    return timezone.localdate(AT).strftime("%d.%m.%Y")


def unni() -> Any:
    """Give somebody else who keeps the letters."""
    if not get_user_model().objects.filter(username="unni").exists():
        who = {"username": "unni", "display_name": "Unni Grindvik", "service": "", "directorate": ""}
        create_account(
            **who, roles=["plan_coordinator"], password="a-long-password-for-tests", by=SYSTEM, at=AT
        )
    return actor_of(get_user_model().objects.get(username="unni"))


def written(client: Client, **more: str) -> None:
    """Let somebody write a version."""
    answer = client.post("/letters/new/", {"year": str(YEAR), **TEXTS, **more})
    assert (answer.status_code, answer.url) == (302, f"/letters/{YEAR}/work/")


def sent() -> Client:
    """Give Runa, whose letter has been approved and sent to the counties."""
    client = visitor("runa")
    written(client)
    actions.approve_letter(year=YEAR, number=1, by=unni(), at=AT)
    client.post(f"/letters/{YEAR}/work/send/", {"number": "1", "kinds": ["county"], "sent_date": today()})
    return client


def test_a_letter_is_written_approved_by_another_sent_and_confirmed_on_the_pages() -> None:
    client = visitor("runa")
    written(client)
    page = text_of(client.get(f"/letters/{YEAR}/work/"))
    assert "Noen andre må godkjenne versjon 1 før den sendes." in page
    assert "/work/approve/" not in page
    client.post(f"/letters/{YEAR}/work/approve/", {"number": "1"})
    assert LetterVersion.objects.get().approved_at is None
    actions.approve_letter(year=YEAR, number=1, by=unni(), at=AT)
    assert stranger().get(f"/letters/{YEAR}/").status_code == 404
    client.post(f"/letters/{YEAR}/work/send/", {"number": "1", "kinds": ["county"], "sent_date": today()})
    shown = text_of(stranger().get(f"/letters/{YEAR}/"))
    assert "Reiser i sommer (nb)" in shown
    assert '<p class="written">Første avsnitt nb</p>' in shown
    keys = {"keys": ["county-03", "county-11"], "received_date": today()}
    answer = client.post(f"/letters/{YEAR}/work/received/", keys)
    assert answer.url == f"/letters/{YEAR}/recipients/"
    page = text_of(client.get(f"/letters/{YEAR}/recipients/?kind=county&show=received"))
    assert "2 mottakere" in page
    assert "Oslo fylkeskommune" in page
    assert "Vestland fylkeskommune" not in page
    client.post(f"/letters/{YEAR}/work/not-received/", {"keys": ["county-03"]})
    assert Delivery.objects.exclude(received_date=None).get().key == "county-11"


def test_the_public_letter_stores_nothing_and_is_read_in_three_languages() -> None:
    sent()
    client = stranger()
    for language in ("nb", "nn", "en"):
        answer = client.get(f"/letters/{YEAR}/?language={language}")
        assert f"Reiser i sommer ({language})" in text_of(answer)
        assert dict(answer.cookies) == {}
    assert client.get("/letters/2025/").status_code == 404


def test_what_is_written_after_the_sending_is_seen_by_its_keepers_alone_with_what_it_changes() -> None:
    client = sent()
    answer = client.post(f"/letters/{YEAR}/work/", {**TEXTS, "text_nb": "Første avsnitt nb\n\nNytt avsnitt"})
    assert answer.status_code == 302
    page = text_of(client.get(f"/letters/{YEAR}/work/"))
    assert "<del>Andre avsnitt</del>" in page
    assert "<ins>Nytt avsnitt</ins>" in page
    old = text_of(client.get(f"/letters/{YEAR}/work/?version=1"))
    assert "<ins>" not in old
    assert "Nytt avsnitt" not in text_of(stranger().get(f"/letters/{YEAR}/"))


def test_what_is_missing_is_said_and_nothing_is_kept() -> None:
    client = visitor("runa")
    answer = client.post("/letters/new/", {"year": "to tusen", **TEXTS, "text_nn": ""})
    assert answer.status_code == 422
    shown = text_of(answer)
    assert "Skriv dette på alle tre språk." in shown
    assert "Skriv et år fra 2000 til neste år." in shown
    assert not LetterVersion.objects.exists()


def test_a_refused_step_is_told_and_changes_nothing() -> None:
    client = sent()
    later = (timezone.localdate(AT) + timedelta(days=1)).strftime("%d.%m.%Y")
    given = {"keys": ["county-03"], "received_date": later}
    answer = client.post(f"/letters/{YEAR}/work/received/", given, follow=True)
    assert "Dette har ikke skjedd ennå" in text_of(answer)
    assert not Delivery.objects.exclude(received_date=None).exists()
    assert client.post(f"/letters/{YEAR}/work/forget/").status_code == 404
    assert client.post("/letters/2025/work/approve/").status_code == 404


def test_questions_come_back_and_are_answered() -> None:
    client = sent()
    address = f"/letters/{YEAR}/questions/"
    asked = {"recipient": "county-03", "asked_date": today(), "text": "Gjelder 010203 12345?"}
    refused = client.post(address, asked)
    assert refused.status_code == 422
    assert "Dette ligner et fødselsnummer" in text_of(refused)
    assert client.post(address, {**asked, "text": "Gjelder det barnehager?"}).status_code == 302
    assert "1 ubesvart" in text_of(client.get("/letters/"))
    assert client.post(address, {"number": "1", "answer": ""}).status_code == 422
    assert client.post(address, {"number": "1", "answer": "Ja."}).status_code == 302
    page = text_of(client.get(address))
    assert "Gjelder det barnehager?" in page
    assert "</strong> Ja." in page
    assert "ubesvart" not in text_of(client.get("/letters/"))


def test_recipients_are_added_and_given_as_a_file() -> None:
    client = sent()
    client.post(
        f"/letters/{YEAR}/work/recipient/", {"new-name": "Lillevik vern; avd. 2", "new-kind": "other"}
    )
    answer = client.get(f"/letters/{YEAR}/recipients.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = answer.content.decode("utf-8-sig").split("\r\n")
    assert rows[0].count(";") == 5
    day = timezone.localdate(AT).isoformat()
    assert f"Oslo fylkeskommune;03;1;{day};" in next(row for row in rows if ";Oslo fylke" in row)
    assert [row for row in rows if '"Lillevik vern; avd. 2"' in row]
    assert len(rows) == 15 + 357 + 10 + 7 + 1 + 1 + 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_what_somebody_typed_is_no_formula_in_the_file(start: str) -> None:
    client = sent()
    name = f"{start}HYPERLINK(1)"
    client.post(f"/letters/{YEAR}/work/recipient/", {"new-name": name, "new-kind": "other"})
    rows = client.get(f"/letters/{YEAR}/recipients.csv").content.decode("utf-8-sig").split("\r\n")
    [row] = [row for row in rows if "HYPERLINK" in row]
    assert f";'{name};" in row


def test_a_cell_that_begins_with_a_tab_or_a_return_is_no_formula() -> None:
    assert [as_words(cell) for cell in ("\t=1", "\r=1", "Oslo", "")] == ["'\t=1", "'\r=1", "Oslo", ""]


def test_a_recipient_that_is_common_knowledge_is_marked() -> None:
    client = sent()
    for kind, marked in (("governor", True), ("service", True), ("county", False), ("municipality", False)):
        page = text_of(client.get(f"/letters/{YEAR}/recipients/?kind={kind}"))
        assert ("Ikke kontrollert" in page) == marked


def test_the_newest_letter_is_linked_from_the_directory() -> None:
    assert f"/letters/{YEAR}/" not in text_of(stranger().get("/directory/"))
    sent()
    page = text_of(stranger().get("/directory/?language=nn"))
    assert f'href="/letters/{YEAR}/?language=nn"' in page


def test_the_list_tells_how_far_each_letter_has_come() -> None:
    sent()
    page = text_of(visitor("runa").get("/letters/"))
    assert "Sendt" in page
    assert re.search(r'href="/letters/2026/recipients/">15<', page)


def test_pages_take_few_queries(django_assert_max_num_queries: Any) -> None:
    client = sent()
    for address in ("/letters/", f"/letters/{YEAR}/work/", f"/letters/{YEAR}/recipients/"):
        client.get(address)
        with django_assert_max_num_queries(14):
            client.get(address)
    open_client = stranger()
    with django_assert_max_num_queries(2):
        open_client.get(f"/letters/{YEAR}/")
        open_client.get("/accessibility/")


@pytest.mark.parametrize("address", ["work/", "recipients/", "recipients.csv", "questions/"])
def test_a_letter_that_nobody_has_written_is_nothing(address: str) -> None:
    account_of("runa")
    assert visitor("runa").get(f"/letters/2024/{address}").status_code == 404
