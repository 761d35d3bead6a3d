"""What is sent of a case is shut as the case is: by a grading that comes later, and by whom it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps

from fristed.casework.cases.actions import confirm_lower_grading, grade_address, name_staff, unname_staff
from fristed.casework.cases.carrying import carry, models_that_hold, models_that_repeat
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.housing import actions as housing
from fristed.casework.housing.models import Application as HousingApplication
from fristed.casework.housing.queries import application_detail, applications_of
from fristed.casework.housing.refusals import HousingRefused
from fristed.casework.mentors import actions as mentors
from fristed.casework.mentors.models import Match
from fristed.casework.mentors.queries import matches_of
from fristed.casework.mentors.refusals import MentorRefused
from fristed.casework.parties.actions import correct_member
from fristed.casework.parties.carrying import COLUMNS
from fristed.casework.parties.models import Member
from fristed.casework.reception import actions as reception
from fristed.casework.reception.queries import reception_detail, receptions_of
from fristed.casework.repatriation import actions as journey
from fristed.casework.repatriation.queries import applications_of as journeys_of
from fristed.casework.repatriation.refusals import JourneyRefused
from fristed.foundation.identity.access.models import StaffPseudonym
from fristed.foundation.identity.models import Account
from fristed.foundation.notifying.models import GivenNotice
from tests.spec import home
from tests.spec.cast import CEM, actor
from tests.unit.casework.housing import world

OWN_RULE = {
    "referrals.Move.address_grading": "goes with the case until it is answered",
    "cases.GreyZoneCase.address_grading": "is a case of its own until it is converted, and not reached after",
    "cases.GreyZoneCase.person_pseudonym": "the same",
}
REPEATED = ("address_grading", "person_pseudonym")


def test_every_row_that_repeats_what_shuts_a_case_goes_with_it_or_has_a_rule_of_its_own() -> None:
    """A new table of what is sent of a case must say which."""
    found = {
        f"{model._meta.app_label}.{model.__name__}.{column}"
        for model in apps.get_models()
        for column in REPEATED
        if {"case", column} <= {one.name for one in model._meta.fields}
    }
    carried = {
        f"{model._meta.app_label}.{model.__name__}.{column}"
        for column in REPEATED
        for model in models_that_repeat(column)
    }
    assert found - carried == OWN_RULE.keys()
    assert carried <= found


def test_every_row_that_repeats_what_is_noted_of_somebody_is_corrected_with_it() -> None:
    found = {
        f"{model._meta.app_label}.{model.__name__}.{column}"
        for model in apps.get_models()
        for column in COLUMNS
        if {"member", column} <= {one.name for one in model._meta.fields}
    }
    carried = {
        f"{model._meta.app_label}.{model.__name__}.{column}"
        for column in COLUMNS
        for model in models_that_hold(Member, "member", column, said_in="GOES_WITH_MEMBER")
    }
    # Of which kind a mentor is, is another thing than who somebody is.
    assert found - carried == {"mentors.Match.kind"}
    assert carried <= found


@pytest.mark.django_db
def test_nobody_is_given_a_place_as_an_adult_who_turned_out_to_be_a_child() -> None:
    places = world.places_of(world.dwelling(places=3))
    reference = world.accepted(world.ADULT, world.CHILD)
    row = HousingApplication.objects.get()
    person, child = (one.member.key for one in row.people.order_by("pk"))
    correct: dict[str, Any] = {"reference": row.case_reference, "by": BO, "at": world.AT}
    young = replace(world.ADULT, age_group="child_under_18", age_years=17)
    correct_member(**correct, key=person, draft=young)
    give: dict[str, Any] = {"reference": reference, "by": world.HILDE, **world.on(13)}
    with pytest.raises(HousingRefused, match="18 or more"):
        housing.allocate_places(**give, places=places[:1])
    correct_member(**correct, key=person, draft=world.ADULT)
    grown = replace(world.CHILD, kind="sibling", age_group="adult_18_plus", age_years=19)
    correct_member(**correct, key=child, draft=grown)
    people = application_detail(world.HILDE, reference, at=world.AT).people
    assert [one.age_years for one in people] == [22, 19]
    with pytest.raises(HousingRefused, match="as many places"):
        housing.allocate_places(**give, places=places[:1])
    housing.allocate_places(**give, places=places[:2])


BO = world.BO
SECOND = replace(actor("berit", "KT", "case_worker", account_id=703), at=world.AT)


def account(one: Any, role: str) -> None:
    """Give somebody an account, so that they can be named."""
    row, _made = Account.objects.get_or_create(
        pk=one.account_id, username=one.username, display_name=one.display_name, service=one.service or ""
    )
    row.grants.get_or_create(role=role, granted_at=world.AT)


def graded(case: str, grading: str = "confidential") -> None:
    grade_address(reference=case, grading=grading, by=BO, at=world.AT)


@pytest.mark.django_db
@pytest.mark.parametrize("grading", ["confidential", "strictly"])
def test_a_place_asked_for_is_shut_to_officers_who_are_not_named_when_the_address_is_protected(
    grading: str,
) -> None:
    reference = world.housed()
    case = HousingApplication.objects.get().case_reference
    for one in (world.HILDE, world.TOVE):
        assert [line.reference for line in applications_of(one, at=world.AT)] == [reference]
    graded(case, grading)
    for one in (world.HILDE, world.TOVE):
        assert applications_of(one, at=world.AT) == ()
        with pytest.raises(CaseNotFound):
            application_detail(one, reference, at=world.AT)
        with pytest.raises(CaseNotFound):
            housing.move_out(reference=reference, why="own_home", by=one, **world.on(20))
    assert application_detail(BO, reference, at=world.AT).line.own_case == case
    name_staff(reference=case, account=world.HILDE.account_id, by=BO, at=world.AT)
    assert application_detail(world.HILDE, reference, at=world.AT)
    assert applications_of(world.TOVE, at=world.AT) == ()
    unname_staff(reference=case, account=world.HILDE.account_id, by=BO, at=world.AT)
    assert applications_of(world.HILDE, at=world.AT) == ()


@pytest.mark.django_db
def test_nobody_who_is_not_named_is_told_of_a_place_in_a_protected_case() -> None:
    place = world.places_of(world.dwelling(world.provider(world.TOVE)))[:1]
    reference = world.accepted(world.ADULT)
    case = HousingApplication.objects.get().case_reference
    graded(case)
    name_staff(reference=case, account=world.HILDE.account_id, by=BO, at=world.AT)
    housing.allocate_places(reference=reference, places=place, by=world.HILDE, **world.on(13))
    assert not GivenNotice.objects.filter(kind="place_given").exists()


@pytest.mark.django_db
def test_a_protected_address_may_be_less_protected_by_two_and_is_seen_again() -> None:
    world.asked()
    case = HousingApplication.objects.get().case_reference
    graded(case)
    name_staff(reference=case, account=_berit(), by=BO, at=world.AT)
    grade_address(reference=case, grading="none", by=BO, at=world.AT)
    assert applications_of(world.HILDE, at=world.AT) == ()
    confirm_lower_grading(reference=case, by=SECOND, at=world.AT)
    assert len(applications_of(world.HILDE, at=world.AT)) == 1


def _berit() -> int:
    account(SECOND, "case_worker")
    return SECOND.account_id or 0


@pytest.mark.django_db
def test_a_place_in_a_protected_case_is_asked_for_when_an_officer_is_named() -> None:
    case, [member] = world.case_with(world.ADULT)
    graded(case)
    ask: dict[str, Any] = {"member": member, "companions": (), "scheme": "housing", "came_from": "nav"}
    with pytest.raises(HousingRefused, match="name a housing officer"):
        housing.ask_for_place(reference=case, **ask, by=BO, **world.on(0))
    account(world.HILDE, "housing_officer")
    name_staff(reference=case, account=world.HILDE.account_id, by=BO, at=world.AT)
    made = housing.ask_for_place(reference=case, **ask, by=BO, **world.on(0))
    assert [one.reference for one in applications_of(world.HILDE, at=world.AT)] == [made]
    assert applications_of(world.INGA, at=world.AT) == ()


@pytest.mark.django_db
def test_a_mentor_organisation_sees_nobody_of_a_protected_case_unless_it_is_named() -> None:
    marit = replace(actor("marit", None, "mentor_coordinator", account_id=740), at=world.AT)
    account(marit, "mentor_coordinator")
    organisation = mentors.note_organisation(name="Lillevik", by=world.HILDE, at=world.AT)
    mentors.let_in_coordinator(organisation=organisation, account=740, by=world.HILDE, at=world.AT)
    case, [member] = world.case_with(world.ADULT)
    wish: dict[str, Any] = {"because": "resident", "kind": "peer", "wanted": "any", "way": "both"}
    asked = mentors.ask_for_mentor(reference=case, member=member, **wish, by=BO, **world.on(0))
    graded(case)
    consent: dict[str, Any] = {"reference": asked, "organisation": organisation, "by": BO, **world.on(1)}
    with pytest.raises(MentorRefused, match="name somebody of the organisation"):
        mentors.record_mentor_consent(**consent)
    name_staff(reference=case, account=740, by=BO, at=world.AT)
    mentors.record_mentor_consent(**consent)
    assert [one.reference for one in matches_of(marit, at=world.AT)] == [asked]
    unname_staff(reference=case, account=740, by=BO, at=world.AT)
    assert matches_of(marit, at=world.AT) == ()


@pytest.mark.django_db
def test_nobody_sees_at_work_what_is_about_themselves_though_it_is_known_later_than_it_was_sent() -> None:
    world.asked()
    row = HousingApplication.objects.get()
    StaffPseudonym.objects.create(account_id=world.HILDE.account_id or 0, pseudonym="f" * 64)
    assert applications_of(world.HILDE, at=world.AT)
    Case.objects.filter(pk=row.case_id).update(person_pseudonym="f" * 64)
    carry(Case.objects.get(pk=row.case_id), "person_pseudonym")
    assert applications_of(world.HILDE, at=world.AT) == ()
    # What is forgotten of the case is forgotten of what was sent.
    Case.objects.filter(pk=row.case_id).update(person_pseudonym="")
    carry(Case.objects.get(pk=row.case_id), "person_pseudonym")
    assert HousingApplication.objects.get().person_pseudonym == ""
    assert not Match.objects.exists()


@pytest.mark.django_db
def test_a_journey_and_its_reception_are_shut_by_a_protected_address_until_a_receiver_is_named() -> None:
    case, members = home.case_with(home.ADULT)
    application = home.applied(case, members)
    met_at = home.seen(application).reception
    grade_address(reference=case, grading="confidential", by=CEM, at=home.AT)
    bo, anna = (home.met(one, home.AT) for one in (home.BO, home.ANNA))
    for one in (bo, anna):
        assert journeys_of(one) == ()
        assert receptions_of(one) == ()
        with pytest.raises(CaseNotFound):
            journey.request_information(reference=application, text="Why?", by=one, at=home.AT)
    assert home.seen(application).is_protected
    for one, refusal in ((None, "protected"), (CEM.account_id, "Expert Team")):
        with pytest.raises(JourneyRefused, match=refusal):
            journey.name_receiver(reference=application, to=one, by=CEM, at=home.AT)
    account(home.ANNA, "case_worker")
    journey.name_receiver(reference=application, to=home.ANNA.account_id, by=CEM, at=home.AT)
    assert [one.reference for one in journeys_of(anna)] == [application]
    assert reception_detail(anna, met_at).coordinates
    assert journeys_of(bo) == ()
    reception.plan_reception(reference=met_at, arrival_date=home.day(5), by=home.ANNA, at=home.AT)
    with pytest.raises(CaseNotFound):
        journey.name_receiver(reference=application, to=home.BO.account_id, by=home.ANNA, at=home.AT)


@pytest.mark.django_db
def test_a_draft_of_a_case_that_is_protected_later_can_be_sent_to_somebody_who_is_named() -> None:
    case, members = home.case_with(home.ADULT)
    draft = home.ApplicationDraft(members, "PK", True, True)
    application = journey.apply_for_journey(reference=case, draft=draft, by=CEM, at=home.AT)
    grade_address(reference=case, grading="confidential", by=CEM, at=home.AT)
    with pytest.raises(JourneyRefused, match="protected"):
        journey.submit_application(reference=application, by=CEM, at=home.AT)
    account(home.ANNA, "case_worker")
    journey.name_receiver(reference=application, to=home.ANNA.account_id, by=CEM, at=home.AT)
    assert not GivenNotice.objects.exists()
    journey.submit_application(reference=application, by=CEM, at=home.AT)
    assert reception_detail(home.met(home.ANNA, home.AT), home.seen(application).reception).coordinates
