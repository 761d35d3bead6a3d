"""Whatever the two sides do in whatever order, nobody travels unmet, and nothing is decided without grounds.

The verbs are called at random, right and wrong, while days pass. What a verb refuses changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.reception import actions as reception
from fristed.casework.reception.codes import PartKind, Why
from fristed.casework.reception.models import Part, Reception
from fristed.casework.reception.models import Stamp as ReceptionStamp
from fristed.casework.reception.queries import is_agreed
from fristed.casework.reception.refusals import ReceptionRefused
from fristed.casework.reception.rules import FOLLOWS as RECEPTION_FOLLOWS
from fristed.casework.repatriation import actions as journey
from fristed.casework.repatriation.codes import Answer, Ground, NotTravelled, State
from fristed.casework.repatriation.fact_queries import journey_days
from fristed.casework.repatriation.known import conditions_on
from fristed.casework.repatriation.models import Application, Stamp, Traveller
from fristed.casework.repatriation.refusals import JourneyRefused
from fristed.casework.repatriation.rules import FOLLOWS
from tests.spec.cast import BO, CEM, at_ten
from tests.spec.home import ADULT, ANNA, CHILD, DAY, WORDS, applied, case_with

WHEN = st.integers(-2, 6)
SIDES = st.sampled_from([CEM, BO, ANNA])
REFUSALS = (JourneyRefused, ReceptionRefused, CaseNotFound)


class TheWayHome(RuleBasedStateMachine):
    """One travel group, an envoy, two in Kompetanseteamet, and a calendar."""

    def __init__(self) -> None:
        super().__init__()
        # One walk leaves nothing behind for the next.
        self.marks = {alias: transaction.savepoint(using=alias) for alias in ("default", "keys")}
        self.today = DAY
        self.reference = ""
        self.members: list[str] = []

    @initialize(refund=st.booleans(), met=st.booleans())
    def apply(self, refund: bool, met: bool) -> None:
        case, self.members = case_with(ADULT, CHILD)
        self.reference = applied(case, self.members, refund=refund or not met, reception=met)

    def teardown(self) -> None:
        for alias, mark in self.marks.items():
            transaction.savepoint_rollback(mark, using=alias)

    @property
    def row(self) -> Application:
        return Application.objects.get(reference=self.reference)

    def _try(self, verb: Callable[..., Any], **given: Any) -> bool:
        before = self._all()
        try:
            verb(at=at_ten(self.today), **given)
        except REFUSALS:
            assert self._all() == before
            return False
        return True

    def _all(self) -> list[Any]:
        kinds = (Application, Traveller, Stamp, Reception, Part, ReceptionStamp)
        return [list(kind.objects.order_by("pk").values()) for kind in kinds]

    def _day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    @rule(days=st.integers(0, 4))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(answer=st.sampled_from([*Answer]), all_of_them=st.booleans(), by=SIDES)
    def judge(self, answer: Answer, all_of_them: bool, by: Any) -> None:
        codes = [one.code for one in conditions_on(self.today)]
        for code in codes if all_of_them else codes[:1]:
            if by.service == "KT":
                self._try(
                    journey.answer_condition,
                    reference=self.reference,
                    condition=code,
                    answer=str(answer),
                    by=by,
                )

    @rule(
        granted=st.booleans(),
        ground=st.sampled_from(["", *Ground]),
        text=st.sampled_from(["", WORDS]),
        appeal=st.booleans(),
    )
    def decide(self, granted: bool, ground: str, text: str, appeal: bool) -> None:
        done = self._try(
            journey.decide_application,
            reference=self.reference,
            granted=granted,
            ground=str(ground),
            text=text,
            appeal_told=appeal,
            by=BO,
        )
        assert not done or (ground and text and appeal)

    @rule()
    def grant(self) -> None:
        for one in conditions_on(self.today):
            self._try(
                journey.answer_condition, reference=self.reference, condition=one.code, answer="met", by=BO
            )
        self._try(
            journey.decide_application,
            reference=self.reference,
            granted=True,
            ground="conditions_met",
            text=WORDS,
            appeal_told=True,
            by=BO,
        )

    @rule(text=st.sampled_from(["", "More?"]))
    def ask_for_more(self, text: str) -> None:
        self._try(journey.request_information, reference=self.reference, text=text, by=BO)

    @rule(text=st.sampled_from(["", "This."]))
    def answer_more(self, text: str) -> None:
        self._try(journey.give_information, reference=self.reference, text=text, by=CEM)

    @rule(leave=WHEN, arrive=WHEN)
    def book(self, leave: int, arrive: int) -> None:
        self._try(
            journey.book_ticket,
            reference=self.reference,
            travel_date=self._day(leave),
            arrival_date=self._day(arrive),
            by=CEM,
        )

    @rule(days=WHEN)
    def plan(self, days: int) -> None:
        if self.row.reception:
            self._try(
                reception.plan_reception,
                reference=self.row.reception,
                arrival_date=self._day(days),
                by=BO,
            )

    @rule(kind=st.sampled_from([*PartKind]), asks=st.booleans(), agreed=st.booleans())
    def agree(self, kind: PartKind, asks: bool, agreed: bool) -> None:
        if not self.row.reception:
            return
        given = {"reference": self.row.reception, "kind": str(kind), "by": BO}
        if asks:
            self._try(reception.ask_part, account=None, **given)
        self._try(reception.note_answer, agreed=agreed, **given)

    @rule()
    def agree_all(self) -> None:
        for kind in PartKind:
            self.agree_one(kind)

    def agree_one(self, kind: PartKind) -> None:
        if self.row.reception:
            given = {"reference": self.row.reception, "kind": str(kind), "by": BO}
            self._try(reception.ask_part, account=None, **given)
            self._try(reception.note_answer, agreed=True, **given)

    @rule(days=WHEN, many=st.integers(0, 2))
    def depart(self, days: int, many: int) -> None:
        row = self.row
        must = row.asks_reception and not row.reception_dropped
        agreed = bool(row.reception) and is_agreed(row.reception)
        done = self._try(
            journey.note_departure,
            reference=self.reference,
            on_date=self._day(days),
            travelled=self.members[:many],
            by=CEM,
        )
        assert not done or not must or agreed
        assert not done or days <= 0

    @rule(why=st.sampled_from(["", *NotTravelled]))
    def stay(self, why: str) -> None:
        self._try(journey.note_no_departure, reference=self.reference, why=str(why), by=CEM)

    @rule(days=WHEN, which=st.integers(0, 1))
    def come_home(self, days: int, which: int) -> None:
        self._try(
            journey.note_return,
            reference=self.reference,
            member=self.members[which],
            on_date=self._day(days),
            by=CEM,
        )

    @rule(days=WHEN, verb=st.sampled_from(["note_arrival", "note_handover", "note_interview"]))
    def arrive(self, days: int, verb: str) -> None:
        if self.row.reception:
            self._try(getattr(reception, verb), reference=self.row.reception, on_date=self._day(days), by=BO)

    @rule(why=st.sampled_from(["", *Why]), verb=st.sampled_from(["postpone_reception", "cancel_reception"]))
    def call_off(self, why: str, verb: str) -> None:
        if self.row.reception:
            self._try(getattr(reception, verb), reference=self.row.reception, why=str(why), by=BO)

    @rule(verb=st.sampled_from(["ask_reception", "drop_reception", "submit_application"]))
    def ask_or_drop(self, verb: str) -> None:
        self._try(getattr(journey, verb), reference=self.reference, by=CEM)

    @rule(kroner=st.integers(-1, 3), receipts=st.integers(0, 2))
    def claim(self, kroner: int, receipts: int) -> None:
        self._try(journey.claim_refund, reference=self.reference, kroner=kroner, receipts=receipts, by=CEM)

    @rule(kroner=st.integers(-1, 4))
    def settle(self, kroner: int) -> None:
        self._try(journey.settle_claim, reference=self.reference, kroner=kroner, by=BO)

    @invariant()
    def every_step_follows_the_one_before(self) -> None:
        for kind, follows, field in (
            (Stamp, FOLLOWS, "application_id"),
            (ReceptionStamp, RECEPTION_FOLLOWS, "reception_id"),
        ):
            before: dict[int, Any] = {}
            for row in kind.objects.order_by("pk"):
                last = before.get(getattr(row, field))
                if last is not None:
                    assert row.state in follows[last.state]
                    assert row.at >= last.at
                before[getattr(row, field)] = row

    @invariant()
    def a_decision_has_grounds_and_time_never_runs_backwards(self) -> None:
        for row in Application.objects.all():
            assert not row.outcome or (row.ground and row.appeal_told and row.decided_at)
            assert row.state != State.SETTLED or row.outcome == State.GRANTED
            assert (row.settled_kroner or 0) <= (row.claimed_kroner or 0)
        for fact in journey_days(DAY.year):
            assert all(days >= 0 for days in fact.days.values())
        for one in Reception.objects.all():
            days = [one.left_date, one.arrived_date, one.handed_over_date, one.interview_date]
            known = [day for day in days if day is not None]
            assert known == sorted(known)
        for traveller in Traveller.objects.exclude(returned_date=None):
            assert DAY <= traveller.returned_date <= self.today


def walked(examples: int, steps: int) -> None:
    """Walk at random, so many times so many steps; a failure is shown as it was found."""
    given = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(TheWayHome, settings=given)


@pytest.mark.django_db(databases=["default", "keys"])
def test_nobody_travels_unmet_and_nothing_is_decided_without_grounds() -> None:
    walked(1, 6)


@pytest.mark.ci
@pytest.mark.django_db(databases=["default", "keys"])
def test_the_same_for_long() -> None:
    walked(25, 40)
