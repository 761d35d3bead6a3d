"""The invented chain goes through the rooms and comes back as the facts it was built from."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from fristed.casework.cases.actions import RegisterNotEmpty, load_register, register_case
from fristed.casework.cases.models import Case
from fristed.casework.housing.actions import load_housing
from fristed.casework.housing.models import Application as Housed
from fristed.casework.housing.models import Place, Stay
from fristed.casework.housing.rules import may_follow
from fristed.casework.parties.loading import NoCaseLeft
from fristed.casework.parties.models import Member
from fristed.casework.reception.models import Reception
from fristed.casework.repatriation.actions import load_journeys
from fristed.casework.repatriation.models import Application as Journey
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.chain_register import load_chain
from fristed.methods.reconstruction.register import read_register
from fristed.statistics.chains.computing import facts_of_chain
from fristed.statistics.chains.counting import ChainFacts, count_chains
from tests.chain_register import SEED, facts_of, register
from tests.spec.cast import AUD, BO, CEM, at_ten, plain_case

AT = at_ten(date(2026, 11, 2))
GIVEN: dict[str, Any] = {"seed": SEED, "by": SYSTEM, "at": AT}
pytestmark = pytest.mark.django_db
COUNTED = ("journeys", "housed", "housed_before", "occupancy")


def counted(found: ChainFacts) -> dict[str, Counter[Any]]:
    """Give how often each fact is there."""
    return {name: Counter(getattr(found, name)) for name in COUNTED}


@pytest.mark.ci
def test_what_the_rooms_give_back_is_what_was_built() -> None:
    load_register(read_register(), **GIVEN)
    cases = Case.objects.count()
    assert load_chain(**GIVEN) == len(register().journeys) + len(register().housing)
    found = facts_of_chain(2024)
    assert counted(found) == counted(facts_of(register()))
    assert found.cases == 1402
    waits, built = (count_chains(one).waits for one in (found, facts_of(register())))
    of_housing = {key: days for key, days in waits.items() if key[0] == "housing"}
    assert of_housing == {key: days for key, days in built.items() if key[0] == "housing"}
    assert all(days for key, days in of_housing.items())
    assert sum(row.adults + row.children for row in Reception.objects.all()) == 41
    # Nobody is a case by themselves, and each application is of a case that had begun.
    assert Case.objects.count() == cases
    assert Member.objects.count() == sum(
        len(people)
        for people in (
            *(one.travellers for one in register().journeys),
            *(one.people for one in register().housing),
        )
    )
    for row in Housed.objects.select_related("case").prefetch_related("steps"):
        assert row.case.first_contact_date <= row.asked_at.date()
        states = [step.state for step in row.steps.all()]
        assert states[0] == "contact"
        assert all(may_follow(one, after) for one, after in pairwise(states))
        assert row.state == "closed"
    assert not Stay.objects.filter(ended_date=None).exists()
    assert not Place.objects.filter(to_date=None).exists()
    events = set(AuditLine.objects.values_list("event", flat=True))
    assert events == {"register.loaded", "register.journeys_loaded", "register.housing_loaded"}
    with pytest.raises(RegisterNotEmpty):
        load_chain(**GIVEN)
    with pytest.raises(RegisterNotEmpty):
        load_housing((), (), **GIVEN)


def test_a_chain_without_cases_is_refused_and_nothing_is_stored() -> None:
    with pytest.raises(NoCaseLeft):
        load_chain(**GIVEN)
    for service, who in (("KT", BO), ("SU", CEM)):
        draft = plain_case(service, date(2026, 10, 1), abroad_case=service == "SU")
        register_case(draft=draft, by=who, at=AT)
    with pytest.raises(NoCaseLeft):
        load_chain(**GIVEN)
    for table in (Journey, Housed, Member):
        assert not table.objects.exists()
    assert not AuditLine.objects.filter(event__endswith="s_loaded").exists()


def test_one_of_each_is_noted_in_a_case_that_fits() -> None:
    early = date(2022, 1, 3)
    for gender in ("male", "female"):
        draft = replace(plain_case("KT", early), gender=gender, age_band="18_24")
        register_case(draft=draft, by=BO, at=at_ten(early))
    abroad = date(2024, 1, 3)
    register_case(draft=plain_case("SU", abroad, abroad_case=True), by=CEM, at=at_ten(abroad))
    register_case(draft=plain_case("MR", early), by=AUD, at=at_ten(early))
    one = next(each for each in register().housing if each.people[0].gender == "female")
    assert load_housing((one,), register().places, **GIVEN) == 1
    assert load_journeys(register().journeys[:1], **GIVEN) == 1
    housed, journey = Housed.objects.get(), Journey.objects.get()
    assert (housed.case.service, housed.case.gender, journey.case.service) == ("KT", "female", "SU")
    assert Member.objects.filter(case=housed.case).count() == len(one.people)
