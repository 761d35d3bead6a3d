"""The invented outreach goes through the rooms and comes back as the facts it was built from."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from fristed.casework.assignments.models import Activity, Assignment, Week
from fristed.casework.cases.actions import (
    RegisterNotEmpty,
    convert_grey_zone_case,
    load_register,
    register_case,
    register_grey_zone_case,
)
from fristed.casework.cases.actions.loading_grey_zone import load_grey_zone
from fristed.casework.cases.fact_queries import grey_zone_facts
from fristed.casework.cases.facts import GreyZoneDraft, GreyZoneFact
from fristed.casework.cases.models import Case, GreyZoneCase
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.interfaces.cli.outreach_register import load_invented_outreach
from fristed.methods.reconstruction.outreach.records import InventedGreyZone
from fristed.methods.reconstruction.register import read_register
from fristed.statistics.outreach.computing import facts_of_outreach
from tests.outreach_register import SEED, facts_of, register
from tests.spec.cast import AUD, at_ten, plain_case

AT = at_ten(date(2026, 11, 2))
GIVEN: dict[str, Any] = {"seed": SEED, "by": SYSTEM, "at": AT}
pytestmark = pytest.mark.django_db
COUNTED = ("assignments", "before", "grey_zone", "answers")


@pytest.mark.ci
def test_what_the_rooms_give_back_is_what_was_built() -> None:
    load_register(read_register(), **GIVEN)
    cases = Case.objects.count()
    built = register()
    rows = len(built.grey_zone) + len(built.assignments) + len(built.activities)
    assert load_invented_outreach(**GIVEN) == rows
    found, expected = facts_of_outreach(2024), facts_of(built)
    for name in COUNTED:
        assert Counter(getattr(found, name)) == Counter(getattr(expected, name)), name
    # No case came, and each grey-zone case became one that began then or later.
    assert Case.objects.count() == cases
    for row in GreyZoneCase.objects.filter(case__isnull=False).select_related("case"):
        assert row.case is not None
        assert row.first_contact_date <= row.case.first_contact_date
    assert not Assignment.objects.exclude(contact="", agency="").exists()
    held = Assignment.objects.filter(week__isnull=False).select_related("week")
    assert held.count() == 24
    assert all(row.week and row.week.first_date <= row.held_date <= row.week.last_date for row in held)
    events = set(AuditLine.objects.values_list("event", flat=True))
    assert events == {"register.loaded", "register.grey_zone_loaded", "register.outreach_loaded"}
    with pytest.raises(RegisterNotEmpty):
        load_invented_outreach(**GIVEN)


def test_outreach_without_cases_to_become_is_refused_and_nothing_is_stored() -> None:
    with pytest.raises(ValueError, match="no case that began"):
        load_invented_outreach(**GIVEN)
    for table in (GreyZoneCase, Assignment, Activity, Week):
        assert not table.objects.exists()
    assert not AuditLine.objects.exists()


def test_only_who_loads_registers_may() -> None:
    with pytest.raises(NotPermitted):
        load_grey_zone((), seed=1, by=AUD, at=AT)
    with pytest.raises(NotPermitted):
        load_invented_outreach(seed=1, by=AUD, at=AT)


def test_a_grey_zone_case_takes_the_first_case_that_began_then_or_later_in_the_year() -> None:
    for day in (date(2024, 2, 1), date(2024, 5, 2), date(2024, 6, 3)):
        register_case(draft=plain_case("MR", day), by=AUD, at=at_ten(day))
    one = InventedGreyZone(date(2024, 3, 4), "school", date(2024, 4, 1))
    load_grey_zone((one,), **GIVEN)
    row = GreyZoneCase.objects.select_related("case").get()
    assert row.case is not None
    assert row.case.first_contact_date == date(2024, 5, 2)
    late = replace(one, first_contact_date=date(2024, 6, 1), converted_date=date(2024, 7, 1))
    GreyZoneCase.objects.all().delete()
    with pytest.raises(ValueError, match="no case that began"):
        load_grey_zone((late,), **GIVEN)


# Grey-zone cases as facts


def noted(topic: str, day: date, *, at: datetime) -> str:
    """Note a grey-zone case."""
    draft = GreyZoneDraft(service="MR", topic=topic, first_contact_date=day)
    return register_grey_zone_case(draft=draft, by=AUD, at=at)


def test_a_grey_zone_case_is_of_the_year_it_began_in_and_became_a_case_if_it_did_within_it() -> None:
    first, last = date(2024, 1, 1), date(2024, 12, 31)
    noted("school", first, at=at_ten(first))
    within, after = (noted(topic, last, at=at_ten(last)) for topic in ("health", "economy"))
    noted("identity", date(2025, 1, 1), at=at_ten(date(2025, 1, 1)))
    for reference, day in ((within, last), (after, date(2025, 1, 1))):
        draft = plain_case("MR", day)
        convert_grey_zone_case(reference=reference, draft=draft, by=AUD, at=at_ten(day))
    assert list(grey_zone_facts(2024)) == [
        GreyZoneFact(2024, "school", became_case=False),
        GreyZoneFact(2024, "health", became_case=True),
        GreyZoneFact(2024, "economy", became_case=False),
    ]
    assert [one.topic for one in grey_zone_facts(2025)] == ["identity"]
    assert list(grey_zone_facts(2023)) == []
