"""Work that goes on in a case: contacts, agencies, concerns, closing; none of it makes a new case."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fristed.casework.cases.actions import (
    RegistrationRefused,
    add_contact,
    add_current_concern,
    close_case,
    convert_grey_zone_case,
    correct_main_concern,
    register_case,
    register_grey_zone_case,
    reopen_case,
    update_agencies,
    update_attributes,
)
from fristed.casework.cases.actions.storing import given_date
from fristed.casework.cases.fact_queries import case_facts
from fristed.casework.cases.facts import CaseAttributes, CaseDetail, GreyZoneDraft, GreyZoneLine
from fristed.casework.cases.models import (
    AgencyLink,
    Case,
    Contact,
    ControlArena,
    CurrentConcern,
    FurtherCountry,
    GreyZoneCase,
    MainConcernCorrection,
    SecondaryConcern,
)
from fristed.casework.cases.queries import (
    CaseNotFound,
    case_detail,
    case_history,
    grey_zone_case,
    grey_zone_cases_visible_to,
)
from tests.spec.cast import AUD, at_ten, plain_case

MONDAY = date(2024, 3, 4)
FRIDAY = date(2024, 3, 8)
LATER = date(2024, 3, 11)
AT = at_ten(LATER)
pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> str:
    """Give the reference of a case of Aud's that began on Monday."""
    return register_case(draft=plain_case("MR", MONDAY), by=AUD, at=at_ten(MONDAY)).reference


def seen(reference: str) -> CaseDetail:
    """Give the case as Aud sees it."""
    return case_detail(AUD, reference)


def refused(verb: Any, **arguments: Any) -> list[tuple[str, str]]:
    """Call a verb that must refuse, and give what it found."""
    with pytest.raises(RegistrationRefused) as refusal:
        verb(by=AUD, at=AT, **arguments)
    return [(problem.field, problem.code) for problem in refusal.value.problems]


def test_everything_that_was_registered_can_be_read_back() -> None:
    draft = plain_case(
        "MR",
        MONDAY,
        countries=("IQ", "SY"),
        secondary_concerns=("threats_and_violence",),
        agencies_involved=("school", "nav"),
        agencies_to_involve=("police",),
        immigration_case=True,
        immigration_reason="asylum_question",
        attributes=CaseAttributes(
            control_motive="honour",
            control_arenas=("digital", "family"),
            stay_kind="religious_school",
            stay_companion="with_mother",
            outcome="return_failed",
            return_obstacle="exit_ban",
            trafficking=True,
            elderly=False,
            capacity_to_consent=None,
        ),
    )
    detail = seen(register_case(draft=draft, by=AUD, at=at_ten(MONDAY)).reference)
    same = ("service", "first_contact_date", "main_concern", "concern_basis", "gender", "age_band")
    more = ("countries", "country_ground", "referrer", "immigration_case", "immigration_reason")
    for name in (*same, *more, "abroad_case", "secondary_concerns", "agencies_to_involve", "attributes"):
        assert getattr(detail, name) == getattr(draft, name), name
    assert detail.agencies_involved == ("nav", "school")
    assert detail.registered_at == at_ten(MONDAY)
    assert (detail.status, detail.closed_date) == ("open", None)
    assert detail.contact_dates == (MONDAY,)


def test_wrong_input_stores_nothing_by_half() -> None:
    draft = plain_case("MR", MONDAY, countries=("SO", "KE", "XX"), agencies_involved=("nav",))
    assert refused(register_case, draft=draft) == [("countries", "unknown_code")]
    assert not Case.objects.exists()
    assert not Contact.objects.exists()


def test_a_refusal_can_be_read_by_people_and_by_forms() -> None:
    with pytest.raises(RegistrationRefused, match=r"gender: Fill in this field\.") as refusal:
        register_case(draft=plain_case("MR", MONDAY, gender=""), by=AUD, at=AT)
    assert list(refusal.value.errors) == ["gender"]


def test_several_contacts_on_one_day_are_several_contacts_and_one_case(case: str) -> None:
    for _ in range(2):
        add_contact(reference=case, on_date=MONDAY, by=AUD, at=AT)
    assert seen(case).contact_dates == (MONDAY, MONDAY, MONDAY)
    assert len(list(case_facts())) == 1


def test_the_last_minute_of_the_norwegian_day_is_not_the_future(case: str) -> None:
    assert refused(add_contact, reference=case, on_date=date(2024, 3, 12)) == [("on_date", "date_in_future")]
    add_contact(reference=case, on_date=LATER, by=AUD, at=AT.replace(hour=23, minute=59))


def test_a_contact_needs_a_day(case: str) -> None:
    assert refused(add_contact, reference=case, on_date=None) == [("on_date", "required")]


def test_current_concerns_are_kept_in_the_order_of_their_days(case: str) -> None:
    for concern, day in (("threats_and_violence", LATER), ("fear_forced_marriage", FRIDAY)):
        add_current_concern(reference=case, concern=concern, on_date=day, by=AUD, at=AT)
    found = [(concern.concern, concern.on_date) for concern in seen(case).current_concerns]
    assert found == [("fear_forced_marriage", FRIDAY), ("threats_and_violence", LATER)]
    assert seen(case).main_concern == "negative_social_control"


def test_a_current_concern_is_noted_once_a_day(case: str) -> None:
    noted = {"reference": case, "concern": "threats_and_violence", "on_date": FRIDAY}
    add_current_concern(**noted, by=AUD, at=AT)
    assert refused(add_current_concern, **noted) == [("concern", "noted_already")]


def test_a_current_concern_says_all_its_errors_at_once(case: str) -> None:
    found = refused(add_current_concern, reference=case, concern="", on_date=None)
    assert found == [("concern", "required"), ("on_date", "required")]


def test_agencies_are_put_in_place_of_the_old_ones(case: str) -> None:
    update_agencies(reference=case, involved=("nav",), to_involve=("police",), by=AUD, at=AT)
    update_agencies(reference=case, involved=("nav", "police"), to_involve=(), by=AUD, at=AT)
    assert (seen(case).agencies_involved, seen(case).agencies_to_involve) == (("nav", "police"), ())


def test_wrong_agencies_leave_the_old_ones(case: str) -> None:
    update_agencies(reference=case, involved=("nav",), to_involve=(), by=AUD, at=AT)
    found = refused(update_agencies, reference=case, involved=("police", "x"), to_involve=())
    assert found == [("agencies_involved", "unknown_code")]
    assert seen(case).agencies_involved == ("nav",)


def test_optional_attributes_are_put_in_place_of_the_old_ones(case: str) -> None:
    first = CaseAttributes(control_motive="honour", control_arenas=("family",), trafficking=True)
    update_attributes(reference=case, attributes=first, by=AUD, at=AT)
    assert seen(case).attributes == first
    update_attributes(reference=case, attributes=CaseAttributes(), by=AUD, at=AT)
    assert seen(case).attributes == CaseAttributes()


def test_wrong_attributes_leave_the_old_ones(case: str) -> None:
    wrong = CaseAttributes(control_motive="honour", return_obstacle="exit_ban")
    found = refused(update_attributes, reference=case, attributes=wrong)
    assert found == [("return_obstacle", "obstacle_without_failed_return")]
    assert seen(case).attributes == CaseAttributes()


def test_a_closed_case_keeps_its_day_and_loses_it_when_reopened(case: str) -> None:
    close_case(reference=case, on_date=FRIDAY, by=AUD, at=AT)
    assert (seen(case).status, seen(case).closed_date) == ("closed", FRIDAY)
    reopen_case(reference=case, by=AUD, at=AT)
    assert (seen(case).status, seen(case).closed_date) == ("open", None)
    assert Case.objects.count() == 1


def test_the_outcome_of_a_closed_case_can_still_be_noted(case: str) -> None:
    close_case(reference=case, on_date=FRIDAY, by=AUD, at=AT)
    update_attributes(reference=case, attributes=CaseAttributes(outcome="guidance_given"), by=AUD, at=AT)
    assert seen(case).attributes.outcome == "guidance_given"


def test_a_case_is_not_closed_before_its_last_contact(case: str) -> None:
    add_contact(reference=case, on_date=FRIDAY, by=AUD, at=AT)
    found = refused(close_case, reference=case, on_date=date(2024, 3, 7))
    assert found == [("on_date", "date_before_last_contact")]
    assert seen(case).status == "open"


def test_a_case_is_closed_once_and_reopened_once(case: str) -> None:
    assert refused(reopen_case, reference=case) == [("reference", "already_open")]
    close_case(reference=case, on_date=FRIDAY, by=AUD, at=AT)
    assert refused(close_case, reference=case, on_date=FRIDAY) == [("on_date", "already_closed")]


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        (add_contact, {"on_date": LATER}),
        (add_current_concern, {"concern": "threats_and_violence", "on_date": LATER}),
        (update_agencies, {"involved": ("nav",), "to_involve": ()}),
    ],
)
def test_nothing_goes_on_in_a_closed_case(case: str, verb: Any, arguments: dict[str, Any]) -> None:
    close_case(reference=case, on_date=FRIDAY, by=AUD, at=AT)
    assert [code for _, code in refused(verb, reference=case, **arguments)] == ["case_is_closed"]


def test_a_correction_tells_what_was_there_why_by_whom_and_when(case: str) -> None:
    correct_main_concern(
        reference=case, new_concern="threats_and_violence", reason="ground_mistaken", by=AUD, at=AT
    )
    (correction,) = seen(case).corrections
    assert (correction.old_concern, correction.new_concern) == (
        "negative_social_control",
        "threats_and_violence",
    )
    assert (correction.reason, correction.by_username, correction.at) == ("ground_mistaken", "aud", AT)


def test_a_wrong_correction_changes_nothing(case: str) -> None:
    found = refused(correct_main_concern, reference=case, new_concern="x", reason="")
    assert found == [("new_concern", "unknown_code"), ("reason", "required")]
    assert seen(case).main_concern == "negative_social_control"
    assert seen(case).corrections == ()


def grey_zone(on: date = MONDAY) -> str:
    """Note a grey-zone case of Aud's."""
    draft = GreyZoneDraft(service="MR", first_contact_date=on, topic="school")
    return register_grey_zone_case(draft=draft, by=AUD, at=AT)


def test_a_converted_grey_zone_case_is_linked_and_says_so_in_the_list() -> None:
    reference = grey_zone()
    case = convert_grey_zone_case(reference=reference, draft=plain_case("MR", FRIDAY), by=AUD, at=AT)
    (line,) = grey_zone_cases_visible_to(AUD)
    assert (line.reference, line.converted_to, line.first_contact_date) == (reference, case.reference, MONDAY)
    assert seen(case.reference).known_since_date == MONDAY


def test_a_grey_zone_case_becomes_one_case_only() -> None:
    reference = grey_zone()
    convert_grey_zone_case(reference=reference, draft=plain_case("MR", FRIDAY), by=AUD, at=AT)
    found = refused(convert_grey_zone_case, reference=reference, draft=plain_case("MR", FRIDAY))
    assert found == [("reference", "already_converted")]
    assert Case.objects.count() == 1


def test_a_grey_zone_case_is_not_converted_before_it_began() -> None:
    reference = grey_zone(FRIDAY)
    found = refused(convert_grey_zone_case, reference=reference, draft=plain_case("MR", MONDAY))
    assert found == [("first_contact_date", "date_before_grey_zone")]


def test_a_conversion_with_errors_leaves_the_grey_zone_case_as_it_was() -> None:
    reference = grey_zone()
    found = refused(convert_grey_zone_case, reference=reference, draft=plain_case("MR", FRIDAY, gender=""))
    assert found == [("gender", "required")]
    assert not Case.objects.exists()
    assert GreyZoneCase.objects.get().converted_at is None


def test_a_grey_zone_case_that_does_not_exist_cannot_be_converted() -> None:
    with pytest.raises(CaseNotFound):
        convert_grey_zone_case(reference="AAAAA-AAAAA", draft=plain_case("MR", FRIDAY), by=AUD, at=AT)


def test_a_grey_zone_case_with_errors_is_not_stored() -> None:
    draft = GreyZoneDraft(service="MR", first_contact_date=None, topic="")
    found = refused(register_grey_zone_case, draft=draft)
    assert found == [("first_contact_date", "required"), ("topic", "required")]
    assert not GreyZoneCase.objects.exists()


def test_a_grey_zone_case_can_be_read_by_its_reference() -> None:
    reference = grey_zone()
    assert grey_zone_case(AUD, reference) == GreyZoneLine(reference, "school", MONDAY, "")
    with pytest.raises(CaseNotFound):
        grey_zone_case(AUD, "AAAAA-AAAAA")


def test_the_history_of_a_case_tells_what_was_done_in_order_and_nothing_of_others(case: str) -> None:
    register_case(draft=plain_case("MR", MONDAY), by=AUD, at=AT)
    add_contact(reference=case, on_date=FRIDAY, by=AUD, at=AT)
    close_case(reference=case, on_date=FRIDAY, by=AUD, at=AT)
    told = [(line.event, line.actor_username) for line in case_history(AUD, case)]
    assert told == [("case.registered", "aud"), ("case.contact_added", "aud"), ("case.closed", "aud")]


def test_a_day_that_the_rules_should_have_asked_for_is_asked_for_before_storing() -> None:
    with pytest.raises(RegistrationRefused, match="on_date"):
        given_date(None, "on_date")


def test_rows_are_named_by_codes_and_days_only(case: str) -> None:
    parts = (
        (FurtherCountry(country="SY"), "SY"),
        (AgencyLink(agency="nav", role="involved"), "nav involved"),
        (SecondaryConcern(concern="fear_fgm"), "fear_fgm"),
        (CurrentConcern(concern="fear_fgm", on_date=FRIDAY), "fear_fgm 2024-03-08"),
        (ControlArena(arena="digital"), "digital"),
        (MainConcernCorrection(old_concern="a", new_concern="b"), "a -> b"),
        (Contact(case_id=7, on_date=FRIDAY), "7 2024-03-08"),
        (GreyZoneCase(reference="7K4MA-9QXTB"), "7K4MA-9QXTB"),
    )
    assert [str(row) for row, _ in parts] == [said for _, said in parts]


@pytest.mark.parametrize(
    "change",
    [
        {"service": "FT"},
        {"main_concern": "x"},
        {"gender": "x"},
        {"age_band": "17"},
        {"status": "closed"},
        {"closed_date": FRIDAY},
        {"status": "closed", "closed_date": date(2024, 3, 3)},
        {"immigration_reason": "asylum_question"},
        {"country_ground": "x"},
    ],
)
def test_the_database_itself_refuses_what_cannot_be(case: str, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(reference=case).update(**change)
