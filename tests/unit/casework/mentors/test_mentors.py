"""A mentor rests on consent, is matched once, is told the least, and the matter ends for a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.mentors import actions
from fristed.casework.mentors.codes import FOLLOWS, WAITS_FOR, State, Wanted, Way
from fristed.casework.mentors.fact_queries import mentor_facts
from fristed.casework.mentors.facts import VolunteerSheet
from fristed.casework.mentors.models import Feedback, Match, MatchStep, Offer
from fristed.casework.mentors.queries import (
    match_detail,
    matches_of,
    matches_waiting,
    organisations_of,
    organisations_to_choose,
)
from fristed.casework.mentors.refusals import MentorRefused
from fristed.casework.mentors.rules import offer_fits
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.rules import NotPermitted
from tests.spec.cast import actor, at_ten
from tests.unit.casework.housing.world import ADULT, AT, BO, HILDE, case_with, on

MARIT = replace(actor("marit", None, "mentor_coordinator", account_id=740), at=AT)
NILS = replace(actor("nils", None, "mentor_coordinator", account_id=741), at=AT)
WISH: dict[str, Any] = {"because": "resident", "kind": "peer", "wanted": "female", "way": "in_person"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> str:
    """An organisation that Marit matches for; Nils matches for another."""
    for one in (MARIT, NILS):
        row = Account.objects.create(pk=one.account_id, username=one.username, display_name=one.display_name)
        row.grants.create(role="mentor_coordinator", granted_at=AT)
    made = [actions.note_organisation(name=name, by=HILDE, at=AT) for name in ("Lillevik", "Storvik")]
    for reference, one in zip(made, (MARIT, NILS), strict=True):
        actions.let_in_coordinator(organisation=reference, account=one.account_id, by=HILDE, at=AT)
    return made[0]


def wished() -> str:
    case, [member] = case_with(ADULT)
    return actions.ask_for_mentor(reference=case, member=member, **WISH, by=BO, **on(0))


def consented(organisation: str) -> str:
    reference = wished()
    actions.record_mentor_consent(reference=reference, organisation=organisation, by=BO, **on(1))
    return reference


def offered(by: Any = MARIT, **changes: str) -> str:
    given = {"kind": "peer", "gender": "female", "way": "both", **changes}
    actions.note_offer(**given, by=by, at=AT)
    return Offer.objects.order_by("-pk").values_list("reference", flat=True)[0]


def refused(verb: Callable[..., Any], **given: Any) -> tuple[tuple[str, str], ...]:
    """Call a verb that is refused; give why. Nothing has changed, and no line was written."""
    kept = (Match, MatchStep, Feedback, Offer)
    before = [list(model.objects.order_by("pk").values()) for model in kept]
    lines = AuditLine.objects.count()
    with pytest.raises(MentorRefused) as refusal, transaction.atomic():
        verb(**given)
    assert before == [list(model.objects.order_by("pk").values()) for model in kept]
    assert lines == AuditLine.objects.count()
    return refusal.value.problems


def test_a_mentor_is_asked_for_consented_to_matched_begun_ended_and_spoken_of(organisation: str) -> None:
    offer = offered()
    reference = consented(organisation)
    assert matches_waiting(MARIT) == 1
    [choice] = match_detail(MARIT, reference, at=AT).offers
    assert choice.reference == offer
    actions.match_mentor(reference=reference, offer=offer, by=MARIT, **on(3))
    actions.begin_mentoring(reference=reference, by=MARIT, **on(5))
    said: dict[str, Any] = {"useful": "much", "felt_safe": True}
    actions.give_mentor_feedback(reference=reference, teller="person", **said, by=BO, **on(60))
    assert refused(
        actions.give_mentor_feedback, reference=reference, teller="person", **said, by=BO, **on(60)
    ) == (("teller", "feedback_given"),)
    actions.end_mentoring(reference=reference, why="goal_reached", by=MARIT, **on(90))
    found = actions.read_match(reference=reference, by=BO, at=at_ten(date(2024, 7, 1)))
    assert [state for state, _day, _days in found.steps] == [
        "requested",
        "consented",
        "matched",
        "active",
        "ended",
    ]
    assert (found.ended_why, found.feedback[0].useful) == ("goal_reached", "much")
    [fact] = mentor_facts(2024)
    assert (fact.requested_in_year, fact.active_in_year, fact.ended_in_year) == (True, True, True)
    assert list(mentor_facts(2025)) == []


def test_nobody_outside_sees_it_before_the_consent_and_only_the_organisation_after(organisation: str) -> None:
    reference = wished()
    with pytest.raises(CaseNotFound):
        match_detail(MARIT, reference, at=AT)
    assert matches_of(MARIT, at=AT) == ()
    actions.record_mentor_consent(reference=reference, organisation=organisation, by=BO, **on(1))
    seen = match_detail(MARIT, reference, at=AT)
    assert (seen.line.own_case, seen.because) == ("", "")
    with pytest.raises(CaseNotFound):
        match_detail(NILS, reference, at=AT)
    with pytest.raises(CaseNotFound):
        actions.match_mentor(reference=reference, offer="x", by=NILS, **on(2))
    with pytest.raises(NotPermitted):
        actions.record_mentor_consent(reference=reference, organisation=organisation, by=MARIT, **on(1))


def test_a_volunteer_is_told_four_codes_and_no_more() -> None:
    assert {one.name for one in fields(VolunteerSheet)} == {"kind", "age_group", "gender", "way"}


def test_without_consent_there_is_no_match_not_even_in_the_database(organisation: str) -> None:
    reference, offer = wished(), offered()
    with pytest.raises(CaseNotFound):
        actions.match_mentor(reference=reference, offer=offer, by=MARIT, **on(2))
    row = Match.objects.filter(reference=reference)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(state="matched", offer=Offer.objects.get(reference=offer))
    assert organisations_to_choose(BO)[0] == (organisation, "Lillevik")


def test_an_offer_is_taken_once_and_is_of_the_kind_consented_to(organisation: str) -> None:
    first, second = consented(organisation), consented(organisation)
    offer, other = offered(), offered(kind="network")
    assert refused(actions.match_mentor, reference=first, offer=other, by=MARIT, **on(2)) == (
        ("offer", "offer_of_other_kind"),
    )
    actions.match_mentor(reference=first, offer=offer, by=MARIT, **on(2))
    assert refused(actions.match_mentor, reference=second, offer=offer, by=MARIT, **on(2)) == (
        ("offer", "offer_taken"),
    )
    assert refused(actions.close_offer, offer=offer, by=MARIT, at=AT) == (("", "offer_taken"),)
    actions.unmatch_mentor(reference=first, by=MARIT, **on(3))
    actions.match_mentor(reference=second, offer=offer, by=MARIT, **on(3))
    actions.close_offer(offer=other, by=MARIT, at=AT)
    [line] = organisations_of(MARIT)
    assert [(one.number, one.is_taken) for one in line.offers] == [(1, True)]


def test_a_consent_that_is_withdrawn_ends_it_whoever_is_told(organisation: str) -> None:
    reference, offer = consented(organisation), offered()
    actions.match_mentor(reference=reference, offer=offer, by=MARIT, **on(2))
    actions.begin_mentoring(reference=reference, by=MARIT, **on(3))
    assert refused(actions.end_mentoring, reference=reference, why="", by=BO, **on(4)) == (
        ("why", "reason_missing"),
    )
    actions.end_mentoring(reference=reference, why="consent_withdrawn", by=BO, **on(4))
    # What was seen on the consent is not seen without it.
    with pytest.raises(CaseNotFound):
        actions.begin_mentoring(reference=reference, by=MARIT, **on(5))
    with pytest.raises(CaseNotFound):
        match_detail(MARIT, reference, at=AT)
    assert matches_of(MARIT, at=AT, over=True) == ()
    assert match_detail(BO, reference, at=AT).ended_why == "consent_withdrawn"


def test_who_works_with_other_cases_besides_is_told_no_more_of_a_match(organisation: str) -> None:
    reference = consented(organisation)
    both = replace(
        actor("marit", "MR", "mentor_coordinator", "case_worker", account_id=MARIT.account_id), at=AT
    )
    found = match_detail(both, reference, at=AT)
    assert (found.line.own_case, found.because, found.may_follow_up, found.may_match) == ("", "", False, True)
    colleague = replace(actor("kari", "KT", "mentor_coordinator", "case_worker", account_id=799), at=AT)
    assert match_detail(colleague, reference, at=AT).line.own_case
    assert not match_detail(colleague, reference, at=AT).may_match


def test_days_backwards_and_to_come_and_a_second_wish_are_refused(organisation: str) -> None:
    case, [member] = case_with(ADULT)
    asked = {"reference": case, "member": member, **WISH, "by": BO}
    reference = actions.ask_for_mentor(**asked, **on(4))
    assert refused(actions.ask_for_mentor, **asked, **on(4)) == (("kind", "asked_already"),)
    consent: dict[str, Any] = {"reference": reference, "organisation": organisation, "by": BO}
    assert refused(actions.record_mentor_consent, **consent, **on(3)) == (
        ("on_date", "day_before_last_step"),
    )
    to_come = {**on(6), "at": at_ten(date(2024, 3, 9))}
    assert refused(actions.record_mentor_consent, **consent, **to_come) == (("on_date", "day_to_come"),)
    assert refused(
        actions.give_mentor_feedback,
        reference=reference,
        teller="",
        useful="",
        felt_safe=None,
        by=BO,
        on_date=None,
        at=AT,
    )


def test_every_state_has_what_follows_and_whose_step_it_is() -> None:
    assert set(FOLLOWS) == set(State) == set(WAITS_FOR)


@given(
    wanted=st.sampled_from(Wanted),
    way=st.sampled_from(Way),
    gender=st.sampled_from(Wanted),
    how=st.sampled_from(Way),
)
def test_what_fits_is_the_gender_that_is_wished_and_a_way_both_can(
    wanted: Wanted, way: Way, gender: Wanted, how: Way
) -> None:
    ways = {Way.IN_PERSON: {1}, Way.FROM_AFAR: {2}, Way.BOTH: {1, 2}}
    fits = wanted in (Wanted.ANY, gender) and bool(ways[way] & ways[how])
    assert offer_fits(wanted=wanted, way=way, offer_gender=gender, offer_way=how) == fits
