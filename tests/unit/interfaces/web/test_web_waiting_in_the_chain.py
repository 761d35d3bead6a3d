"""The start page and my day lead each to what waits for them in the chain, and nobody to anything else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fristed.casework.cases.actions import register_case
from fristed.casework.housing import actions as housing
from fristed.casework.mentors import actions as mentors
from fristed.casework.parties.actions import note_member
from fristed.casework.parties.facts import MemberDraft
from fristed.casework.repatriation import actions as journey
from fristed.casework.repatriation.facts import ApplicationDraft
from fristed.foundation.identity.queries import actor_of
from fristed.interfaces.web.requests import door_clock
from tests.access.test_routes import chain_of, on_the_way
from tests.spec.cast import plain_case
from tests.unit.interfaces.web.visitors import account_of, visitor

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HEADING = 'id="parts-heading"'
WHO = MemberDraft("person_of_case", "adult_18_plus", "female")


def page(username: str, address: str) -> str:
    """Give a page as somebody gets it."""
    return visitor(username).get(address).content.decode()


def test_the_start_page_tells_each_who_has_a_part_where_something_waits_and_how_much() -> None:
    application, _dwelling, match = chain_of("bo")
    on_the_way()
    assert 'href="/reception/parts/">' in page("pia", "/")
    assert 'href="/housing/">' in page("pia", "/")
    assert 'href="/mentors/">' in page("marit", "/")
    for username in ("pia", "marit"):
        assert HEADING in page(username, "/")
    for username in ("hilde", "tove", "bo", "aud", "eli", "nils"):
        assert HEADING not in page(username, "/")
    on = {"on_date": door_clock().date() - timedelta(days=1), "at": door_clock()}
    housing.answer_security(reference=application, is_recommended=True, by=actor_of(account_of("pia")), **on)
    assert HEADING in page("hilde", "/")
    assert HEADING in page("pia", "/")
    assert application not in page("pia", "/")
    assert match not in page("marit", "/")


def test_my_day_leads_to_ones_own_steps_in_the_chain_and_not_to_those_of_others() -> None:
    at = door_clock()
    cem, bo = (actor_of(account_of(one), at=at) for one in ("cem", "bo"))
    case = register_case(draft=plain_case("SU", at.date()), by=cem, at=at).reference
    member = note_member(reference=case, draft=WHO, by=cem, at=at)
    asked = ApplicationDraft([member], "PK", asks_refund=True, asks_reception=True)
    made = journey.apply_for_journey(reference=case, draft=asked, by=cem, at=at)
    link = f'href="/repatriation/{made}/"'
    assert link in page("cem", "/my-day/")
    assert link not in page("bo", "/my-day/")
    journey.submit_application(reference=made, by=cem, at=at)
    assert link in page("bo", "/my-day/")
    assert case not in page("bo", "/my-day/")
    assert link not in page("cem", "/my-day/")
    assert link not in page("aud", "/my-day/")
    own = register_case(draft=plain_case("KT", at.date()), by=bo, at=at).reference
    key = note_member(reference=own, draft=WHO, by=bo, at=at)
    wish = {"because": "resident", "kind": "peer", "wanted": "any", "way": "both", "on_date": at.date()}
    match = mentors.ask_for_mentor(reference=own, member=key, by=bo, at=at, **wish)  # type: ignore[arg-type]
    assert f'href="/mentors/{match}/"' in page("bo", "/my-day/")


@pytest.mark.parametrize("room", ["housing", "mentors"])
def test_where_nobody_is_noted_in_a_case_the_page_leads_to_where_that_is_done(room: str) -> None:
    bo, at = actor_of(account_of("bo")), door_clock()
    case = register_case(draft=plain_case("KT", at.date()), by=bo, at=at).reference
    assert f'href="/cases/{case}/parties/"' in page("bo", f"/cases/{case}/{room}/")
    note_member(reference=case, draft=WHO, by=bo, at=at)
    assert f'href="/cases/{case}/parties/"' not in page("bo", f"/cases/{case}/{room}/")
