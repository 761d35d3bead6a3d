"""The demo has journeys home in it: one that waits, one whose reception the police are asked for."""

from __future__ import annotations

from datetime import date

import pytest

from fristed.casework.cases.actions import register_case
from fristed.casework.reception.queries import parts_for, receptions_of
from fristed.casework.repatriation.queries import applications_of
from fristed.foundation.identity.queries import SYSTEM, actor_named
from fristed.interfaces.cli.demo import create_cast
from fristed.interfaces.cli.demo_chain import PLACE, journeys_in_demo
from tests.spec.cast import at_ten, plain_case
from tests.spec.home import met

AT = at_ten(date(2026, 11, 2))


@pytest.mark.ci
@pytest.mark.django_db(databases=["default", "keys"])
def test_the_demo_has_a_journey_that_waits_and_one_that_goes_on() -> None:
    create_cast(by=SYSTEM)
    envoy = actor_named("cem")
    for _ in range(PLACE + 2):
        register_case(draft=plain_case("SU", AT.date()), by=envoy, at=AT)
    journeys_in_demo(at=AT)
    assert {one.state for one in applications_of(met(envoy, AT))} == {"submitted", "ticket_booked"}
    assert len(receptions_of(met(actor_named("bo"), AT))) == 2
    assert [one.kind for one in parts_for(met(actor_named("pia"), AT))] == ["police_at_airport"]
