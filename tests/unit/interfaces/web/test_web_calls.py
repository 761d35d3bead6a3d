"""Taking a call in the pages: choosing by typing, drafts, the code, safe contact and consultations."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse

from fristed.casework.cases.models import Case
from fristed.casework.consultations.models import (
    CallDraft,
    CaseCode,
    CodeTries,
    ConsultationLink,
    SafeContact,
)
from fristed.casework.consultations.rules import FREE_TRIES
from fristed.foundation.audit.models import AuditLine
from fristed.interfaces.web.forms.typed import fitting
from fristed.interfaces.web.requests import door_clock
from tests.unit.interfaces.web.test_web_case_pages import NEW, a_case, filled
from tests.unit.interfaces.web.visitors import text_of, visitor

pytestmark = pytest.mark.django_db
TOKEN = "a" * 32
DRAFT = f"/calls/{TOKEN}/"
BY_SCRIPT = {"X-Fristed-Draft": "1"}
CONTACT = {"call_back": "message_only", "phone_watched": "yes", "contact_words": "Bare på dagtid"}
ANONYMOUS: dict[str, Any] = {"kind": "anonymous"}


def code_in(answer: HttpResponse) -> str:
    found = re.search(r'id="case-code"><strong>([^<]+)<', text_of(answer))
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("SO", ["SO"]),
        ("somalia", ["SO"]),
        ("som", ["SO"]),
        ("IR", ["IR"]),
        ("ira", ["IQ", "IR"]),
        ("rike", ["GB"]),
        ("x", []),
    ],
)
def test_the_first_letters_find_a_country(typed: str, found: list[str]) -> None:
    countries = [("SO", "Somalia"), ("IQ", "Irak"), ("IR", "Iran"), ("GB", "Det forente rike")]
    assert fitting(typed, countries) == found


@pytest.mark.parametrize(("typed", "concern"), [("8", "fear_fgm"), ("trusl", "threats_and_violence")])
def test_a_number_or_letters_choose_the_concern_without_script(typed: str, concern: str) -> None:
    sent = filled(main_concern=None, main_concern_typed=typed, concern_basis="unknown", country_1="soma")
    answer = visitor("aud").post(NEW, sent)
    assert answer.status_code == 302
    assert (Case.objects.get().main_concern, Case.objects.get().country_background) == (concern, "SO")


def test_what_is_typed_is_newer_than_what_is_chosen_in_the_list() -> None:
    visitor("aud").post(NEW, filled(main_concern_typed="2"))
    assert Case.objects.get().main_concern == "threats_and_violence"


def test_several_agencies_are_typed_with_commas_between() -> None:
    visitor("aud").post(
        NEW, filled(agencies_involved_typed="krise, Politi", agencies_to_involve=None, agencies_involved=None)
    )
    found = {link.agency for link in Case.objects.get().agencies.all()}
    assert found == {"crisis_shelter", "police"}


def test_letters_that_fit_several_are_asked_about_and_not_also_called_missing() -> None:
    page = text_of(visitor("aud").post(NEW, filled(main_concern=None, main_concern_typed="frykt")))
    assert "Flere passer: Frykt for" in page
    assert "Hovedbekymring: Fyll ut" not in page
    assert 'value="frykt"' in page


def test_a_save_keeps_what_is_typed_and_the_one_who_typed_it_gets_it_back() -> None:
    aud = visitor("aud")
    sent = filled(main_concern=None, main_concern_typed="2", country_1="soma", gender=None)
    assert aud.post("/calls/save/", sent, headers=BY_SCRIPT).status_code == 204
    assert DRAFT in text_of(aud.get(NEW))
    page = text_of(aud.get(DRAFT))
    assert re.search(r'value="threats_and_violence"[^>]* checked', page)
    assert 'value="Somalia"' in page
    assert not Case.objects.exists()
    for other in ("bo", "cem"):
        assert visitor(other).get(DRAFT).status_code == 404
        assert TOKEN not in text_of(visitor(other).get(NEW))


def test_no_address_holds_anything_that_was_typed() -> None:
    answer = visitor("aud").post(NEW, filled(go="part-3", contact_words="hemmelig"))
    assert answer.url == f"{DRAFT}#part-3"
    assert visitor("aud").post("/calls/save/", filled(token="../../x y")).url.startswith("/calls/")


def test_a_registered_call_leaves_no_draft_and_a_late_save_makes_none() -> None:
    aud = visitor("aud")
    aud.post("/calls/save/", filled(), headers=BY_SCRIPT)
    aud.post(NEW, filled())
    assert not CallDraft.objects.exists()
    aud.post("/calls/save/", filled(), headers=BY_SCRIPT)
    assert not CallDraft.objects.exists()


def test_a_draft_is_thrown_away_by_the_one_who_typed_it_alone() -> None:
    aud = visitor("aud")
    aud.post("/calls/save/", filled(), headers=BY_SCRIPT)
    visitor("bo").post(f"{DRAFT}throw-away/")
    assert CallDraft.objects.exists()
    aud.post(f"{DRAFT}throw-away/")
    assert not CallDraft.objects.exists()


def test_how_to_make_contact_comes_first_on_the_case_and_where_a_contact_is_added() -> None:
    aud = visitor("aud")
    case = aud.post(NEW, filled(**CONTACT)).url
    for address, later in ((case, "facts-heading"), (f"{case}contact/", "id_on_date")):
        page = text_of(aud.get(address))
        assert page.index("Bare på dagtid") < page.index(later)
    assert "Ikke ta kontakt før du vet det." in text_of(aud.get(f"/cases/{a_case('MR')}/"))


def test_a_number_in_the_words_is_refused_beside_them() -> None:
    answer = visitor("aud").post(NEW, filled(**{**CONTACT, "contact_words": "Ring 912 34 567"}))
    assert answer.status_code == 422
    assert "ligner et telefonnummer" in text_of(answer)
    assert not Case.objects.exists()


def test_the_second_to_change_sees_theirs_and_ones_own() -> None:
    aud = visitor("aud")
    case = aud.post(NEW, filled(**CONTACT)).url
    form = f"{case}safe-contact/"
    assert aud.post(form, {**CONTACT, "contact_words": "Deres ord", "version": "1"}).status_code == 302
    late = aud.post(form, {**CONTACT, "contact_words": "Mine ord", "version": "1"})
    page = text_of(late)
    assert late.status_code == 422
    assert "Deres ord" in page
    assert "Mine ord" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    aud.post(form, {**CONTACT, "contact_words": "Begge", "version": version[1]})
    assert "Begge" in text_of(aud.get(case))
    assert SafeContact.objects.get().version == 3


def test_a_code_is_shown_once_and_joins_the_next_call() -> None:
    bo = visitor("bo")
    answer = bo.post(NEW, filled(referrer="police", **ANONYMOUS))
    code = code_in(answer)
    case = Case.objects.get()
    assert "Karin" in text_of(answer) or "K" not in code
    assert code not in text_of(bo.get(f"/cases/{case.reference}/"))
    again = text_of(bo.post(NEW, filled(referrer="police", **ANONYMOUS)))
    assert code not in again
    assert "Skjemaet ble sendt to ganger" in again
    assert Case.objects.count() == 1
    joined = {"token": "b" * 32, "code": code.replace("-", " ").lower()}
    assert bo.post("/calls/code/", joined).url == f"/cases/{case.reference}/"
    assert bo.post("/calls/code/", joined).url == f"/cases/{case.reference}/"
    assert case.contacts.count() == 2
    assert not AuditLine.objects.filter(facts__contains=code).exists()


def test_every_code_that_leads_nowhere_gets_one_page() -> None:
    bo, aud = visitor("bo"), visitor("aud")
    code = code_in(bo.post(NEW, filled(referrer="police", **ANONYMOUS)))
    answers = [
        aud.post("/calls/code/", {"token": "c" * 32, "code": typed})
        for typed in (code, "AAAA-AAAA", "x", *["AAAA-AAAA"] * 6)
    ]
    csrf = r'name="csrfmiddlewaretoken" value="[^"]*"'
    pages = {re.sub(f'{csrf}|name="code" value="[^"]*"', "", text_of(answer)) for answer in answers}
    assert {answer.status_code for answer in answers} == {422}
    assert len(pages) == 1


def test_the_page_counts_every_code_that_leads_nowhere_and_makes_the_guesser_wait() -> None:
    aud = visitor("aud")
    code = code_in(aud.post(NEW, filled(**ANONYMOUS)))
    for number in range(7):
        aud.post("/calls/code/", {"token": f"{number:032}", "code": "AAAA-AAAA"})
    # Five, and more only where the machine is so slow that the wait was over.
    failed = CodeTries.objects.get(kind="account").failed
    assert failed >= FREE_TRIES["account"]
    assert AuditLine.objects.filter(event="case_code.led_nowhere").count() == failed
    CodeTries.objects.filter(kind="account").update(failed=20, last_at=door_clock())
    assert aud.post("/calls/code/", {"token": "d" * 32, "code": code}).status_code == 422
    assert Case.objects.get().contacts.count() == 1


def test_a_consultation_moves_on_gets_a_new_code_and_is_linked() -> None:
    aud = visitor("aud")
    code = code_in(aud.post(NEW, filled(**ANONYMOUS)))
    first = Case.objects.get().reference
    page = f"/cases/{first}/consultation/"
    assert aud.post(page, {"step": "state", "to": "advised"}).status_code == 302
    assert code_in(aud.post(page, {"step": "code"})) != code
    assert CaseCode.objects.filter(ended_at=None).count() == 1
    wrong = aud.post(page, {"step": "link", "followed": "23456-789AB", "ground": "caller_told"})
    assert "Det finnes ingen slik sak" in text_of(wrong)
    followed = a_case("MR")
    given = {"step": "link", "followed": followed.lower(), "ground": "caller_told"}
    for confirmed in ("", first):
        # What cannot be undone is looked at first, and only the case that was looked at is linked.
        looked = text_of(aud.post(page, {**given, "confirmed": confirmed}))
        assert "Er det denne saken?" in looked
        assert "16–17 år" in looked
        assert not ConsultationLink.objects.exists()
    assert aud.post(page, {**given, "confirmed": followed}).status_code == 302
    assert followed in text_of(aud.get(page))
    assert "Telles sammen med en annen sak" in text_of(aud.get(f"/cases/{followed}/"))


def test_who_sends_a_case_on_is_reminded_that_the_other_side_does_not_see_how_to_make_contact() -> None:
    aud = visitor("aud")
    aud.post(NEW, filled(**CONTACT))
    reference = Case.objects.get().reference
    page = text_of(aud.get(f"/cases/{reference}/moves/new/"))
    for words in ("Den andre siden ser ikke hvordan", "Bare skriftlig melding", "Bare på dagtid"):
        assert words in page
    SafeContact.objects.all().delete()
    assert "Den andre siden ser ikke" not in text_of(aud.get(f"/cases/{reference}/moves/new/"))


def test_a_digit_of_a_code_is_not_said_twice() -> None:
    page = text_of(visitor("aud").post(NEW, filled(**ANONYMOUS)))
    signs = re.findall(r"<li><strong>(.)</strong>( <span>)?", page)
    assert len(signs) == 8
    assert all(bool(word) == sign.isalpha() for sign, word in signs)
