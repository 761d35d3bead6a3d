"""The pages of access: who may see a case, emergencies that tell nothing, notices, reviews, grants, roles."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from fristed.casework.cases.actions import declare_tie, grade_address, register_case
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.access.models import Block, BrokenGlass, Grant, Notice, Tie
from fristed.foundation.identity.models import RoleGrant
from fristed.foundation.identity.queries import actor_of
from fristed.interfaces.web import middleware
from tests.spec.cast import at_ten, plain_case
from tests.unit.interfaces.web.visitors import AT, account_of, text_of, visitor

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
REASON = "Hun er på flyplassen nå, og noen må møte henne straks."


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch, front_end: None, settings: Any) -> None:
    monkeypatch.setattr(middleware, "door_clock", lambda: AT)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def case_of(username: str) -> str:
    """Register a case as one of the cast, in their own service."""
    by = actor_of(account_of(username), at=AT)
    return register_case(draft=plain_case(by.service or "", DAY), by=by, at=at_ten(DAY)).reference


def in_english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def in_emergency(client: Client, reference: str, **more: str) -> HttpResponse:
    given = {"reference": reference, "reason": REASON, "hours": "4"} | more
    answer: HttpResponse = client.post("/cases/emergency/", given)
    return answer


def test_the_page_says_who_may_see_the_case_and_why() -> None:
    reference = case_of("bo")
    account_of("gro")
    page = text_of(in_english(visitor("bo")).get(f"/cases/{reference}/access/"))
    assert "Bo Strandli" in page
    assert "Gro Leirvåg" in page
    assert "Works with cases in the service" in page
    assert "Registered the case" in page


def test_a_colleague_is_shut_out_by_a_form_and_the_page_says_so() -> None:
    reference, gro = case_of("bo"), account_of("gro")
    client = visitor("bo")
    answer = client.post(f"/cases/{reference}/access/block/", {"block-account": str(gro.pk)})
    assert answer.status_code == 302
    assert Block.objects.get().account_id == gro.pk
    assert visitor("gro").get(f"/cases/{reference}/").status_code == 404
    wrong = in_english(client).post(f"/cases/{reference}/access/block/", {"block-account": str(gro.pk)})
    assert (wrong.status_code, "It is so already." in text_of(wrong)) == (422, True)


def test_a_grading_is_chosen_and_shown_on_the_case() -> None:
    reference = case_of("bo")
    client = in_english(visitor("bo"))
    client.post(f"/cases/{reference}/access/grade/", {"grade-grading": "strictly"})
    assert "Strictly confidential address (code 6)" in text_of(client.get(f"/cases/{reference}/"))
    client.post(f"/cases/{reference}/access/grade/", {"grade-grading": "none"})
    page = text_of(client.get(f"/cases/{reference}/access/"))
    assert "Somebody else must confirm it." in page
    assert "Confirm that the address is protected less" not in page


def test_a_tie_is_told_and_the_case_is_gone() -> None:
    reference = case_of("bo")
    client = visitor("bo")
    assert client.get(f"/cases/{reference}/tie/").status_code == 200
    answer = client.post(f"/cases/{reference}/tie/", {"kind": "kin"}, follow=True)
    assert answer.status_code == 200
    assert Tie.objects.get().kind == "kin"
    hidden, absent = (client.get(f"/cases/{one}/") for one in (reference, "AAAAA-AAAAA"))
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert reference not in text_of(client.get("/cases/"))


def test_an_emergency_opens_a_case_with_notice_and_review() -> None:
    reference = case_of("bo")
    account_of("gro")
    aud = visitor("aud")
    assert aud.get(f"/cases/{reference}/").status_code == 404
    answer = in_emergency(aud, f" {reference.lower()} ")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/cases/{reference}/")
    assert aud.get(f"/cases/{reference}/").status_code == 200
    assert "/contact/" not in text_of(aud.get(f"/cases/{reference}/"))
    assert aud.get(f"/cases/{reference}/contact/").status_code == 404
    gro = in_english(visitor("gro"))
    assert "1 emergency access waits for your review" in text_of(gro.get("/"))
    assert REASON in text_of(gro.get("/notices/"))
    assert gro.post("/notices/").status_code == 302
    assert Notice.objects.filter(read_at__isnull=True).count() == 1
    assert "Aud Fjellheim" in text_of(gro.get("/access/reviews/"))
    gro.post("/access/reviews/", {"key": BrokenGlass.objects.get().key, "outcome": "justified"})
    assert BrokenGlass.objects.get().outcome == "justified"
    assert "Nothing waits for review." in text_of(gro.get("/access/reviews/"))


def test_what_cannot_be_opened_is_answered_in_the_same_bytes_and_every_try_is_in_the_trail() -> None:
    for username in ("gro", "aud"):
        account_of(username)
    tied, graded = case_of("bo"), case_of("bo")
    aud = actor_of(account_of("aud"), at=AT)
    bo = actor_of(account_of("bo"), at=AT)
    Grant.objects.create(
        key="k",
        service="KT",
        reference=tied,
        account_id=aud.account_id,
        level="read",
        purpose="p",
        starts_at=AT,
        ends_at=AT + timedelta(hours=1),
        given_at=AT,
    )
    declare_tie(reference=tied, kind="kin", by=aud, at=AT)
    grade_address(reference=graded, grading="confidential", by=bo, at=AT)
    client = visitor("aud")
    answers = [in_emergency(client, typed) for typed in (tied, graded, "AAAAA-AAAAA", "Kari", "", "\x00")]
    assert {(one.status_code, one.content, tuple(sorted(one.headers.items()))) for one in answers} == {
        (404, answers[0].content, tuple(sorted(answers[0].headers.items())))
    }
    assert AuditLine.objects.filter(event="access.glass_refused").count() == len(answers)
    assert not BrokenGlass.objects.exists()


def test_an_emergency_for_a_case_that_is_open_already_does_not_say_that_others_were_told() -> None:
    reference, client = case_of("bo"), in_english(visitor("bo"))
    answer = in_emergency(client, reference)
    page = text_of(client.get(answer.headers["Location"]))
    assert "have been told" not in page
    assert "nobody is told" in page
    assert not Notice.objects.exists()


def test_an_emergency_needs_a_reason_before_anything_is_looked_for() -> None:
    reference = case_of("bo")
    client = in_english(visitor("aud"))
    answers = [in_emergency(client, typed, reason="Haster") for typed in (reference, "AAAAA-AAAAA")]
    pages = {re.sub(r'value="[^"]*"', "", text_of(one)) for one in answers}
    assert ([one.status_code for one in answers], len(pages)) == ([422, 422], 1)
    assert "in at least 30 characters" in pages.pop()


def test_hidden_and_absent_cases_leave_the_same_list_work_list_export_and_search() -> None:
    client = visitor("gro")
    # Who works in the service stands in the list of who may be responsible, whatever cases there are.
    account_of("bo")
    addresses = ("/cases/", "/cases/?year=2026", "/cases/work-list/2026/", "/")
    before = [without_tokens(client.get(address)) for address in addresses]
    reference = case_of("bo")
    assert [without_tokens(client.get(address)) for address in addresses] != before
    declare_tie(reference=reference, kind="partner", by=actor_of(account_of("gro"), at=AT), at=AT)
    assert [without_tokens(client.get(address)) for address in addresses] == before
    asked = {"years": "2026", "purpose": "oversikt til ledermøtet", "form": "csv"}
    assert client.post("/cases/export/", asked).status_code == 422


def without_tokens(answer: HttpResponse) -> str:
    return re.sub(r'name="(csrfmiddlewaretoken|token)" value="[^"]*"', "", answer.content.decode())


def test_a_leader_gives_and_ends_access() -> None:
    aud, client = account_of("aud"), in_english(visitor("gro"))
    reference = case_of("bo")
    given = {"account": str(aud.pk), "level": "read", "purpose": "vikar i vinterferien"}
    assert client.post("/access/grants/new/", given).status_code == 422
    given |= {"starts": "22.11.2026", "ends": "22.11.2026"}
    assert client.post("/access/grants/new/", given).status_code == 302
    assert visitor("aud").get(f"/cases/{reference}/").status_code == 200
    assert "Aud Fjellheim" in text_of(client.get("/access/"))
    client.post("/access/end-grant/", {"key": Grant.objects.get().key})
    assert visitor("aud").get(f"/cases/{reference}/").status_code == 404


def test_a_leader_ends_ties_and_blocks_and_names_somebody_to_a_graded_case() -> None:
    client, gro = visitor("gro"), account_of("gro")
    reference, graded, bo = case_of("bo"), case_of("bo"), account_of("bo")
    by = actor_of(bo, at=AT)
    declare_tie(reference=reference, kind="kin", by=by, at=AT)
    grade_address(reference=graded, grading="confidential", by=by, at=AT)
    assert graded in text_of(client.get("/access/"))
    assert client.get(f"/cases/{graded}/").status_code == 404
    client.post("/access/end-tie/", {"id": str(Tie.objects.get().pk)})
    assert Tie.objects.get().ended_by == "gro"
    client.post("/access/name/", {"reference": graded, f"{graded}-account": str(gro.pk)})
    assert client.get(f"/cases/{graded}/").status_code == 404


def test_roles_are_handed_out_with_what_they_mean() -> None:
    bo = account_of("bo")
    client = in_english(visitor("gro"))
    page = text_of(client.get("/accounts/"))
    assert "See the cases of one&#x27;s own service" in page
    assert "Finn Eiersen" not in page
    client.post(f"/accounts/{bo.pk}/give/", {"role": "service_leader"})
    assert RoleGrant.objects.filter(account=bo, role="service_leader").exists()
    client.post(f"/accounts/{bo.pk}/take/", {"role": "service_leader"})
    assert not RoleGrant.objects.filter(account=bo, role="service_leader").exists()
    refused = client.post(f"/accounts/{bo.pk}/give/", {"role": "system_owner"}, follow=True)
    assert "You cannot give or take this role." in text_of(refused)


def test_closing_an_account_ends_what_is_open_at_once() -> None:
    bo = visitor("bo")
    assert bo.get("/").status_code == 200
    visitor("gro").post(f"/accounts/{account_of('bo').pk}/close/")
    assert bo.get("/").status_code == 302


def test_the_page_that_says_no_explains_without_telling() -> None:
    page = text_of(in_english(visitor("aud")).get("/cases/AAAAA-AAAAA/"))
    assert "those who have a tie to the person" in page
