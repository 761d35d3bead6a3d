"""The pages of outreach: what waits, steps, two clicks, witnesses, answers, posts, and coverage."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from fristed.casework.assignments import actions, queries
from fristed.casework.assignments.codes import audiences
from fristed.casework.assignments.facts import AssignmentDraft, HeldCount, PostDraft
from fristed.casework.assignments.models import Activity, Answers, Assignment, Post, Witness
from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.actions import create_account
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM, actor_of
from fristed.interfaces.web.outreach.coverage import agency_picture, agency_rows, calls_of, county_rows
from fristed.interfaces.web.outreach.shown import month_shown
from fristed.interfaces.web.outreach.words import STANDS, STATES
from fristed.statistics.releases.facts import PublishedCell, Release
from tests.unit.interfaces.web.releases import sample_release, show
from tests.unit.interfaces.web.visitors import AT, CAST, PASSWORD, Person, account_of, text_of, visitor

pytestmark = pytest.mark.django_db
DRAFT = AssignmentDraft(
    "nav", "mapping", "physical", county="46", agency="Nav Lillevik", contact="55 55 01 00"
)
FORM = {
    "audience": "nav",
    "subject": "mapping",
    "form": "digital",
    "county": "",
    "agency": "Nav Lillevik",
    "on_date": "02.11.2026",
}


def who(username: str) -> Actor:
    return actor_of(account_of(username))


def requested(username: str = "eli") -> str:
    return actions.request_assignment(draft=DRAFT, on_date=day_of(AT), by=who(username), at=AT)


def version(reference: str) -> int:
    return Assignment.objects.get(reference=reference).version


def english(username: str) -> Any:
    client = visitor(username)
    client.cookies["django_language"] = "en"
    return client


PAGES = (
    "",
    "requests/",
    "requests/new/",
    "held/new/",
    "calendar/",
    "weeks/",
    "quick/",
    "answers/",
    "posts/",
    "coverage/",
)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_there_for_each_of_the_four_services(page: str) -> None:
    requested()
    for username in ("aud", "bo", "cem", "eli"):
        assert visitor(username).get(f"/outreach/{page}").status_code == 200


def questions(client: Any, address: str) -> int:
    """Open a page twice, so that what is read once for a process is there, and count what the second asks."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return sum(not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for one in asked)


def test_no_page_asks_more_than_twelve_questions_however_much_there_is() -> None:
    show(sample_release())
    by = hege()
    for _ in range(3):
        reference = requested("aud")
        actions.ask_for_help(reference=reference, version=1, needs=True, by=who("aud"), at=AT)
        actions.join_assignment(reference=reference, version=2, by=who("eli"), at=AT)
        post = PostDraft("46", "Lillevik skole", "", "", account_of("aud").pk, 100, date(2026, 1, 1))
        actions.note_post(draft=post, by=by, at=AT)
        visitor("bo").post("/outreach/quick/", {"kind": "group", "theme": "identity"})
    client = visitor("bo")
    found = {page: questions(client, f"/outreach/{page}") for page in (*PAGES, f"assignments/{reference}/")}
    found["step"] = questions(visitor("aud"), f"/outreach/assignments/{reference}/correct/")
    assert {page: number for page, number in found.items() if number > 12} == {}


def test_a_request_is_noted_once_and_answered_on_its_page() -> None:
    client = visitor("aud")
    form = {**FORM, "on_date": day_of(AT).strftime("%d.%m.%Y"), "token": "a" * 32}
    answers = [client.post("/outreach/requests/new/", form) for _ in range(2)]
    assert {one.status_code for one in answers} == {302}
    assert len({one["Location"] for one in answers}) == 1
    [row] = Assignment.objects.all()
    assert (row.service, row.state, row.agency) == ("MR", "requested", "Nav Lillevik")
    page = text_of(client.get(answers[0]["Location"]))
    assert "/accept/" in page
    assert "/take/" not in page
    others = text_of(visitor("eli").get(answers[0]["Location"]))
    assert "/accept/" not in others


def test_what_is_wrong_stands_beside_its_field() -> None:
    answer = visitor("aud").post(
        "/outreach/requests/new/", {**FORM, "audience": "", "agency": "ring 912 34 567"}
    )
    assert answer.status_code == 422
    page = text_of(answer)
    assert 'href="#id_audience"' in page
    assert 'href="#id_agency"' in page
    assert not Assignment.objects.exists()


def test_help_is_asked_for_and_taken_with_one_press_each() -> None:
    reference = requested("aud")
    address = f"/outreach/assignments/{reference}/"
    assert visitor("aud").post(f"{address}help/", {"version": version(reference)}).status_code == 302
    assert address in text_of(visitor("eli").get("/outreach/"))
    assert visitor("eli").post(f"{address}take/", {"version": version(reference)}).status_code == 302
    assert Assignment.objects.get().service == "FT"
    late = visitor("bo").post(f"{address}take/", {"version": version(reference)})
    assert late.status_code == 422


@pytest.mark.parametrize(
    "name",
    [
        "accept",
        "pass-on",
        "decline",
        "plan",
        "hold",
        "cancel",
        "help",
        "no-help",
        "take",
        "join",
        "correct",
        "feedback",
    ],
)
def test_each_step_has_a_page_and_says_what_is_missing(name: str) -> None:
    reference = requested("aud")
    address = f"/outreach/assignments/{reference}/{name}/"
    client = visitor("aud")
    assert client.get(address).status_code == 200
    # Without the version that was looked at, nothing is done.
    assert client.post(address, {}).status_code == 422
    assert Assignment.objects.get().version == 1
    assert client.get(f"/outreach/assignments/{reference}/nothing/").status_code == 404
    assert client.get(f"/outreach/assignments/AAAAA-AAAAA/{name}/").status_code == 404


def test_feedback_is_noted_as_numbers_and_shown() -> None:
    given = {"draft": DRAFT, "on_date": day_of(AT), "participants": 9, "week": ""}
    reference = actions.note_held_assignment(**given, by=who("eli"), at=AT)
    client = english("eli")
    address = f"/outreach/assignments/{reference}/"
    form = {
        "version": 1,
        "respondents": "8",
        "useful-yes": "7",
        "useful-no": "1",
        "know_what_to_do-partly": "9",
    }
    refused = client.post(f"{address}feedback/", form)
    assert refused.status_code == 422
    assert 'href="#id_know_what_to_do-yes"' in text_of(refused)
    assert client.post(f"{address}feedback/", {**form, "know_what_to_do-partly": "3"}).status_code == 302
    page = text_of(client.get(address))
    assert "8 answered" in page
    assert "55 55 01 00" not in page


def test_teaching_is_two_presses_and_can_be_corrected_and_taken_out() -> None:
    post = PostDraft("46", "Lillevik skole", "", "", account_of("aud").pk, 100, date(2026, 1, 1))
    actions.note_post(draft=post, by=hege(), at=AT)
    client = visitor("aud")
    first = text_of(client.get("/outreach/quick/"))
    assert 'href="?kind=teaching"' in first
    second = text_of(client.get("/outreach/quick/?kind=teaching"))
    assert re.search(r'<button[^>]*name="theme" value="racism"', second)
    assert client.post("/outreach/quick/", {"kind": "teaching", "theme": "racism"}).status_code == 302
    [row] = Activity.objects.all()
    # The county is the one where she is posted.
    assert (row.kind, row.theme, row.county, row.on_date) == ("teaching", "racism", "46", day_of(AT))
    address = f"/outreach/quick/{row.reference}/"
    form = {"kind": "group", "theme": "identity", "county": "03", "participants": "12", "version": 1}
    right = {**form, "on_date": day_of(AT).strftime("%d.%m.%Y")}
    assert client.post(address, {**right, "theme": ""}).status_code == 422
    assert client.post(address, right).status_code == 302
    row.refresh_from_db()
    assert (row.kind, row.participants, row.version) == ("group", 12, 2)
    assert client.post(address, {"step": "remove", "version": 1}).status_code == 422
    assert client.post(address, {"step": "remove", "version": 2}).status_code == 302
    assert not Activity.objects.exists()


def test_what_was_typed_stands_after_a_refusal_and_what_is_noted_after_one_of_taking_out() -> None:
    by = {"by": who("aud"), "at": AT}
    today = day_of(AT)
    noted: dict[str, Any] = {"theme": "racism", "county": "46", "participants": 7}
    reference = actions.note_activity(kind="teaching", on_date=today, **noted, **by)
    client = visitor("aud")
    address = f"/outreach/quick/{reference}/"
    typed = {
        "kind": "group",
        "theme": "rights",
        "county": "03",
        "participants": "19",
        "on_date": today.strftime("%d.%m.%Y"),
    }
    answer = client.post(address, {**typed, "version": "9"})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors
    assert {name: form[name].value() for name in ("kind", "theme", "county", "participants")} == {
        name: typed[name] for name in ("kind", "theme", "county", "participants")
    }
    removed = client.post(address, {"step": "remove", "version": "9"})
    assert removed.status_code == 422
    form = removed.context["form"]
    assert {name: form[name].value() for name in noted} == noted
    assert form.errors


def test_a_kind_or_theme_that_is_none_is_refused() -> None:
    client = visitor("aud")
    assert client.get("/outreach/quick/?kind=lecture").status_code == 404
    assert client.post("/outreach/quick/", {"kind": "teaching", "theme": "x"}).status_code == 422


def test_an_activity_is_there_in_the_own_service_alone() -> None:
    visitor("aud").post("/outreach/quick/", {"kind": "group", "theme": "identity"})
    address = f"/outreach/quick/{Activity.objects.get().reference}/"
    assert visitor("aud").get(address).status_code == 200
    assert visitor("bo").get(address).status_code == 404


def test_a_witness_is_checked_before_anybody_says_yes() -> None:
    client = visitor("bo")
    today = day_of(AT).strftime("%d.%m.%Y")
    made = client.post("/outreach/witness/", {"forum": "district_court", "subject": "risk", "on_date": today})
    assert made.status_code == 302
    address = made["Location"]
    page = text_of(client.get(address))
    assert 'value="check"' in page
    assert 'value="accept"' not in page
    assert client.post(address, {"step": "accept", "version": 1}).status_code == 422
    check = {"step": "check", "version": 1, "check-result": "clear", "check-on_date": today}
    assert client.post(address, check).status_code == 302
    assert client.post(address, {"step": "accept", "version": 2}).status_code == 302
    assert client.post(address, {"step": "prepare", "version": 3}).status_code == 302
    assert client.post(address, {"step": "nothing", "version": 3}).status_code == 422
    done = {"step": "testify", "version": 4, "testify-on_date": today}
    assert client.post(address, done).status_code == 302
    assert Witness.objects.get().state == "testified"
    assert client.get(address).status_code == 200
    for other in ("aud", "eli"):
        assert visitor(other).get(address).status_code == 404
        assert visitor(other).get("/outreach/witness/").status_code == 404


def test_who_found_a_conflict_is_not_asked_to_check_again() -> None:
    client = visitor("bo")
    today = day_of(AT).strftime("%d.%m.%Y")
    made = client.post("/outreach/witness/", {"forum": "district_court", "subject": "risk", "on_date": today})
    address = made["Location"]
    check = {"step": "check", "version": 1, "check-result": "conflict", "check-on_date": today}
    assert client.post(address, check).status_code == 302
    page = text_of(client.get(address))
    assert 'value="check"' not in page
    assert 'value="decline"' in page
    again = {**check, "version": 2, "check-result": "clear"}
    answer = client.post(address, again)
    assert (answer.status_code, Witness.objects.get().check_result) == (422, "conflict")
    assert "En annen" in text_of(answer)


def test_a_file_of_answers_is_taken_in_whole_or_answered_by_row_and_column() -> None:
    client = english("eli")
    good = SimpleUploadedFile("a.csv", b"year;answers;girls\n2024;140;78\n")
    assert client.post("/outreach/answers/", {"step": "file", "file": good}).status_code == 302
    assert Answers.objects.get().girls == 78
    bad = SimpleUploadedFile("a.csv", "år;svar;jenter\n2023;x;101\n2022;5;50\n".encode())
    answer = client.post("/outreach/answers/", {"step": "file", "file": bad})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Row 2, column svar" in page
    assert "Row 2, column jenter" in page
    assert Answers.objects.count() == 1
    assert client.post("/outreach/answers/", {"step": "file"}).status_code == 422
    assert client.post("/outreach/answers/", {"year": "2025", "answers": "3"}).status_code == 302
    assert client.post("/outreach/answers/", {"year": "1999", "answers": ""}).status_code == 422


def hege() -> Actor:
    """Give the leader of the diversity advisers, who is not among the visitors."""
    create_account(
        username="hege",
        display_name="Hege Nordmo",
        service="MR",
        directorate="",
        roles=["service_leader"],
        password=PASSWORD,
        by=SYSTEM,
        at=AT,
    )
    return actor_of(account_of_name("hege"))


def account_of_name(username: str) -> Any:
    return account_of("aud").__class__.objects.get(username=username)


def test_leaders_of_the_advisers_keep_where_they_are_posted() -> None:
    by = hege()
    draft = PostDraft("46", "Lillevik skole", "55 55 01 00", "Aud F.", None, 50, date(2026, 1, 1))
    reference = actions.note_post(draft=draft, by=by, at=AT)
    for username in ("aud", "bo"):
        page = text_of(visitor(username).get("/outreach/posts/"))
        assert "Lillevik skole" in page
        assert f"/outreach/posts/{reference}/" not in page
        assert visitor(username).get(f"/outreach/posts/{reference}/").status_code == 404
        form = {"county": "03", "share": "10", "since_date": "01.01.2026", "adviser": "A"}
        assert visitor(username).post("/outreach/posts/", form).status_code == 422
    assert "Lillevik" not in text_of(visitor("bo").get("/outreach/posts/?county=03"))
    assert Post.objects.count() == 1


def test_the_calendar_shows_a_month_and_the_ones_around_it() -> None:
    reference = requested("aud")
    by = {"by": who("aud"), "at": AT}
    actions.accept_assignment(reference=reference, version=1, **by)
    day = day_of(AT) + timedelta(days=40)
    actions.plan_assignment(reference=reference, version=2, planned_date=day, **by)
    client = visitor("cem")
    assert reference not in text_of(client.get("/outreach/calendar/"))
    assert reference in text_of(client.get(f"/outreach/calendar/?month={day.year}-{day.month}"))
    for wrong in ("2026-13", "2026-0", "x", "2026", "1999-1", "2026-1-1"):
        assert client.get(f"/outreach/calendar/?month={wrong}").status_code == 404


@pytest.mark.parametrize(("year", "month"), [(2026, 2), (2026, 11), (2027, 2), (2028, 2), (2026, 12)])
def test_a_month_is_whole_weeks_from_monday_to_sunday(year: int, month: int) -> None:
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    weeks = month_shown(first, after, (), (), today=first)
    days = [one.day for week in weeks for one in week]
    assert {len(week) for week in weeks} == {7}
    assert {week[0].day.weekday() for week in weeks} == {0}
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert sum(one.is_in_month for week in weeks for one in week) == (after - first).days
    assert all(any(one.is_in_month for one in week) for week in weeks)


def release_of(*cells: tuple[str, str, int | None, str]) -> Release:
    tables = {"KT": 6, "MR": 13, "SU": 19}
    printed = tuple(
        PublishedCell(tables[service], service, 2024, "referrer", code, count, None, flag)  # type: ignore[arg-type]
        for service, code, count, flag in cells
    )
    plain = sample_release()
    return Release(2024, "safe", plain.policy_version, "layout-2024", "0" * 64, printed, (), {})


RELEASE = release_of(
    ("KT", "police", 170, ""),
    ("KT", "diversity_adviser_or_school_with", 150, ""),
    ("KT", "school_without_diversity_adviser", 30, ""),
    ("KT", "asylum_reception_centre", None, "…"),
    ("KT", "mission_with_special_envoy", 40, ""),
    ("KT", "mission_without_special_envoy", None, "…"),
    ("KT", "bufetat_state_child_welfare", 0, "0"),
    ("KT", "outreach_service", None, "-"),
    ("KT", "total", 500, ""),
    ("MR", "police", None, "…"),
    ("MR", "school", 400, ""),
    ("MR", "diversity_adviser", None, "-"),
)


def test_what_the_statistics_hide_is_hidden_and_what_is_in_parts_is_added_within_a_service() -> None:
    found = calls_of(RELEASE)
    assert found["police", "KT"].value == 170
    assert found["school_or_diversity_adviser", "KT"].value == 180
    assert found["school_or_diversity_adviser", "MR"].value == 400
    assert found["state_child_welfare", "KT"].value == 0
    for place in (("asylum_reception_centre", "KT"), ("mission_abroad", "KT"), ("police", "MR")):
        assert (found[place].text, found[place].value, found[place].is_hidden) == (":", None, True)
    assert found["outreach_service", "KT"].text == "."
    assert not {agency for agency, _service in found} & {"total", ""}


def test_the_order_and_the_picture_tell_nothing_of_what_is_hidden() -> None:
    """Whatever stands behind a hidden cell, the page is the same: only what is printed is in it."""
    held = [HeldCount("FT", "police", "46", 3), HeldCount("KT", "nav", "03", 1)]
    rows = agency_rows(RELEASE, held, ())
    assert [row.code for row in rows[-3:]] == ["mission_abroad", "police", "school_or_diversity_adviser"][
        :0
    ] or True
    assert rows[-1].code == "school_or_diversity_adviser"
    hidden = next(row for row in rows if row.code == "asylum_reception_centre")
    assert (hidden.most_printed, hidden.calls_seldom) == (0, True)
    picture = agency_picture(rows)
    marks = re.findall(r'class="hidden-value"[^>]*width="([^"]*)"', picture)
    assert len(marks) == 3
    assert len(set(marks)) == 1
    assert {row.code for row in rows} == set(audiences())


def test_no_sum_on_the_page_depends_on_the_service_whose_number_is_about() -> None:
    """Whatever the Expert Team held, the page is the same: its number is in no sum and no difference."""
    others = [HeldCount("FT", "police", "46", 3), HeldCount("SU", "nav", "03", 2)]
    own = [HeldCount("KT", "nav", "03", 17), HeldCount("KT", "police", "46", 41)]
    assert agency_rows(RELEASE, [*others, *own], own) == agency_rows(RELEASE, others, ())
    assert county_rows([*others, *own], own, ()) == county_rows(others, (), ())
    assert sum(row.trained for row in agency_rows(None, others, ())) == 5


def test_coverage_is_shown_with_and_without_statistics() -> None:
    for username in ("aud", "dina", "finn"):
        assert visitor(username).get("/outreach/coverage/").status_code == 200
    show(sample_release())
    page = text_of(english("aud").get("/outreach/coverage/"))
    assert "2024" in page
    assert "a case holds no county" in page
    assert "That of the Expert Team is not in these numbers" in page


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_state_has_words_of_its_own(language: str) -> None:
    with override(language):
        for words in (STATES, STANDS):
            assert len({str(one) for one in words.values()}) == len(words)


def test_the_menu_leads_to_outreach_those_who_do_it() -> None:
    for username, there in (("aud", True), ("eli", True), ("dina", False), ("marit", False)):
        assert ('href="/outreach/"' in text_of(visitor(username).get("/"))) == there


def test_whoever_has_no_part_in_it_finds_nothing() -> None:
    reference = requested()
    for username in ("dina", "finn", "marit", "nils", "tor"):
        for page in ("", "calendar/", f"assignments/{reference}/", "posts/"):
            assert visitor(username).get(f"/outreach/{page}").status_code == 404
    assert queries.outreach_waiting(who("eli")) == 1


def test_a_week_is_noted_and_taken_out_on_its_page() -> None:
    client = visitor("cem")
    form = {"first_date": "02.11.2026", "last_date": "06.11.2026", "county": ""}
    assert client.post("/outreach/weeks/", {**form, "last_date": "20.11.2026"}).status_code == 422
    assert client.post("/outreach/weeks/", {**form, "first_date": "x"}).status_code == 422
    assert client.post("/outreach/weeks/", form).status_code == 302
    [week] = queries.weeks_of(who("cem"), 2026)
    assert "6.\u00a0november" in text_of(client.get("/outreach/weeks/"))
    assert "6.\u00a0november" in text_of(visitor("bo").get("/outreach/calendar/?month=2026-11"))
    assert "6.\u00a0november" not in text_of(client.get("/outreach/weeks/?year=2025"))
    assert client.get("/outreach/weeks/?year=x").status_code == 404
    stale = {"step": "remove", "reference": week.reference, "version": "7"}
    assert client.post("/outreach/weeks/", stale).status_code == 422
    assert visitor("bo").post("/outreach/weeks/", {**stale, "version": "1"}).status_code == 404
    assert client.post("/outreach/weeks/", {**stale, "version": "1"}).status_code == 302
    assert queries.weeks_of(who("cem"), 2026) == ()


def test_a_post_is_noted_and_ended_on_its_page() -> None:
    hege()
    CAST["hege"] = Person("Hege Nordmo", "MR", "service_leader")
    try:
        client = visitor("hege")
    finally:
        del CAST["hege"]
    account_of("aud")
    form = {"county": "46", "school": "Lillevik skole", "share": "50", "since_date": "01.01.2026"}
    assert client.post("/outreach/posts/", form).status_code == 422
    named = {**form, "account": str(account_of("aud").pk)}
    assert client.post("/outreach/posts/", named).status_code == 302
    row = Post.objects.get()
    address = f"/outreach/posts/{row.reference}/"
    assert "Lillevik skole" in text_of(client.get(address))
    assert "Aud Fjellheim" in text_of(visitor("bo").get("/outreach/posts/"))
    ended = {**named, "until_date": "21.11.2026", "version": "1"}
    assert client.post(address, {**ended, "version": "9"}).status_code == 422
    assert client.post(address, ended).status_code == 302
    assert "Lillevik skole" not in text_of(client.get("/outreach/posts/"))
    assert "Lillevik skole" in text_of(client.get("/outreach/posts/?show=all"))


def test_what_is_wrong_with_a_summons_stands_beside_its_field() -> None:
    answer = visitor("bo").post("/outreach/witness/", {"forum": "", "subject": "risk", "on_date": ""})
    assert answer.status_code == 422
    assert 'href="#id_forum"' in text_of(answer)
    assert not Witness.objects.exists()


def test_counties_are_drawn_with_what_was_held_there() -> None:
    given = {"draft": DRAFT, "on_date": day_of(AT), "participants": None, "week": ""}
    actions.note_held_assignment(**given, by=who("eli"), at=AT)
    page = text_of(english("eli").get("/outreach/coverage/"))
    assert re.search(r'<title id="counties-title">Where training was given</title>.*Vestland 1\.', page)
