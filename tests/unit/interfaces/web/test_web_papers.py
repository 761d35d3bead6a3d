"""The pages of papers: looked through, printed on request, recorded; and a code on the list of cases."""

from __future__ import annotations

import html
import io
import re
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from fristed.casework.cases.actions import register_case
from fristed.casework.consultations.actions import take_call
from fristed.casework.journal.actions import change_entry, write_entry
from fristed.casework.journal.codes import Kind
from fristed.casework.journal.facts import TEXT, EntryDraft
from fristed.casework.papers.models import Disclosure
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import actor_of
from fristed.foundation.identity.staff.models import StaffSession
from fristed.interfaces.web.once import new_token
from fristed.interfaces.web.pages import papers
from tests.spec.cast import plain_case
from tests.unit.interfaces.web.visitors import AT, account_of, text_of, visitor

pytestmark = pytest.mark.django_db
DAY = AT.date().replace(day=2)
ADVICE = "Gå sammen med noen til skolen, og ha telefonen på."
NOTE = "Kanarifuglen er urolig for ferien."


@pytest.fixture
def case() -> str:
    """A case that Aud has registered."""
    return register_case(draft=plain_case("MR", DAY), by=aud(), at=AT).reference


def aud() -> Any:
    return actor_of(account_of("aud"), at=AT)


def wrote(case: str, kind: Kind, text: str) -> str:
    draft = EntryDraft(kind, DAY, "service", {TEXT: text})
    return write_entry(reference=case, draft=draft, by=aud(), at=AT)


def advice(client: Client, case: str, go: str = "look", **fields: Any) -> HttpResponse:
    plain = {
        "on": DAY.isoformat(),
        "call": "Rådgiveren din, 22 00 00 00",
        "look": "neutral",
        "language": "nb",
    }
    return client.post(f"/cases/{case}/papers/advice/", {**plain, "go": go, **fields})  # type: ignore[return-value]


def summary(client: Client, case: str, go: str = "look", **fields: Any) -> HttpResponse:
    plain = {
        "token": new_token(),
        "agency": "police",
        "organisation": "Lillevik lensmannskontor",
        "role": "Vakthavende",
        "ground": "duty_to_avert",
        "reason": "For å avverge en reise",
        "parts": ["gender"],
        "language": "nb",
    }
    return client.post(f"/cases/{case}/papers/summary/", {**plain, "go": go, **fields})  # type: ignore[return-value]


def pdf(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def carried(answer: HttpResponse) -> dict[str, Any]:
    """Give what a page that is looked through sends on."""
    found: dict[str, Any] = {}
    for name, value in re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode()
    ):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(html.unescape(value))
    return found


def made(client: Client, case: str, looked: HttpResponse, page: str = "summary") -> HttpResponse:
    """Press the button on the page on which it was looked through."""
    return client.post(f"/cases/{case}/papers/{page}/", {**carried(looked), "go": "make"})  # type: ignore[return-value]


# The paper for the asker.


def test_what_was_advised_is_offered_and_nothing_is_chosen(case: str) -> None:
    key = wrote(case, Kind.ADVICE, ADVICE)
    page = text_of(visitor("aud").get(f"/cases/{case}/papers/advice/?on={DAY}"))
    assert ADVICE in page
    assert f'name="take_{key}"' in page
    assert not re.search(rf'name="take_{key}"[^>]*checked', page)


def test_a_paper_is_looked_through_and_then_printed_with_just_that(case: str) -> None:
    client = visitor("aud")
    key = wrote(case, Kind.ADVICE, ADVICE)
    wrote(case, Kind.NOTE, NOTE)
    fields = {
        f"take_{key}": "on",
        f"text_{key}": "Gå sammen med noen.",
        "again": "Tirsdag",
        "more": "Sov godt.",
    }
    looked = advice(client, case, **fields)
    shown = text_of(looked)
    assert "Gå sammen med noen." in shown
    assert not AuditLine.objects.filter(event="paper.advice_printed").exists()
    answer = made(client, case, looked, "advice")
    assert answer["Cache-Control"] == "no-store"
    assert 'filename="notat.pdf"' in answer["Content-Disposition"]
    printed = pdf(answer)
    for words in ("Gå sammen med noen.", "Sov godt.", "Tirsdag", "22 00 00 00", "2. november 2026", "Notat"):
        assert words in printed
    for words in (ADVICE, NOTE, case, "Mangfoldsrådgiver", "Aud", "Fristed", "sak"):
        assert words not in printed
    assert AuditLine.objects.filter(event="paper.advice_printed", subject=case).count() == 1


def test_the_file_itself_tells_nothing_either(case: str) -> None:
    answer = advice(visitor("aud"), case, "make", more="Sov godt.")
    for words in (b"Fristed", b"fristed", case.encode(), b"Aud", b"Mangfold"):
        assert words not in answer.content


@pytest.mark.parametrize(("language", "title"), [("nb", "Notat"), ("nn", "Notat"), ("en", "Note")])
def test_the_language_of_the_paper_is_chosen_apart_from_the_page(
    language: str, title: str, case: str
) -> None:
    printed = pdf(advice(visitor("aud"), case, "make", more="x", language=language))
    assert printed.startswith(title)
    assert {"nb": "Hvem du kan ringe", "nn": "Kven du kan ringe", "en": "Whom you can call"}[
        language
    ] in printed


def test_words_that_tell_are_refused_named_and_kept_for_the_one_who_wrote_them(case: str) -> None:
    client = visitor("aud")
    answer = advice(client, case, "make", more="Ring politiet ved tvang.")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "politiet, tvang" in page
    assert "Ring politiet ved tvang." in page
    assert "Mangfoldsrådgiverne" in pdf(advice(client, case, "make", more="Ring politiet.", look="named"))


def test_a_paper_can_be_changed_after_it_was_looked_through(case: str) -> None:
    client = visitor("aud")
    looked = advice(client, case, more="Sov godt.")
    again = client.post(f"/cases/{case}/papers/advice/", {**carried(looked), "go": "change"})
    assert "Sov godt." in text_of(again)
    assert 'name="more"' in text_of(again)


def test_the_code_is_reminded_of_only_where_there_is_one_and_never_told() -> None:
    client = visitor("aud")
    call = take_call(draft=plain_case("MR", DAY), contact=None, is_anonymous=True, by=aud(), at=AT)
    assert 'name="with_code"' in text_of(client.get(f"/cases/{call.reference}/papers/advice/"))
    printed = pdf(advice(client, call.reference, "make", more="x", with_code="on"))
    assert "bokstavene og tallene" in printed
    assert call.code not in printed
    assert "bokstavene og tallene" not in pdf(advice(client, call.reference, "make", more="x"))


# The summary.


def test_a_summary_is_seen_whole_before_anything_is_recorded(case: str) -> None:
    client = visitor("aud")
    key = wrote(case, Kind.NOTE, NOTE)
    form = text_of(client.get(f"/cases/{case}/papers/summary/"))
    assert NOTE not in form
    assert (
        "checked"
        not in form.replace('name="language" value="nb" checked', "")
        .split('name="parts"')[1]
        .split('name="language"')[0]
    )
    shown = text_of(summary(client, case, entries=[key]))
    assert NOTE in shown
    assert "Kopi 1 til Lillevik lensmannskontor" in shown
    assert not Disclosure.objects.exists()


def test_the_copy_holds_what_was_seen_with_its_watermark_and_is_recorded(case: str) -> None:
    client = visitor("aud")
    key = wrote(case, Kind.NOTE, NOTE)
    wrote(case, Kind.NOTE, "et annet notat")
    answer = made(client, case, summary(client, case, entries=[key]))
    printed = pdf(answer)
    assert answer["Cache-Control"] == "no-store"
    for words in (
        NOTE,
        "Politiet",
        "Vakthavende",
        "For å avverge en reise",
        "straffeloven § 196",
        "Aud Fjellheim",
    ):
        assert words in printed
    assert printed.count("Kopi 1 til Lillevik lensmannskontor") >= 4
    for words in ("et annet notat", case, "Negativ sosial kontroll"):
        assert words not in printed
    row = Disclosure.objects.get()
    assert row.file_sha256 == sha256(answer.content).hexdigest()
    line = AuditLine.objects.get(event="paper.summary_given", subject=case)
    assert row.file_sha256 in line.facts
    assert "Lillevik" not in line.facts


def test_what_was_given_stands_in_the_list_of_the_case_and_among_its_papers(case: str) -> None:
    client = visitor("aud")
    made(client, case, summary(client, case))
    assert (
        'Ark til den som spurte, og sammendrag til andre</a> <span class="small muted">1</span>'
        in text_of(client.get(f"/cases/{case}/"))
    )
    assert "Sammendrag gitt til noen utenfor" in text_of(client.get(f"/cases/{case}/journal/"))
    listed = text_of(client.get(f"/cases/{case}/papers/"))
    for words in (
        "Lillevik lensmannskontor",
        "For å avverge en reise",
        "Kjønn",
        Disclosure.objects.get().file_sha256,
    ):
        assert words in listed


def test_a_press_too_many_makes_no_second_copy(case: str) -> None:
    client = visitor("aud")
    looked = summary(client, case)
    assert made(client, case, looked).status_code == 200
    again = made(client, case, looked)
    assert again.status_code == 302
    assert Disclosure.objects.count() == 1


def test_nothing_is_made_that_was_not_looked_through_as_it_is_now(case: str) -> None:
    client = visitor("aud")
    key = wrote(case, Kind.NOTE, NOTE)
    looked = summary(client, case, entries=[key])
    draft = EntryDraft(Kind.NOTE, DAY, "service", {TEXT: "skrevet om"})
    change_entry(reference=case, key=key, seen_version=1, draft=draft, by=aud(), at=AT)
    again = made(client, case, looked)
    assert "skrevet om" in text_of(again)
    assert not Disclosure.objects.exists()
    assert summary(client, case, "make")["Content-Type"].startswith("text/html")
    assert "skrevet om" in pdf(made(client, case, again))


def test_who_makes_a_copy_has_shown_just_now_who_it_is(case: str) -> None:
    client = visitor("aud")
    looked = summary(client, case)
    StaffSession.objects.update(verified_at=AT - timedelta(hours=3))
    answer = made(client, case, looked)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/step-up/")
    assert not Disclosure.objects.exists()


def test_a_copy_that_could_not_be_recorded_is_not_given(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = visitor("aud")
    looked = summary(client, case)

    def broken(**_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(papers, "give_summary", broken)
    with pytest.raises(RuntimeError):
        made(client, case, looked)


def test_a_copy_whose_number_was_taken_gets_the_next(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = visitor("aud")
    looked = summary(client, case)
    other = summary(client, case)
    printed = papers.as_pdf
    taken: list[int] = []

    def beaten(paper: Any) -> bytes:
        if not taken:
            taken.append(1)
            made(client, case, other)
        return printed(paper)

    monkeypatch.setattr(papers, "as_pdf", beaten)
    assert "Kopi 2 til" in pdf(made(client, case, looked))
    assert sorted(Disclosure.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize("missing", ["agency", "organisation", "role", "ground", "reason", "parts"])
def test_a_form_that_lacks_something_says_so_and_keeps_the_rest(missing: str, case: str) -> None:
    answer = summary(visitor("aud"), case, **{missing: ""})
    assert answer.status_code == 422
    if missing != "role":
        assert "Vakthavende" in text_of(answer)


# A code read over the telephone.


@pytest.mark.parametrize("address", ["/", "/cases/"])
def test_a_code_is_taken_where_one_looks_for_a_case(address: str) -> None:
    client = visitor("aud")
    call = take_call(draft=plain_case("MR", DAY), contact=None, is_anonymous=True, by=aud(), at=AT)
    page = client.get(address).content.decode()
    [field] = re.findall(r'<form method="post" action="/calls/code/".*?</form>', page, re.S)
    token = re.search(r'name="token" value="(\w+)"', field)
    assert token is not None
    answer = client.post("/calls/code/", {"token": token[1], "code": call.code.lower()})
    assert answer["Location"] == f"/cases/{call.reference}/"
    wrong = client.post("/calls/code/", {"token": new_token(), "code": "AAAA-AAAA"})
    assert wrong.status_code == 422
    assert "Koden førte ikke til noen sak" in text_of(wrong)


@pytest.mark.parametrize("username", ["dina", "finn", "eli"])
def test_there_is_no_field_for_a_code_for_those_who_work_on_no_case(username: str) -> None:
    assert "spoken-code" not in text_of(visitor(username).get("/"))
