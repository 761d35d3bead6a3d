"""Whatever the four services do with assignments in whatever order, what must hold holds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from fristed.casework.assignments import actions, queries
from fristed.casework.assignments.codes import FOLLOWS, OVER, State
from fristed.casework.assignments.fact_queries import assignment_facts
from fristed.casework.assignments.models import Assignment
from fristed.casework.assignments.refusals import OutreachRefused
from fristed.foundation.audit.models import AuditLine
from tests.unit.casework.assignments.world import SERVICES, TODAY, later, requested

SERVICE = st.sampled_from(sorted(SERVICES))
DAYS = st.integers(0, 3)


class Outreach(RuleBasedStateMachine):
    """The four services with a few assignments, and days that go by."""

    asked = Bundle("asked")

    def __init__(self) -> None:
        super().__init__()
        Assignment.objects.all().delete()
        self.days = 0
        self.held: set[str] = set()

    @property
    def at(self) -> dict[str, Any]:
        return later(self.days)

    @rule(target=asked, service=SERVICE)
    def ask(self, service: str) -> str:
        return requested(SERVICES[service])

    @rule(days=DAYS)
    def wait(self, days: int) -> None:
        self.days += days

    def act(self, verb: Any, reference: str, service: str, **more: Any) -> bool:
        """Do something; what is refused must have left no trace."""
        row = Assignment.objects.get(reference=reference)
        before, lines = (
            Assignment.objects.filter(reference=reference).values().get(),
            AuditLine.objects.count(),
        )
        try:
            verb(reference=reference, version=row.version, by=SERVICES[service], **self.at, **more)
        except OutreachRefused:
            assert Assignment.objects.filter(reference=reference).values().get() == before
            assert AuditLine.objects.count() == lines
            return False
        after = Assignment.objects.get(reference=reference)
        assert after.version == row.version + 1
        assert after.state == row.state or after.state in FOLLOWS[State(row.state)]
        assert AuditLine.objects.count() == lines + 1
        return True

    @rule(reference=asked, service=SERVICE)
    def accept(self, reference: str, service: str) -> None:
        self.act(actions.accept_assignment, reference, service)

    @rule(reference=asked, service=SERVICE, to=SERVICE)
    def pass_on(self, reference: str, service: str, to: str) -> None:
        if self.act(actions.pass_on_assignment, reference, service, to=to):
            assert Assignment.objects.get(reference=reference).service == to != service

    @rule(reference=asked, service=SERVICE)
    def decline(self, reference: str, service: str) -> None:
        self.act(actions.decline_assignment, reference, service, why="no_capacity")

    @rule(reference=asked, service=SERVICE, days=DAYS)
    def plan(self, reference: str, service: str, days: int) -> None:
        day = TODAY + timedelta(days=self.days + days - 1)
        self.act(actions.plan_assignment, reference, service, planned_date=day)

    @rule(reference=asked, service=SERVICE, days=DAYS)
    def hold(self, reference: str, service: str, days: int) -> None:
        day = TODAY + timedelta(days=self.days + days - 1)
        given = {"on_date": day, "participants": None, "week": ""}
        if self.act(actions.hold_assignment, reference, service, **given):
            self.held.add(reference)

    @rule(reference=asked, service=SERVICE)
    def cancel(self, reference: str, service: str) -> None:
        self.act(actions.cancel_assignment, reference, service, why="illness")

    @rule(reference=asked, service=SERVICE, needs=st.booleans())
    def ask_for_help(self, reference: str, service: str, needs: bool) -> None:
        self.act(actions.ask_for_help, reference, service, needs=needs)

    @rule(reference=asked, service=SERVICE)
    def take(self, reference: str, service: str) -> None:
        asked_for_help = Assignment.objects.get(reference=reference).needs_help
        if self.act(actions.take_assignment, reference, service):
            assert asked_for_help

    @rule(reference=asked, service=SERVICE)
    def join(self, reference: str, service: str) -> None:
        self.act(actions.join_assignment, reference, service)

    @rule(reference=asked, service=SERVICE)
    def feedback(self, reference: str, service: str) -> None:
        self.act(actions.note_feedback, reference, service, respondents=1, counts={("useful", "yes"): 1})

    @invariant()
    def what_is_held_is_counted_once(self) -> None:
        rows = Assignment.objects.filter(reference__in=self.held)
        assert {row.state for row in rows} <= {State.HELD}
        counted = [*assignment_facts(2026), *assignment_facts(2027)]
        assert sorted(fact.service for fact in counted) == sorted(row.service for row in rows)

    @invariant()
    def nothing_that_is_over_asks_for_help_or_holds_a_contact_it_does_not_need(self) -> None:
        for row in Assignment.objects.filter(state__in=[*map(str, OVER)]):
            assert not row.needs_help
            assert not row.contact or (row.state == State.HELD and row.respondents is None)

    @invariant()
    def nobody_helps_themselves(self) -> None:
        for row in Assignment.objects.prefetch_related("helpers"):
            assert row.service not in {one.service for one in row.helpers.all()}

    @invariant()
    def every_step_stands_in_the_history(self) -> None:
        for row in Assignment.objects.prefetch_related("steps"):
            steps = list(row.steps.all())
            assert [one.number for one in steps] == list(range(1, len(steps) + 1))
            assert (steps[-1].state, steps[-1].on_date) == (row.state, row.since_date)

    @invariant()
    def what_waits_is_on_one_board(self) -> None:
        waiting = Assignment.objects.filter(state__in=("requested", "passed_on")).count()
        assert sum(queries.outreach_waiting(by) for by in SERVICES.values()) == waiting


FEW = settings(
    max_examples=12,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.ci
@pytest.mark.django_db(transaction=True)
def test_no_order_of_verbs_breaks_what_must_hold() -> None:
    run_state_machine_as_test(Outreach, settings=FEW)  # type: ignore[no-untyped-call]
