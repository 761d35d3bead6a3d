"""A journey home: applied for, decided with grounds, booked, agreed, travelled, settled; or refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.casework.cases.actions import close_case, grade_address
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.parties.actions import take_member_away
from fristed.casework.parties.refusals import PartyRefused
from fristed.casework.reception import actions as reception
from fristed.casework.reception.queries import reception_detail
from fristed.casework.repatriation import actions as journey
from fristed.casework.repatriation.codes import State
from fristed.casework.repatriation.fact_queries import journey_days, repatriation_facts
from fristed.casework.repatriation.facts import ApplicationDraft
from fristed.casework.repatriation.known import conditions_on, first_conditions, first_facts, known_of
from fristed.casework.repatriation.models import Application, Stamp
from fristed.casework.repatriation.queries import applications_of, applications_of_case
from fristed.casework.repatriation.refusals import JourneyRefused
from fristed.casework.repatriation.rules import FOLLOWS, accompanied_by, may_follow
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.access.models import Block
from fristed.foundation.identity.rules import NotPermitted
from tests.spec.cast import AUD, BO, CEM, actor, at_ten
from tests.spec.home import (
    ADULT,
    ANNA,
    AT,
    CHILD,
    DAY,
    WORDS,
    agreed,
    applied,
    booked,
    case_with,
    day,
    granted,
    judged,
    later,
    met,
    seen,
)

GRO = actor("gro", "KT", "service_leader", account_id=33)
Group = tuple[str, list[str]]
STATES = st.sampled_from([*State])


@given(before=STATES, after=STATES, refund=st.booleans(), was=st.booleans())
def test_only_what_is_granted_is_settled_and_a_refund_is_decided_before_anything_is_booked(
    before: State, after: State, refund: bool, was: bool
) -> None:
    may = may_follow(before, after, asks_refund=refund, was_granted=was)
    assert not may or after in FOLLOWS[before]
    if may and after == State.SETTLED:
        assert was
    if may and (before, after) == (State.SUBMITTED, State.TICKET_BOOKED):
        assert not refund


def test_every_state_can_be_reached_and_the_last_ones_lead_nowhere() -> None:
    reached = {State.DRAFTED}
    for _ in State:
        reached |= {after for before in reached for after in FOLLOWS[before]}
    assert reached == set(State)
    assert {one for one in State if not FOLLOWS[one]} == {State.SETTLED, State.WITHDRAWN}


@pytest.mark.parametrize(
    ("own", "others", "counted"),
    [
        ("adult_18_plus", ["child_under_18"], "children"),
        ("adult_18_plus", ["adult_18_plus", "child_under_18"], "children"),
        ("adult_18_plus", [], "none"),
        ("adult_18_plus", ["adult_18_plus"], "adult"),
        ("child_under_18", ["adult_18_plus"], "adult"),
        ("child_under_18", ["child_under_18"], "none"),
    ],
)
def test_who_somebody_travels_with(own: str, others: list[str], counted: str) -> None:
    assert accompanied_by(own, others) == counted


def test_every_condition_and_fact_says_where_it_was_read_and_whether_it_was() -> None:
    for one in (*first_conditions(), *first_facts()):
        assert one.source
        assert one.status in ("verified", "unverified")
    assert all(all(one.words.values()) for one in first_conditions())
    assert all(one.status == "unverified" for one in first_conditions())


@pytest.fixture
def case() -> Group:
    """An envoy's case with a young woman and a child."""
    return case_with(ADULT, CHILD)


@pytest.mark.django_db
def test_an_envoy_applies_for_two_they_are_met_and_the_claim_is_settled(case: Group) -> None:
    application = applied(*case)
    assert seen(application, BO).decides
    granted(application)
    found = seen(application)
    assert (found.outcome, found.ground, found.line.turn) == ("granted", "conditions_met", "mission")
    booked(application)
    assert seen(application).line.turn == "coordinator"
    agreed(found.reception)
    journey.note_departure(reference=application, on_date=day(5), travelled=case[1], by=CEM, at=later(5))
    reception.note_arrival(reference=found.reception, on_date=day(5), by=BO, at=later(5))
    reception.note_handover(reference=found.reception, on_date=day(6), by=BO, at=later(6))
    reception.note_interview(reference=found.reception, on_date=day(9), by=BO, at=later(9))
    journey.claim_refund(reference=application, kroner=18_400, receipts=3, by=CEM, at=later(10))
    assert seen(application, BO, at=later(10)).line.turn == "decider"
    journey.settle_claim(reference=application, kroner=18_000, by=BO, at=later(12))
    done = seen(application, at=later(12))
    assert (done.line.state, done.settled_kroner, done.line.turn) == ("settled", 18_000, "nobody")
    assert [one.returned_date for one in done.travellers] == [day(5), day(5)]
    assert reception_detail(met(CEM, later(12)), found.reception).line.state == "interviewed"
    with pytest.raises(PartyRefused, match="part of a journey"):
        take_member_away(reference=case[0], key=case[1][1], by=CEM, at=later(12))


@pytest.mark.django_db
def test_nobody_else_sees_a_draft_and_who_decides_sees_it_once_it_is_sent(
    case: Group,
) -> None:
    draft = ApplicationDraft(case[1], "PK", True, False)
    made = journey.apply_for_journey(reference=case[0], draft=draft, by=CEM, at=AT)
    with pytest.raises(CaseNotFound):
        seen(made, BO)
    journey.submit_application(reference=made, by=CEM, at=AT)
    assert seen(made, BO).line.own_case == ""
    assert seen(made, CEM).line.own_case == case[0]
    with pytest.raises(CaseNotFound):
        seen(made, AUD)
    assert [one.reference for one in applications_of(met(BO, AT))] == [made]
    assert applications_of(met(AUD, AT)) == ()
    assert [one.reference for one in applications_of_case(met(CEM, AT), case[0])] == [made]


@pytest.mark.django_db
def test_a_journey_that_leaves_nobody_a_step_stands_last(case: tuple[str, list[str]]) -> None:
    home = applied(*case, refund=False)
    journey.drop_reception(reference=home, by=CEM, at=AT)
    journey.book_ticket(reference=home, travel_date=day(2), arrival_date=day(2), by=CEM, at=AT)
    journey.note_departure(reference=home, on_date=day(2), travelled=case[1], by=CEM, at=later(3))
    waits = applied(*case_with(ADULT), at=later(9))
    assert [one.reference for one in applications_of(met(BO, later(10)))] == [waits, home]


@pytest.mark.django_db
def test_a_protected_address_is_seen_by_the_one_who_is_named_and_by_no_other(
    case: Group,
) -> None:
    grade_address(reference=case[0], grading="confidential", by=CEM, at=AT)
    draft = ApplicationDraft(case[1], "PK", True, False)
    with pytest.raises(JourneyRefused, match="choose who"):
        journey.apply_for_journey(reference=case[0], draft=draft, by=CEM, at=AT)


BAD_DECISIONS: dict[str, tuple[dict[str, Any], str]] = {
    "without a ground": ({"ground": ""}, "Choose a ground"),
    "on a ground that refuses": ({"ground": "can_pay"}, "Choose a ground"),
    "without words": ({"text": "  "}, "Write the grounds"),
    "without the appeal": ({"appeal_told": False}, "appealed"),
    "with a name's number in it": ({"text": "Call 40 00 00 00"}, "telephone"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("named", BAD_DECISIONS)
def test_a_decision_has_grounds_and_says_how_it_is_appealed(named: str, case: Group) -> None:
    changes, why = BAD_DECISIONS[named]
    application = applied(*case)
    judged(application)
    given_ = {"granted": True, "ground": "conditions_met", "text": WORDS, "appeal_told": True, **changes}
    with pytest.raises(JourneyRefused, match=why):
        journey.decide_application(reference=application, **given_, by=BO, at=AT)
    assert seen(application).outcome == ""


@pytest.mark.django_db
def test_who_applies_does_not_decide_and_only_kompetanseteamet_does() -> None:
    application = applied(*case_with(ADULT, by=BO), by=BO)
    given_ = {"granted": False, "ground": "can_pay", "text": WORDS, "appeal_told": True}
    with pytest.raises(JourneyRefused, match="Somebody else"):
        journey.decide_application(reference=application, **given_, by=BO, at=AT)  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        journey.decide_application(reference=application, **given_, by=CEM, at=AT)  # type: ignore[arg-type]
    journey.decide_application(reference=application, **given_, by=ANNA, at=AT)  # type: ignore[arg-type]
    assert seen(application, BO).outcome == "refused"


@pytest.mark.django_db
def test_nothing_is_granted_before_every_condition_is_answered_and_an_exception_has_its_own_ground(
    case: Group,
) -> None:
    application = applied(*case)
    given_ = {"granted": True, "text": WORDS, "appeal_told": True}
    with pytest.raises(JourneyRefused, match="Answer every condition"):
        journey.decide_application(reference=application, ground="conditions_met", **given_, by=BO, at=AT)  # type: ignore[arg-type]
    judged(application)
    journey.answer_condition(reference=application, condition="cannot_pay", answer="unclear", by=BO, at=AT)
    with pytest.raises(JourneyRefused, match="Not every condition"):
        journey.decide_application(reference=application, ground="conditions_met", **given_, by=BO, at=AT)  # type: ignore[arg-type]
    journey.decide_application(reference=application, ground="exception", **given_, by=BO, at=AT)  # type: ignore[arg-type]
    assert seen(application).ground == "exception"


@pytest.mark.django_db
def test_information_is_asked_for_and_given_and_both_sides_read_the_words(
    case: Group,
) -> None:
    application = applied(*case)
    journey.request_information(reference=application, text="Has she asked Nav?", by=BO, at=later(1))
    with pytest.raises(JourneyRefused, match="as the application stands"):
        granted(application, at=later(1))
    assert seen(application, at=later(1)).line.turn == "mission"
    journey.give_information(reference=application, text="Yes, and Nav cannot.", by=CEM, at=later(3))
    granted(application, at=later(4))
    for by in (CEM, BO):
        found = journey.read_texts(reference=application, by=by, at=later(5))
        assert found.questions == (("Has she asked Nav?", "Yes, and Nav cannot."),)
        assert found.grounds == WORDS
    opened = AuditLine.objects.filter(event="vault.opened")
    assert {line.subject for line in opened} == {case[0]}
    assert [one.days for one in journey_days(2024)] == [
        {"drafted": 0, "submitted": 2, "information_requested": 2}
    ]


@pytest.mark.django_db
def test_a_wait_is_of_the_year_in_which_it_ended(case: Group) -> None:
    application = applied(*case, at=at_ten(date(2024, 12, 20)))
    journey.request_information(
        reference=application, text="Has she asked Nav?", by=BO, at=at_ten(date(2025, 1, 3))
    )
    assert [one.days for one in journey_days(2024)] == [{"drafted": 0}]
    assert [one.days for one in journey_days(2025)] == [{"submitted": 14}]


@pytest.mark.django_db
def test_a_ticket_waits_for_the_decision_and_a_departure_for_the_reception(
    case: Group,
) -> None:
    application = applied(*case)
    with pytest.raises(JourneyRefused, match="as the application stands"):
        booked(application)
    granted(application)
    booked(application)
    leave = {"reference": application, "on_date": day(5), "travelled": case[1], "by": CEM, "at": later(5)}
    for prepare in (
        lambda: None,
        lambda: reception.plan_reception(
            reference=seen(application).reception, arrival_date=day(5), by=BO, at=AT
        ),
    ):
        prepare()
        with pytest.raises(JourneyRefused, match="not everything is agreed"):
            journey.note_departure(**leave)  # type: ignore[arg-type]
        assert seen(application).line.state == "ticket_booked"
        assert not Stamp.objects.filter(state="travelled").exists()
    agreed(seen(application).reception)
    journey.note_departure(**leave)  # type: ignore[arg-type]
    assert seen(application).line.state == "travelled"


@pytest.mark.django_db
def test_another_flight_re_opens_every_agreement_and_tells_those_concerned(
    case: Group,
) -> None:
    application = applied(*case)
    granted(application)
    booked(application)
    met_at = seen(application).reception
    agreed(met_at)
    assert seen(application).reception_agreed
    booked(application, days=8, at=later(1))
    found = reception_detail(met(BO, later(1)), met_at)
    assert (found.line.is_agreed, found.line.arrival_date, found.version) == (False, day(8), 2)
    assert {one.state for one in found.parts} == {"waiting"}
    told = AuditLine.objects.filter(event="notice.given", facts__contains="reception_changed")
    assert told.exists()


@pytest.mark.django_db
def test_refund_and_reception_are_asked_for_apart_from_each_other(case: Group) -> None:
    only_reception = applied(*case, refund=False)
    with pytest.raises(JourneyRefused, match="as the application stands"):
        granted(only_reception)
    booked(only_reception)
    agreed(seen(only_reception).reception)
    leave = {"on_date": day(5), "travelled": case[1], "by": CEM, "at": later(5)}
    journey.note_departure(reference=only_reception, **leave)  # type: ignore[arg-type]
    with pytest.raises(JourneyRefused, match="as the application stands"):
        journey.claim_refund(reference=only_reception, kroner=1, receipts=1, by=CEM, at=later(6))
    other, [alone] = case_with(ADULT)
    only_refund = applied(other, [alone], reception=False)
    assert seen(only_refund).reception == ""
    granted(only_refund)
    booked(only_refund)
    journey.note_departure(reference=only_refund, on_date=day(5), travelled=[alone], by=CEM, at=later(5))
    assert seen(only_refund).line.state == "travelled"


@pytest.mark.django_db
def test_who_is_refused_may_travel_on_other_means_and_is_met_all_the_same(
    case: Group,
) -> None:
    application = applied(*case)
    journey.decide_application(
        reference=application,
        granted=False,
        ground="other_source",
        text=WORDS,
        appeal_told=True,
        by=BO,
        at=AT,
    )
    booked(application)
    agreed(seen(application).reception)
    journey.note_departure(reference=application, on_date=day(5), travelled=case[1], by=CEM, at=later(5))
    with pytest.raises(JourneyRefused):
        journey.claim_refund(reference=application, kroner=1, receipts=1, by=CEM, at=later(6))


@pytest.mark.django_db
def test_reception_is_asked_for_later_dropped_and_asked_for_again(case: Group) -> None:
    application = applied(*case, reception=False)
    journey.ask_reception(reference=application, by=CEM, at=AT)
    first = seen(application).reception
    with pytest.raises(JourneyRefused, match="under way already"):
        journey.ask_reception(reference=application, by=CEM, at=AT)
    journey.drop_reception(reference=application, by=CEM, at=AT)
    with pytest.raises(JourneyRefused, match="dropped already"):
        journey.drop_reception(reference=application, by=CEM, at=AT)
    assert seen(application).reception_dropped
    journey.ask_reception(reference=application, by=CEM, at=AT)
    assert seen(application).reception != first


@pytest.mark.django_db
def test_a_reception_that_kompetanseteamet_cancels_keeps_the_group_from_leaving(
    case: Group,
) -> None:
    application = applied(*case, refund=False)
    booked(application)
    reception.cancel_reception(reference=seen(application).reception, why="not_safe", by=BO, at=AT)
    with pytest.raises(JourneyRefused, match="not everything is agreed"):
        journey.note_departure(reference=application, on_date=day(5), travelled=case[1], by=CEM, at=later(5))
    journey.ask_reception(reference=application, by=CEM, at=later(1))
    assert seen(application, at=later(1)).line.turn == "coordinator"


@pytest.mark.django_db
def test_who_does_not_travel_is_not_returned_until_it_is_noted(case: Group) -> None:
    application = applied(*case, reception=False)
    granted(application)
    booked(application)
    journey.note_no_departure(reference=application, why="relatives", by=CEM, at=later(5))
    assert seen(application, at=later(5)).not_travelled == "relatives"
    booked(application, days=9, at=later(6))
    journey.note_departure(reference=application, on_date=day(9), travelled=case[1][:1], by=CEM, at=later(9))
    assert [one.returned for one in repatriation_facts(2024)] == [True, False]
    with pytest.raises(JourneyRefused, match="returned already"):
        journey.note_return(reference=application, member=case[1][0], on_date=day(10), by=CEM, at=later(10))
    journey.note_return(reference=application, member=case[1][1], on_date=day(20), by=CEM, at=later(30))
    assert [one.returned for one in repatriation_facts(2024, returned_by=day(19))] == [True, False]
    assert [one.returned for one in repatriation_facts(2024, returned_by=day(20))] == [True, True]


@pytest.mark.django_db
def test_a_fact_tells_of_one_person_and_points_at_nobody(case: Group) -> None:
    applied(*case)
    facts = list(repatriation_facts(2024))
    assert [(one.age_group, one.accompanied_by) for one in facts] == [
        ("adult_18_plus", "children"),
        ("child_under_18", "adult"),
    ]
    assert all(one.refund_asked and one.coordination_asked and not one.granted for one in facts)
    assert list(repatriation_facts(2023)) == list(repatriation_facts(2025)) == []


@pytest.mark.django_db
def test_who_is_applied_for_twice_in_a_year_is_one_person(case: Group) -> None:
    first = applied(*case, reception=False)
    journey.withdraw_application(reference=first, by=CEM, at=later(1))
    applied(case[0], case[1][:1], refund=False, at=later(2))
    [adult, child] = repatriation_facts(2024)
    assert (adult.refund_asked, adult.coordination_asked, adult.accompanied_by) == (True, True, "none")
    assert (child.refund_asked, child.coordination_asked) == (True, False)


@pytest.mark.django_db
def test_the_person_of_two_cases_is_one_and_those_who_come_along_cannot_be_known(case: Group) -> None:
    applied(*case)
    applied(*case_with(ADULT, CHILD))
    assert len(list(repatriation_facts(2024))) == 4
    Application.objects.update(person_pseudonym="p1-same")
    assert sorted(one.age_group for one in repatriation_facts(2024)) == [
        "adult_18_plus",
        *("child_under_18", "child_under_18"),
    ]


WRONG: dict[str, tuple[Callable[[str, list[str]], Any], str]] = {
    "a ticket for yesterday": (lambda ref, _m: booked(ref, days=-1), "today or a later day"),
    "a ticket without a day": (
        lambda ref, _m: journey.book_ticket(
            reference=ref, travel_date=None, arrival_date=None, by=CEM, at=AT
        ),
        "Say which day",
    ),
    "arriving before leaving": (
        lambda ref, _m: journey.book_ticket(
            reference=ref, travel_date=day(5), arrival_date=day(4), by=CEM, at=AT
        ),
        "before what it follows",
    ),
    "leaving tomorrow": (
        lambda ref, m: journey.note_departure(
            reference=ref, on_date=day(6), travelled=m, by=CEM, at=later(5)
        ),
        "not come yet",
    ),
    "leaving before applying": (
        lambda ref, m: journey.note_departure(
            reference=ref, on_date=day(-1), travelled=m, by=CEM, at=later(5)
        ),
        "before what it follows",
    ),
    "leaving with nobody": (
        lambda ref, _m: journey.note_departure(
            reference=ref, on_date=day(5), travelled=[], by=CEM, at=later(5)
        ),
        "at least one",
    ),
    "leaving with a stranger": (
        lambda ref, _m: journey.note_departure(
            reference=ref, on_date=day(5), travelled=["0" * 16], by=CEM, at=later(5)
        ),
        "not in the travel group",
    ),
    "not leaving without a reason": (
        lambda ref, _m: journey.note_no_departure(reference=ref, why="", by=CEM, at=AT),
        "Say why",
    ),
    "claiming before leaving": (
        lambda ref, _m: journey.claim_refund(reference=ref, kroner=1, receipts=1, by=CEM, at=AT),
        "as the application stands",
    ),
    "settling before claiming": (
        lambda ref, _m: journey.settle_claim(reference=ref, kroner=1, by=BO, at=AT),
        "Nothing has been claimed",
    ),
    "deciding twice": (lambda ref, _m: granted(ref), "as the application stands"),
    "sending twice": (
        lambda ref, _m: journey.submit_application(reference=ref, by=CEM, at=AT),
        "as the application stands",
    ),
    "taking back what is booked": (
        lambda ref, _m: journey.withdraw_application(reference=ref, by=CEM, at=AT),
        "as the application stands",
    ),
    "returning before it is known who left": (
        lambda ref, m: journey.note_return(reference=ref, member=m[0], on_date=day(1), by=CEM, at=later(2)),
        "as the application stands",
    ),
    "applying twice for one": (
        lambda ref, m: applied(Application.objects.get(reference=ref).from_reference, m),
        "under way",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("named", WRONG)
def test_what_is_impossible_is_refused_in_clear_words_and_nothing_is_changed(named: str, case: Group) -> None:
    call, why = WRONG[named]
    application = applied(*case, reception=False)
    granted(application)
    booked(application)
    before = Application.objects.values().get(reference=application)
    lines = AuditLine.objects.count()
    with pytest.raises(JourneyRefused, match=why):
        call(application, case[1])
    assert Application.objects.values().get(reference=application) == before
    assert AuditLine.objects.count() == lines


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kroner", "receipts", "why"),
    [(0, 1, "whole kroner"), (None, 1, "whole kroner"), (5, 0, "receipts"), (20_000_000, 1, "whole kroner")],
)
def test_a_claim_is_in_whole_kroner_with_receipts_and_no_more_is_paid(
    kroner: int | None, receipts: int, why: str, case: Group
) -> None:
    application = applied(*case, reception=False)
    granted(application)
    booked(application)
    journey.note_departure(reference=application, on_date=day(5), travelled=case[1], by=CEM, at=later(5))
    with pytest.raises(JourneyRefused, match=why):
        journey.claim_refund(reference=application, kroner=kroner, receipts=receipts, by=CEM, at=later(6))
    journey.claim_refund(reference=application, kroner=500, receipts=2, by=CEM, at=later(6))
    with pytest.raises(JourneyRefused, match="No more is paid"):
        journey.settle_claim(reference=application, kroner=501, by=BO, at=later(7))
    journey.settle_claim(reference=application, kroner=0, by=BO, at=later(7))
    assert seen(application).settled_kroner == 0


@pytest.mark.django_db
def test_nobody_is_applied_for_in_a_closed_case(case: Group) -> None:
    close_case(reference=case[0], on_date=DAY, by=CEM, at=AT)
    with pytest.raises(JourneyRefused, match="closed"):
        applied(*case)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"members": []}, "who travels"),
        ({"members": ["0" * 16]}, "not noted in the case"),
        ({"asks_refund": False, "asks_reception": False}, "refund, for reception"),
        ({"country": "XX"}, "Choose a country"),
    ],
)
def test_an_application_is_of_somebody_for_something_from_somewhere(
    changes: dict[str, Any], why: str, case: Group
) -> None:
    draft = {"members": case[1], "country": "PK", "asks_refund": True, "asks_reception": False, **changes}
    with pytest.raises(JourneyRefused, match=why):
        journey.apply_for_journey(reference=case[0], draft=ApplicationDraft(**draft), by=CEM, at=AT)


@pytest.mark.django_db
def test_papers_and_steps_are_noted_with_their_day(case: Group) -> None:
    application = applied(*case)
    journey.note_document(reference=application, kind="declaration_of_economy", on_date=DAY, by=CEM, at=AT)
    journey.check_step(reference=application, step="relatives_exit_ban", on_date=DAY, by=CEM, at=AT)
    found = seen(application)
    assert found.documents == (("declaration_of_economy", DAY),)
    assert dict(found.steps)["relatives_exit_ban"] == DAY
    # The Norwegian ban on taking a child abroad is another thing.
    assert dict(found.steps)["norwegian_exit_ban_child"] is None
    for call in (
        lambda: journey.note_document(reference=application, kind="diary", on_date=DAY, by=CEM, at=AT),
        lambda: journey.check_step(reference=application, step="luck", on_date=DAY, by=CEM, at=AT),
    ):
        with pytest.raises(JourneyRefused, match="values in the list"):
            call()
    with pytest.raises(JourneyRefused, match="not come yet"):
        journey.check_step(reference=application, step="custody", on_date=day(1), by=CEM, at=AT)


CONDITION: dict[str, Any] = {
    "code": "cannot_pay",
    "words": {"nb": "Ny ordlyd", "nn": "", "en": "New wording"},
    "source": "The regulation, section 3",
    "status": "verified",
    "valid_from": day(10),
    "in_use": True,
}


@pytest.mark.django_db
def test_a_condition_is_changed_from_a_day_on_and_what_was_decided_keeps_what_held_then(
    case: Group,
) -> None:
    application = applied(*case)
    granted(application)
    journey.note_condition(**CONDITION, by=GRO, at=AT)
    held = {one.code: one for one in conditions_on(day(9))}
    assert held["cannot_pay"].status == "unverified"
    now = {one.code: one for one in conditions_on(day(10))}
    assert (now["cannot_pay"].words["nn"], now["cannot_pay"].status) == ("Ny ordlyd", "verified")
    journey.note_condition(**CONDITION | {"valid_from": day(12), "in_use": False}, by=GRO, at=AT)
    assert "cannot_pay" not in {one.code for one in conditions_on(day(12))}
    old = {one.condition.code: one.condition for one in seen(application, at=later(20)).conditions}
    assert old["cannot_pay"].status == "unverified"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"source": " "}, "where it was read"),
        ({"status": "guessed"}, "values in the list"),
        ({"valid_from": day(-1)}, "today or a later day"),
        ({"valid_from": None}, "Say which day"),
        ({"words": {}}, "in Bokmål"),
        ({"code": "No code"}, "no such condition"),
    ],
)
def test_a_condition_has_words_a_source_a_status_and_a_day(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(JourneyRefused, match=why):
        journey.note_condition(**CONDITION | changes, by=GRO, at=AT)


@pytest.mark.django_db
def test_what_is_known_of_a_country_is_dated_and_has_a_source() -> None:
    assert {one.code: one.value for one in known_of("TR", day(400))}["special_envoy"] == "yes"
    fact = {"country": "TR", "code": "hague_1996", "source": "HCCH", "status": "verified"}
    journey.note_country(**fact, value="no", valid_from=date(2025, 6, 1), by=GRO, at=AT)
    assert {one.code: one.value for one in known_of("TR", date(2025, 5, 31))}["hague_1996"] == "yes"
    assert {one.code: one.value for one in known_of("TR", date(2025, 6, 1))}["hague_1996"] == "no"
    with pytest.raises(JourneyRefused, match="Something newer"):
        journey.note_country(**fact, value="yes", valid_from=date(2025, 5, 1), by=GRO, at=AT)
    with pytest.raises(NotPermitted):
        journey.note_country(**fact, value="yes", valid_from=date(2025, 7, 1), by=BO, at=AT)


@pytest.mark.django_db
def test_nobody_travels_on_another_day_than_the_one_that_was_agreed_for(case: Group) -> None:
    application = applied(*case)
    granted(application)
    booked(application, days=5)
    met_at = seen(application).reception
    reception.plan_reception(reference=met_at, arrival_date=day(7), by=BO, at=AT)
    agreed(met_at)
    leaves: dict[str, Any] = {"reference": application, "on_date": day(5), "travelled": case[1], "by": CEM}
    with pytest.raises(JourneyRefused, match="another day than the ticket"):
        journey.note_departure(**leaves, at=later(5))
    reception.change_day(reference=met_at, arrival_date=day(5), by=CEM, at=later(4))
    agreed(met_at)
    journey.note_departure(**leaves, at=later(5))


@pytest.mark.django_db
def test_a_departure_is_noted_also_where_the_arrival_was_noted_first(case: Group) -> None:
    application = applied(*case, refund=False)
    booked(application)
    met_at = seen(application).reception
    agreed(met_at)
    reception.note_arrival(reference=met_at, on_date=day(5), by=BO, at=later(6))
    journey.note_departure(reference=application, on_date=day(5), travelled=case[1], by=CEM, at=later(6))
    assert seen(application, at=later(6)).line.state == "travelled"


@pytest.mark.django_db
def test_who_wrote_an_application_does_not_decide_it_though_a_colleague_sent_it() -> None:
    made, members = case_with(ADULT, by=BO)
    draft = ApplicationDraft(members, "PK", True, False)
    application = journey.apply_for_journey(reference=made, draft=draft, by=BO, at=AT)
    journey.submit_application(reference=application, by=ANNA, at=AT)
    for one in (BO, ANNA):
        with pytest.raises(JourneyRefused, match="Somebody else"):
            journey.request_information(reference=application, text="Why?", by=one, at=AT)


@pytest.mark.django_db
def test_nothing_is_sent_from_a_closed_case(case: Group) -> None:
    draft = ApplicationDraft(case[1], "PK", True, False)
    application = journey.apply_for_journey(reference=case[0], draft=draft, by=CEM, at=AT)
    close_case(reference=case[0], on_date=DAY, by=CEM, at=AT)
    with pytest.raises(JourneyRefused, match="closed"):
        journey.submit_application(reference=application, by=CEM, at=AT)


@pytest.mark.django_db
def test_who_only_decides_does_nothing_in_the_name_of_who_applied() -> None:
    made, members = case_with(ADULT, by=BO)
    application = applied(made, members, by=BO)
    block: dict[str, Any] = {"service": "KT", "reference": made, "blocked_by": 1, "blocked_at": AT}
    Block.objects.create(**block, account_id=ANNA.account_id)
    with pytest.raises(CaseNotFound):
        journey.withdraw_application(reference=application, by=ANNA, at=AT)
    with pytest.raises(CaseNotFound):
        seen(application, ANNA)
    grade_address(reference=made, grading="confidential", by=BO, at=AT)
    kari = actor("kari", "KT", "case_worker", account_id=98)
    with pytest.raises(CaseNotFound):
        journey.withdraw_application(reference=application, by=kari, at=AT)
