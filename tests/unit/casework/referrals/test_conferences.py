"""Case conferences: who takes part sees the conference and not the case; what is said is sealed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fristed.casework.cases import free_text
from fristed.casework.cases.actions import (
    block_staff,
    declare_tie,
    grade_address,
    name_staff,
    register_case,
)
from fristed.casework.cases.queries import CaseNotFound, case_detail
from fristed.casework.referrals.actions import protect_address
from fristed.casework.referrals.codes import Meeting
from fristed.casework.referrals.conferences.actions import (
    call_conference,
    end_conference,
    finish_agreed_task,
    link_to_conference,
    read_conference,
    record_point,
)
from fristed.casework.referrals.conferences.queries import conference_detail, conferences_of
from fristed.casework.referrals.fact_queries import link_facts
from fristed.casework.referrals.facts import LinkFact
from fristed.casework.referrals.models import BlindLink, Conference, Point
from fristed.casework.referrals.refusals import MoveRefused
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.access.codes import Grading
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted
from tests.spec.cast import plain_case
from tests.unit.casework.referrals.test_moves import AT, DAY, Cast, cast, refused

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
WORDS = "Agree on what to say if the phone is answered by somebody else."


def called(cast: Cast, **changes: Any) -> str:
    """Let Aud call Bo and the police."""
    asked: dict[str, Any] = {
        "reference": cast.case,
        "on_date": date(2024, 3, 20),
        "purpose": WORDS,
        "accounts": [cast.bo.account_id],
        "agencies": ["police"],
        "ground": "anonymous_consultation",
    }
    return call_conference(**{**asked, **changes}, by=cast.aud, at=AT)


def is_there(by: Actor, conference: str) -> bool:
    """Whether a conference is there for somebody: its page and its words alike."""
    found = []
    for reading in (
        lambda: conference_detail(by, conference),
        lambda: read_conference(reference=conference, by=by, at=AT),
    ):
        try:
            reading()
            found.append(True)
        except CaseNotFound:
            found.append(False)
    assert len(set(found)) == 1
    return found[0]


def test_who_takes_part_sees_the_conference_and_not_the_case(cast: Cast) -> None:
    conference = called(cast)
    assert read_conference(reference=conference, by=cast.bo, at=AT).purpose == WORDS
    detail = conference_detail(cast.bo, conference)
    assert (detail.line.own_case, detail.agencies) == ("", ("police",))
    assert cast.case not in repr(detail)
    with pytest.raises(CaseNotFound):
        case_detail(cast.bo, cast.case)
    assert [line.reference for line in conferences_of(cast.bo)] == [conference]
    assert [line.own_case for line in conferences_of(cast.berit, case=cast.case)] == [cast.case]


def test_to_others_it_is_not_there(cast: Cast) -> None:
    conference = called(cast)
    assert not is_there(cast.cem, conference)
    assert is_there(cast.berit, conference)
    with pytest.raises(NotPermitted):
        conference_detail(cast.eli, conference)


def test_who_is_shut_out_of_the_case_is_shut_out_of_its_conference(cast: Cast) -> None:
    conference = called(cast)
    block_staff(reference=cast.case, account=cast.bo.account_id, by=cast.aud, at=AT)
    declare_tie(reference=cast.case, kind="kin", by=cast.berit, at=AT)
    assert not is_there(cast.bo, conference)
    assert not is_there(cast.berit, conference)
    problem = [("accounts", "may_not_take_part")]
    assert refused_calling(cast, accounts=[cast.bo.account_id]) == problem
    assert refused_calling(cast, accounts=[cast.berit.account_id]) == problem


def refused_calling(cast: Cast, **changes: Any) -> list[tuple[str, str]]:
    return refused(lambda at, **given: called(cast, **given), **changes)


def test_of_a_graded_case_nobody_elsewhere_hears(cast: Cast) -> None:
    grade_address(reference=cast.case, grading=Grading.CONFIDENTIAL, by=cast.aud, at=AT)
    assert refused_calling(cast) == [("accounts", "may_not_take_part")]
    assert called(cast, accounts=[])


def test_who_takes_part_hears_no_more_when_the_address_is_protected(cast: Cast) -> None:
    conference = called(cast, accounts=[cast.bo.account_id, cast.berit.account_id])
    name_staff(reference=cast.case, account=cast.berit.account_id, by=cast.aud, at=AT)
    assert is_there(cast.bo, conference)
    protect_address(reference=cast.case, grading=Grading.CONFIDENTIAL, by=cast.aud, at=AT)
    assert [is_there(by, conference) for by in (cast.bo, cast.berit, cast.aud)] == [False, True, True]
    assert conference_detail(cast.aud, conference).agencies == ("police",)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"on_date": None}, ("on_date", "date_missing")),
        ({"ground": ""}, ("ground", "unknown_ground")),
        ({"accounts": [], "agencies": []}, ("accounts", "nobody_else")),
        ({"agencies": ["the_king"]}, ("agencies", "unknown_agency")),
        ({"accounts": [207]}, ("accounts", "may_not_take_part")),
        ({"accounts": [999]}, ("accounts", "may_not_take_part")),
        ({"purpose": "Call her on 912 34 567"}, ("purpose", "phone")),
    ],
)
def test_what_cannot_be_called_is_refused(cast: Cast, changes: dict[str, Any], expected: Any) -> None:
    assert refused_calling(cast, **changes) == [expected]
    assert Conference.objects.count() == 0


def test_decisions_and_tasks_are_sealed_and_a_task_is_done_once(cast: Cast) -> None:
    conference = called(cast)
    record_point(reference=conference, kind="decision", words="We wait a week.", by=cast.bo, at=AT)
    task = {"kind": "task", "words": "Ask for a new passport.", "due_date": DAY}
    number = record_point(reference=conference, **task, account=cast.bo.account_id, by=cast.aud, at=AT)
    words = read_conference(reference=conference, by=cast.bo, at=AT)
    assert dict(words.points) == {1: "We wait a week.", 2: "Ask for a new passport."}
    stored = str(list(Point.objects.values_list())) + str(list(AuditLine.objects.values_list()))
    assert "passport" not in stored
    finish_agreed_task(reference=conference, number=number, by=cast.bo, at=AT)
    assert [point.is_done for point in conference_detail(cast.aud, conference).points] == [False, True]
    for other in (number, 1, 9):
        assert refused(finish_agreed_task, reference=conference, number=other, by=cast.aud) == [
            ("", "not_now")
        ]


def test_what_points_at_somebody_is_refused_where_one_who_takes_part_works_in_an_anonymous_register(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    point: dict[str, Any] = {"kind": "decision", "words": "Ring 912 34 567", "by": cast.aud}
    monkeypatch.setattr(free_text, "_is_anonymous", lambda service, _day: service == "KT")
    assert refused(record_point, reference=called(cast), **point) == [("words", "phone")]
    assert record_point(reference=called(cast, accounts=[]), at=AT, **point) == 1
    with pytest.raises(MoveRefused):
        called(cast, purpose=str(point["words"]))


def test_a_task_is_of_one_who_takes_part(cast: Cast) -> None:
    conference = called(cast)
    given = {"reference": conference, "kind": "task", "words": "Call.", "by": cast.aud}
    problem = [("whose", "not_in_conference")]
    for whose in (
        {},
        {"account": cast.cem.account_id},
        {"agency": "nav"},
        {"account": 206, "agency": "police"},
    ):
        assert refused(record_point, **given, **whose) == problem
    record_point(**given, agency="police", at=AT)
    given["words"] = " "
    assert refused(record_point, **given, agency="police") == [("words", "nothing_written")]


def test_two_services_that_link_their_cases_are_counted_as_one_person(cast: Cast) -> None:
    conference = called(cast)
    assert list(link_facts()) == []
    own = register_case(draft=plain_case("KT", DAY), by=cast.bo, at=AT).reference
    problem = [("own", "other_case")]
    assert refused(link_to_conference, reference=conference, own=cast.case, by=cast.bo) == problem
    link_to_conference(reference=conference, own=own, by=cast.bo, at=AT)
    assert list(link_facts()) == [LinkFact(("KT", "MR"), 2024)]
    assert {link.through for link in BlindLink.objects.all()} == {"conference"}


def test_whose_case_it_is_says_that_it_was_held_or_cancels_it(cast: Cast) -> None:
    conference = called(cast)
    with pytest.raises(CaseNotFound):
        end_conference(reference=conference, state=Meeting.HELD, by=cast.bo, at=AT)
    end_conference(reference=conference, state=Meeting.CANCELLED, by=cast.aud, at=AT)
    assert not is_there(cast.bo, conference)
    given = {"reference": conference, "by": cast.aud}
    assert refused(end_conference, state=Meeting.HELD, **given) == [("", "not_now")]
    point = {"kind": "decision", "words": "x"}
    assert refused(record_point, **point, **given) == [("", "not_now")]
