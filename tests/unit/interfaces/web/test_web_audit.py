"""The log on screen: the trail, what stands out and what is said of it, seals, and a person's own log."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from fristed.casework.cases.actions import add_contact, register_case
from fristed.foundation.audit.actions import record_read, write_line
from fristed.foundation.audit.models import AuditLine, ReviewVerdict
from fristed.foundation.audit.queries import lines_about
from fristed.foundation.audit.review.actions import VerdictRefused, give_verdict
from fristed.foundation.audit.review.queries import FindingNotFound, finding_for_review, review_list
from fristed.foundation.audit.sealing.actions import make_checkpoint, record_anchored, verify_whole_trail
from fristed.foundation.audit.sealing.verifying import Held
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM, actor_of
from tests.spec.cast import BO, at_ten, plain_case
from tests.unit.interfaces.web.visitors import AT, account_of, text_of, visitor

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
REASON = "She stood in for a colleague."


def who(username: str) -> Actor:
    """Give one of the cast as an actor."""
    return actor_of(account_of(username))


def address_read(username: str, *, days_ago: int = 1) -> str:
    """Let somebody read a protected address; give the name of what then stands out to the owner."""
    at = AT - timedelta(days=days_ago)
    record_read(event="address.read", by=who(username), at=at, subject="22222-22222")
    found = [one.finding for one in review_list(by=who("finn"), at=AT)]
    return next((finding.key for finding in found if finding.about == username), "")


def case_of_the_expert_team() -> str:
    """Register a case and add a contact."""
    reference = register_case(draft=plain_case("KT", DAY), by=BO, at=at_ten(DAY)).reference
    add_contact(reference=reference, on_date=DAY, by=BO, at=at_ten(DAY))
    return reference


def test_the_log_is_told_in_words_newest_first_and_goes_on_page_by_page() -> None:
    client = visitor("finn")
    for number in range(60):
        record_read(event="case.read", by=who("bo"), at=AT, subject=f"case-{number}")
    page = text_of(client.get("/audit/"))
    assert page.count("Leste en sak") == 50 + 1
    assert "case-59" in page
    assert "case-5<" not in page
    older = re.search(r'href="(\?before=\d+)"', page)
    assert older
    assert "case-5<" in text_of(client.get(f"/audit/{older[1]}"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("username=bo", {"bo-1", "bo-2"}),
        ("event=case.closed", {"bo-2"}),
        ("subject=aud-1", {"aud-1"}),
        ("since=21.11.2026", {"bo-2", "aud-1"}),
        ("until=20.11.2026", {"bo-1"}),
        ("since=nonsense&before=nonsense", {"bo-1", "bo-2", "aud-1"}),
        ("username=nobody-here", set()),
    ],
)
def test_the_log_is_narrowed(query: str, shown: set[str]) -> None:
    for username, event, subject, days in (
        ("bo", "case.read", "bo-1", 2),
        ("bo", "case.closed", "bo-2", 1),
        ("aud", "case.read", "aud-1", 1),
    ):
        record_read(event=event, by=who(username), at=AT - timedelta(days=days), subject=subject)
    page = text_of(visitor("finn").get(f"/audit/?{query}"))
    assert {subject for subject in ("bo-1", "bo-2", "aud-1") if f">{subject}<" in page} == shown


def test_a_leader_sees_the_own_services_people_only() -> None:
    for username in ("bo", "aud"):
        record_read(event="case.read", by=who(username), at=AT, subject=f"of-{username}")
    page = text_of(visitor("gro").get("/audit/"))
    assert ("of-bo" in page, "of-aud" in page) == (True, False)


def test_what_stands_out_is_for_the_own_leader_and_the_owner_and_never_for_oneself() -> None:
    for username in ("bo", "aud", "gro", "finn"):
        address_read(username)
    assert {one.finding.about for one in review_list(by=who("gro"), at=AT)} == {"bo"}
    assert {one.finding.about for one in review_list(by=who("finn"), at=AT)} == {"bo", "aud", "gro"}


def test_a_verdict_is_stored_told_and_closes_what_it_is_about() -> None:
    key = address_read("bo")
    client = visitor("finn")
    assert "1 å se på" in text_of(client.get("/audit/review/"))
    answer = client.post(f"/audit/review/{key}/", {"verdict": "fine", "reason": REASON})
    assert (answer.status_code, answer.url) == (302, "/audit/review/")
    row, line = ReviewVerdict.objects.get(), AuditLine.objects.get(event="review.verdict_given")
    assert (row.verdict, row.reason, row.by_username, row.about_username) == ("fine", REASON, "finn", "bo")
    assert (line.subject, REASON in line.facts) == (key, False)
    page = text_of(client.get("/audit/review/"))
    assert "0 å se på" in page
    assert "Det er en god grunn" in page
    assert REASON in text_of(client.get(f"/audit/review/{key}/"))


def test_what_was_asked_stays_open_and_what_has_more_since_opens_again() -> None:
    key = address_read("bo")
    for verdict, is_open in (("asked", True), ("reported", False)):
        give_verdict(key=key, verdict=verdict, reason=REASON, by=who("finn"), at=AT)
        assert finding_for_review(key, by=who("finn"), at=AT).is_open is is_open
    assert address_read("bo") == key
    assert finding_for_review(key, by=who("finn"), at=AT).has_more_since
    assert "Mer siden sist" in text_of(visitor("finn").get("/audit/review/"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reason": REASON}, "Velg hva det førte til"),
        ({"verdict": "fine", "reason": "ok"}, "minst ti tegn"),
        ({"verdict": "fine", "reason": "x" * 401}, "høyst 400 tegn"),
        ({"verdict": "guilty", "reason": REASON}, "Velg en av verdiene i listen"),
    ],
)
def test_a_verdict_needs_a_kind_and_a_reason(given: dict[str, str], words: str) -> None:
    key = address_read("bo")
    answer = visitor("finn").post(f"/audit/review/{key}/", given)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not ReviewVerdict.objects.exists()


def test_nobody_gives_a_verdict_about_oneself_or_another_service() -> None:
    of_gro, of_aud = address_read("gro"), address_read("aud")
    for key in (of_gro, of_aud, "nothing"):
        with pytest.raises(FindingNotFound):
            give_verdict(key=key, verdict="fine", reason=REASON, by=who("gro"), at=AT)
    client = visitor("gro")
    answers = [client.get(f"/audit/review/{key}/") for key in (of_gro, of_aud, "nothing")]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[2].content)}


def test_the_database_refuses_a_verdict_about_oneself() -> None:
    given = {"finding": "x", "rule": "address", "up_to_position": 1, "reason": REASON, "at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewVerdict.objects.create(**given, verdict="fine", about_username="gro", by_username="gro")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewVerdict.objects.create(**given, verdict="guilty", about_username="gro", by_username="finn")


def test_nothing_is_stored_when_the_verdict_cannot_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    key = address_read("bo")

    def broken(**_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("fristed.foundation.audit.review.actions.write_line", broken)
    with pytest.raises(OSError, match="disk"):
        give_verdict(key=key, verdict="fine", reason=REASON, by=who("finn"), at=AT)
    assert not ReviewVerdict.objects.exists()


def test_a_refused_verdict_names_its_field() -> None:
    with pytest.raises(VerdictRefused, match="reason: too_short"):
        give_verdict(key=address_read("bo"), verdict="fine", reason=" ", by=who("finn"), at=AT)


def test_a_case_of_another_service_that_a_grant_opened_stands_out() -> None:
    reference = case_of_the_expert_team()
    record_read(event="case.read", by=who("aud"), at=AT, subject=reference)
    assert [one.finding.rule for one in review_list(by=who("finn"), at=AT)] == ["outside_unit"]


def test_the_page_about_seals_says_what_needs_attention_and_what_is_in_order(settings: object) -> None:
    settings.TRAIL_KEY_FILE = settings.DATA / "trail-key.pem"  # type: ignore[attr-defined]
    record_read(event="case.read", by=who("bo"), at=AT)
    client = visitor("finn")
    assert text_of(client.get("/audit/health/")).count("Må følges opp") == 3
    made = make_checkpoint(by=SYSTEM, at=AT)
    assert made is not None
    for holder in ("Arkivverket", "Tilsynet"):
        record_anchored(holder=holder, size=made.size, by=SYSTEM, at=AT)
    verify_whole_trail(Held(), by=SYSTEM, at=AT)
    page = text_of(client.get("/audit/health/"))
    assert page.count("I orden") == 3
    assert "2 oppbevarere utenfor" in page
    assert "Arkivverket har sjekkpunktet" in page


def test_seals_grow_old(settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.TRAIL_KEY_FILE = settings.DATA / "trail-key.pem"  # type: ignore[attr-defined]
    long_ago = AT - timedelta(days=9)
    record_read(event="case.read", by=who("bo"), at=long_ago)
    made = make_checkpoint(by=SYSTEM, at=long_ago)
    assert made is not None
    record_anchored(holder="Arkivverket", size=made.size, by=SYSTEM, at=long_ago)
    verify_whole_trail(Held(), by=SYSTEM, at=long_ago)
    assert text_of(visitor("finn").get("/audit/health/")).count("Må følges opp") == 3


def opened_by(*usernames: str, reference: str) -> None:
    """Let people open a case."""
    for username in usernames:
        assert visitor(username).get(f"/cases/{reference}/").status_code == 200


def test_a_persons_own_log_tells_day_service_role_and_why_and_no_member_of_staff() -> None:
    reference = case_of_the_expert_team()
    opened_by("bo", "bo", "gro", reference=reference)
    client = visitor("gro")
    for path in ("access-log/", "access-log.html"):
        page = text_of(client.get(f"/cases/{reference}/{path}")).replace("\u00a0", " ")
        main = page[page.index("<main") :]
        assert "Saksbehandler" in main
        assert "Leder" in main
        assert "22. november 2026" in main
        assert "Arbeid i saken" in main
        assert "For å gi deg denne loggen" in main
        assert not [
            name for name in ("Bo Strandli", "Gro Leirvåg", ">bo<", ">gro<", "12:00", "13:00") if name in main
        ]


def test_the_file_does_not_tell_in_its_name_which_case_it_is_about() -> None:
    reference = case_of_the_expert_team()
    answer = visitor("gro").get(f"/cases/{reference}/access-log.html")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="access-log.html"'
    assert "<style" not in text_of(answer)


def test_giving_the_log_is_itself_in_the_log_and_only_a_leader_gives_it() -> None:
    reference = case_of_the_expert_team()
    assert visitor("bo").get(f"/cases/{reference}/access-log/").status_code == 404
    assert "Hvem som har sett på denne saken" not in text_of(visitor("bo").get(f"/cases/{reference}/"))
    assert "Hvem som har sett på denne saken" in text_of(visitor("gro").get(f"/cases/{reference}/"))
    visitor("gro").get(f"/cases/{reference}/access-log/")
    assert (
        AuditLine.objects.filter(event="access_log.read", subject=reference, actor_username="gro").count()
        == 1
    )


def test_the_history_of_a_case_is_of_what_was_done_and_not_of_who_looked() -> None:
    reference = case_of_the_expert_team()
    opened_by("bo", "gro", reference=reference)
    assert [line.event for line in lines_about(reference)] == ["case.registered", "case.contact_added"]
    assert "Leste en sak" not in text_of(visitor("gro").get(f"/cases/{reference}/"))


def test_the_menu_leads_there_those_who_may(client: Client) -> None:
    for username, expected in (("finn", True), ("gro", True), ("bo", False), ("dina", False)):
        assert ('href="/audit/"' in text_of(visitor(username).get("/"))) is expected


def test_an_event_without_words_is_shown_by_its_code() -> None:
    with transaction.atomic():
        write_line(event="something.new", by=who("bo"), at=AT)
    assert "something.new" in text_of(visitor("finn").get("/audit/"))
