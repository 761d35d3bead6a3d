"""Moves and conferences under row-level security: the database itself shows each side its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from fristed.casework.cases.actions import block_staff, register_case
from fristed.casework.cases.models import Case
from fristed.casework.referrals.actions import accept_move, decline_move, protect_address, withdraw_move
from fristed.casework.referrals.conferences.actions import call_conference, record_point
from fristed.casework.referrals.conferences.queries import conference_detail
from fristed.casework.referrals.models import BlindLink, Conference, Move, Point, SentField
from fristed.casework.referrals.queries import inbox_of
from fristed.casework.teams.actions import add_to_team
from fristed.casework.teams.models import Membership
from fristed.foundation.identity.access.net import acts, the_net
from fristed.foundation.identity.access.row_security import roles_sql
from fristed.foundation.identity.facts import Actor
from tests.spec.cast import plain_case
from tests.unit.casework.referrals.test_conferences import called
from tests.unit.casework.referrals.test_moves import AT, DAY, Cast, accepted, cast, sent

__all__ = ["cast"]
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


@pytest.fixture
def as_the_web(cast: Cast) -> Iterator[Cast]:
    """Let the cast act as the role of the web process, with the net spread."""
    with connection.cursor() as cursor:
        cursor.execute(roles_sql(database=connection.settings_dict["NAME"], web="fristed_web_in_tests"))
    with the_net():
        connection.cursor().execute("SET LOCAL ROLE fristed_web_in_tests")
        yield cast


def there(by: Actor, model: Any) -> int:
    """Count the rows of a table that the database shows to somebody."""
    acts(by)
    count: int = model.objects.count()
    return count


def test_a_referral_goes_all_the_way_and_each_side_has_its_own_end(as_the_web: Cast) -> None:
    cast = as_the_web
    acts(cast.aud)
    move = sent(cast)
    assert [there(by, Move) for by in (cast.aud, cast.cem, cast.bo)] == [1, 1, 0]
    assert [there(by, SentField) for by in (cast.aud, cast.cem, cast.bo)] == [2, 2, 0]
    assert [there(by, BlindLink) for by in (cast.aud, cast.cem, cast.bo)] == [1, 0, 0]
    acts(cast.cem)
    theirs = accepted(cast, move)
    assert [there(by, BlindLink) for by in (cast.aud, cast.cem, cast.bo)] == [1, 1, 0]
    for by, own in ((cast.aud, cast.case), (cast.cem, theirs)):
        acts(by)
        assert [one.reference for one in Case.objects.all()] == [own]
        assert [link.case.reference for link in BlindLink.objects.all()] == [own]


def test_what_is_declined_or_withdrawn_can_be_so_under_the_net(as_the_web: Cast) -> None:
    cast = as_the_web
    acts(cast.aud)
    move = sent(cast)
    acts(cast.cem)
    decline_move(reference=move, reason="no_capacity", by=cast.cem, at=AT)
    acts(cast.aud)
    other = sent(cast)
    withdraw_move(reference=other, by=cast.aud, at=AT)
    assert there(cast.bo, Move) == 0
    assert there(cast.cem, Move) == 1


def test_who_is_shut_out_of_the_case_is_shut_out_by_the_database_too(as_the_web: Cast) -> None:
    cast = as_the_web
    acts(cast.aud)
    sent(cast)
    block_staff(reference=cast.case, account=cast.cem.account_id, by=cast.aud, at=AT)
    assert [there(by, Move) for by in (cast.cem, cast.ceren)] == [0, 1]
    assert [there(by, SentField) for by in (cast.cem, cast.ceren)] == [0, 2]


def test_a_conference_is_there_for_who_takes_part_and_the_case_is_not(as_the_web: Cast) -> None:
    cast = as_the_web
    acts(cast.aud)
    people = {"accounts": [cast.bo.account_id], "agencies": []}
    ground = "anonymous_consultation"
    asked = {"on_date": DAY, "purpose": "", "ground": ground, **people}
    conference = call_conference(reference=cast.case, **asked, by=cast.aud, at=AT)  # type: ignore[arg-type]
    acts(cast.bo)
    record_point(reference=conference, kind="decision", words="We wait.", by=cast.bo, at=AT)
    for model in (Conference, Point):
        assert [there(by, model) for by in (cast.aud, cast.bo, cast.cem)] == [1, 1, 0]
    assert there(cast.bo, Case) == 0


def test_a_team_is_there_with_its_case(as_the_web: Cast) -> None:
    cast = as_the_web
    acts(cast.aud)
    add_to_team(reference=cast.case, account=cast.berit.account_id, by=cast.aud, at=AT)
    assert [there(by, Membership) for by in (cast.aud, cast.berit, cast.cem)] == [1, 1, 0]


def test_what_asks_for_a_linked_case_is_there_for_who_reaches_that_case(
    as_the_web: Cast,
) -> None:
    cast = as_the_web
    acts(cast.aud)
    move = sent(cast)
    acts(cast.cem)
    theirs = accepted(cast, move)
    block_staff(reference=theirs, account=cast.ceren.account_id, by=cast.cem, at=AT)
    acts(cast.aud)
    asked = sent(cast, kind="ask_transfer")
    for by, is_there in ((cast.cem, True), (cast.ceren, False)):
        acts(by)
        assert (asked in {line.reference for line in inbox_of(by)}) == is_there


def test_a_raised_grading_goes_with_what_was_sent_under_the_net_too(as_the_web: Cast) -> None:
    cast = as_the_web
    acts(cast.aud)
    sent(cast)
    conference = called(cast)
    assert [there(by, Move) for by in (cast.cem, cast.aud)] == [1, 1]
    assert there(cast.bo, Conference) == 1
    acts(cast.aud)
    protect_address(reference=cast.case, grading="confidential", by=cast.aud, at=AT)
    assert [there(by, Move) for by in (cast.cem, cast.aud)] == [0, 1]
    assert [there(by, Conference) for by in (cast.bo, cast.aud)] == [0, 1]
    acts(cast.aud)
    assert conference_detail(cast.aud, conference).accounts == (cast.aud.account_id,)


def test_blocks_go_both_ways_when_a_case_there_is_is_linked_under_the_net(as_the_web: Cast) -> None:
    cast = as_the_web
    acts(cast.cem)
    had = register_case(draft=plain_case("SU", DAY, abroad_case=True), by=cast.cem, at=AT).reference
    block_staff(reference=had, account=cast.ceren.account_id, by=cast.cem, at=AT)
    acts(cast.aud)
    move = sent(cast)
    acts(cast.cem)
    accept_move(reference=move, existing=had, by=cast.cem, at=AT)
    acts(cast.aud)
    sent(cast)
    assert there(cast.ceren, Move) == 0
