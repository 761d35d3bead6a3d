"""What goes on in the demo's outreach: something for each service, and nothing in the years of the report."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fristed.casework.assignments import queries
from fristed.casework.assignments.fact_queries import assignment_facts
from fristed.foundation.identity.queries import SYSTEM, actor_named
from fristed.interfaces.cli.demo import REPORT_YEAR, create_cast
from fristed.interfaces.cli.demo_outreach import outreach_in_demo
from tests.spec.cast import at_ten
from tests.unit.casework.assignments.world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.ci]


@pytest.mark.parametrize("day", [TODAY, TODAY.replace(month=12, day=31)])
def test_each_service_has_something_to_answer_to_help_with_and_to_look_forward_to(day: object) -> None:
    create_cast(by=SYSTEM)
    at = at_ten(TODAY if day == TODAY else TODAY.replace(month=12, day=31))
    outreach_in_demo(at=at)
    today = at.date()
    for username in ("aud", "bo", "cem", "eli"):
        found = queries.board_of(actor_named(username), today, today + timedelta(days=21))
        assert len(found.to_answer) == 1
        assert found.asking_for_help
        assert len(found.in_days) == 4
        assert found.under_way
    assert {one.state for one in queries.witnesses_of(actor_named("bo"))} == {"summoned", "accepted"}
    assert len(queries.who_covers(on_date=today)) == 5
    assert list(assignment_facts(REPORT_YEAR)) == []
