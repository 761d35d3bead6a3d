"""Any verbs in any order: no place given twice, nobody in two, no negative stay, no decision without grounds.

In the first tier a short run; ``FRISTED_STEPS`` makes it as long as one has time for.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count, F, Q
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.housing import actions
from fristed.casework.housing.codes import FOLLOWS, HOLDING_A_PLACE, WHY, Ground, State, Suitability, Why
from fristed.casework.housing.facts import Wishes
from fristed.casework.housing.models import Application, Place, Stay, Step
from fristed.casework.housing.refusals import HousingRefused
from fristed.foundation.audit.models import AuditLine
from tests.spec.cast import at_ten
from tests.unit.casework.housing.world import (
    ADULT,
    CHILD,
    HILDE,
    PARTNER,
    PER,
    TOVE,
    accepted,
    asked,
    days,
    dwelling,
    places_of,
    provider,
)

STEPS = int(os.environ.get("FRISTED_STEPS", "60"))
GROUPS = ((ADULT,), (ADULT, CHILD), (ADULT, PARTNER))
PER_EXAMPLE = 40
WHYS = st.sampled_from([*Why, ""])  # type: ignore[list-item]
DAYS = st.integers(-2, 3)
INDEX = st.integers(0, 5)


class Housing(RuleBasedStateMachine):
    """Four applications and two dwellings with two places each; time goes on, and verbs come as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.today = 13

    @initialize()
    def begin(self) -> None:
        """Make the world."""
        home = provider(TOVE)
        self.homes = [dwelling(home, places=2), dwelling(home, places=2, zone="b")]
        self.applications = [accepted(*GROUPS[0]), accepted(*GROUPS[1]), accepted(*GROUPS[2]), asked()]
        self.places = [place for one in self.homes for place in places_of(one)]

    def teardown(self) -> None:
        """Leave nothing behind."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def tried(self, verb: Callable[..., Any], after: int, by: Any, **given: Any) -> None:
        """Call a verb; one that is refused has changed nothing and left no line."""
        day = self.today + after
        before = (AuditLine.objects.count(), Step.objects.count(), Stay.objects.count())
        # To the police an application is not there any more once they have answered.
        with suppress(HousingRefused, CaseNotFound), transaction.atomic():
            verb(on_date=days(day), by=by, at=at_ten(days(self.today)), **given)
            return
        assert before == (AuditLine.objects.count(), Step.objects.count(), Stay.objects.count())

    def one(self, index: int) -> str:
        return self.applications[index % len(self.applications)]

    @rule(more=st.sampled_from([1, 7, 60]))
    def time_goes_on(self, more: int) -> None:
        self.today += more

    @rule(index=INDEX, after=DAYS)
    def mapping(self, index: int, after: int) -> None:
        self.tried(actions.note_mapping, after, HILDE, reference=self.one(index), wishes=Wishes(shuns=("b",)))

    @rule(index=INDEX, after=DAYS)
    def ask_police(self, index: int, after: int) -> None:
        self.tried(actions.ask_security, after, HILDE, reference=self.one(index))

    @rule(index=INDEX, after=DAYS, answer=st.sampled_from([True, True, False, None]))
    def police_answer(self, index: int, after: int, answer: bool | None) -> None:
        reference = self.one(index)
        if Application.objects.filter(reference=reference, with_police=True).exists():
            self.tried(actions.answer_security, after, PER, reference=reference, is_recommended=answer)

    @rule(
        index=INDEX,
        after=DAYS,
        suitability=st.sampled_from([*Suitability, ""]),
        ground=st.sampled_from([*Ground, ""]),
    )
    def assess(self, index: int, after: int, suitability: str, ground: str) -> None:
        self.tried(
            actions.assess_application,
            after,
            HILDE,
            reference=self.one(index),
            suitability=suitability,
            ground=ground,
        )

    @rule(index=INDEX, after=DAYS)
    def offer(self, index: int, after: int) -> None:
        self.tried(actions.offer_place, after, HILDE, reference=self.one(index))

    @rule(index=INDEX, after=DAYS)
    def accept(self, index: int, after: int) -> None:
        self.tried(actions.accept_place, after, HILDE, reference=self.one(index))

    @rule(
        index=INDEX,
        after=DAYS,
        why=WHYS,
        verb=st.sampled_from(
            [
                actions.put_on_waiting_list,
                actions.decline_place,
                actions.refuse_place,
                actions.give_up_places,
            ]
        ),
    )
    def say_no(self, index: int, after: int, why: str, verb: Callable[..., Any]) -> None:
        self.tried(verb, after, HILDE, reference=self.one(index), why=why)

    @rule(index=INDEX, after=DAYS, chosen=st.lists(st.integers(0, 3), max_size=3))
    def allocate(self, index: int, after: int, chosen: list[int]) -> None:
        places = [self.places[one] for one in chosen]
        self.tried(actions.allocate_places, after, HILDE, reference=self.one(index), places=places)

    @rule(index=INDEX, after=DAYS)
    def move_in(self, index: int, after: int) -> None:
        self.tried(actions.move_in, after, HILDE, reference=self.one(index))

    @rule(index=INDEX, after=DAYS, planned=st.integers(-1, 300))
    def plan_out(self, index: int, after: int, planned: int) -> None:
        self.tried(
            actions.plan_move_out,
            after,
            HILDE,
            reference=self.one(index),
            planned_date=days(self.today + planned),
        )

    @rule(index=INDEX, after=DAYS, why=WHYS)
    def move_out(self, index: int, after: int, why: str) -> None:
        self.tried(actions.move_out, after, HILDE, reference=self.one(index), why=why)

    @rule(index=INDEX, after=DAYS)
    def follow_up(self, index: int, after: int) -> None:
        self.tried(actions.follow_up_stay, after, HILDE, reference=self.one(index), found="safe")

    @rule(index=INDEX, after=DAYS)
    def close(self, index: int, after: int) -> None:
        self.tried(actions.close_application, after, HILDE, reference=self.one(index))

    @precondition(lambda self: self.today < 300)
    @rule(index=st.integers(0, 3), after=st.integers(-1, 2))
    def cut(self, index: int, after: int) -> None:
        # To the police an application is not there any more once they have answered.
        with suppress(HousingRefused, CaseNotFound), transaction.atomic():
            actions.cut_place(
                place=self.places[index],
                to_date=days(self.today + after),
                by=HILDE,
                at=at_ten(days(self.today)),
            )

    @invariant()
    def no_place_is_given_twice(self) -> None:
        rows = Stay.objects.filter(takes_place=True)
        for place in Place.objects.all():
            assert not _overlap(list(rows.filter(place=place).values_list("from_date", "ended_date")))

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        for member in set(Stay.objects.values_list("member_id", flat=True)):
            spans = Stay.objects.filter(member_id=member).values_list("from_date", "ended_date")
            assert not _overlap(list(spans))

    @invariant()
    def no_stay_is_negative_and_no_day_is_to_come(self) -> None:
        wrong = Q(ended_date__lt=F("from_date")) | Q(moved_in_date__lt=F("from_date"))
        wrong |= Q(ended_date__lt=F("moved_in_date")) | Q(from_date__gt=days(self.today))
        assert not Stay.objects.filter(wrong).exists()
        assert not Step.objects.filter(on_date__gt=days(self.today)).exists()

    @invariant()
    def nothing_is_decided_without_grounds(self) -> None:
        assert not Step.objects.filter(state__in=[str(one) for one in WHY], why="").exists()
        decided = Step.objects.filter(state=State.ASSESSED).values("application")
        assert (
            not Application.objects.filter(pk__in=decided).filter(Q(ground="") | Q(suitability="")).exists()
        )

    @invariant()
    def steps_go_forward_as_the_table_says(self) -> None:
        for application in Application.objects.prefetch_related("steps"):
            steps = list(application.steps.all())
            assert application.state == steps[-1].state
            for before, after in pairwise(steps):
                assert State(after.state) in FOLLOWS[State(before.state)]
                assert before.on_date <= after.on_date

    @invariant()
    def who_holds_a_place_has_one_each_and_who_does_not_has_none(self) -> None:
        live = Stay.objects.filter(ended_date=None)
        held = Application.objects.filter(state__in=[str(one) for one in HOLDING_A_PLACE])
        assert set(live.values_list("application", flat=True)) == set(held.values_list("pk", flat=True))
        for row in held.annotate(many=Count("people", distinct=True)):
            assert live.filter(application=row).count() == row.many


def _overlap(spans: list[tuple[date, date | None]]) -> bool:
    ordered = sorted(spans, key=lambda one: (one[0], one[1] or date.max))
    return any(ended is None or ended > begun for (_, ended), (begun, _) in pairwise(ordered))


@pytest.mark.ci
@pytest.mark.django_db(transaction=True)
def test_no_order_of_verbs_breaks_what_must_hold() -> None:

    run_state_machine_as_test(
        Housing,
        settings=settings(
            max_examples=max(1, STEPS // PER_EXAMPLE),
            stateful_step_count=PER_EXAMPLE,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
