"""A stay from the first question to the end of aftercare, each step by whose it is."""

from __future__ import annotations

import pytest

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.housing import actions
from fristed.casework.housing.actions import read_application
from fristed.casework.housing.facts import Wishes
from fristed.casework.housing.models import Application, Stay
from fristed.casework.housing.queries import applications_of, board, fitting_places, waits_of
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.rules import NotPermitted
from tests.spec.cast import at_ten
from tests.unit.casework.housing.world import (
    ADULT,
    BO,
    CHILD,
    HILDE,
    PER,
    TOVE,
    ULF,
    asked,
    days,
    dwelling,
    on,
    places_of,
    provider,
    state_of,
)

pytestmark = pytest.mark.django_db


def test_an_adult_with_a_child_goes_from_contact_to_aftercare() -> None:
    home = dwelling(provider(TOVE), offers=("step_free",))
    reference = asked(ADULT, CHILD)
    for actor in (PER, TOVE):
        with pytest.raises(CaseNotFound):
            read_application(reference=reference, by=actor, at=at_ten(days(0)))
    actions.note_mapping(
        reference=reference, wishes=Wishes(needs=("step_free",)), words="Snakket lenge.", by=HILDE, **on(1)
    )
    actions.ask_security(reference=reference, by=HILDE, **on(2))
    actions.pass_on_security(reference=reference, by=PER, **on(3))
    actions.answer_security(reference=reference, is_recommended=True, by=PER, **on(12))
    actions.assess_application(
        reference=reference,
        suitability="suitable",
        ground="needs_protection_and_wishes_help",
        by=HILDE,
        **on(13),
    )
    actions.offer_place(reference=reference, by=HILDE, **on(13))
    actions.accept_place(reference=reference, by=HILDE, **on(14))
    [found] = fitting_places(HILDE, reference, on=days(15)).candidates
    assert found.fits
    assert list(found.free) == places_of(home)
    actions.allocate_places(reference=reference, places=found.free[:1], by=HILDE, **on(15))
    with pytest.raises(CaseNotFound):
        actions.move_in(reference=reference, by=ULF, **on(16))
    actions.move_in(reference=reference, by=TOVE, **on(16))
    assert Stay.objects.filter(moved_in_date=days(16)).count() == 2
    actions.plan_move_out(reference=reference, planned_date=days(200), by=TOVE, **on(100))
    assert board(HILDE, at=at_ten(days(150))).ahead[0][1] == 1
    actions.move_out(reference=reference, why="own_home", by=TOVE, **on(190))
    actions.follow_up_stay(reference=reference, found="safe", by=HILDE, **on(230))
    actions.close_application(reference=reference, by=HILDE, **on(231))

    seen = read_application(reference=reference, by=HILDE, at=at_ten(days(240)))
    assert seen.words == {2: "Snakket lenge."}
    assert seen.security is not None
    assert seen.security.days == 10
    assert seen.stay is not None
    assert (seen.stay.places, seen.stay.ended_date) == (1, days(190))
    by_state = {one.state: (one.days, one.whose) for one in seen.steps}
    assert by_state["request_for_security_recommendation"] == (10, "police")
    assert by_state["accepted"] == (1, "officer")
    waits = {one.state: one for one in waits_of(HILDE, at=at_ten(days(240)))}
    assert waits["request_for_security_recommendation"].median_days == 10
    events = list(AuditLine.objects.filter(event__startswith="housing.").values_list("event", flat=True))
    assert events.count("housing.moved_in") == 1


def test_each_sees_only_their_part() -> None:
    provider(TOVE)
    reference = asked(ADULT)
    actions.note_mapping(
        reference=reference, wishes=Wishes(shuns=("b",)), words="Hemmelig.", by=HILDE, **on(1)
    )
    assert applications_of(PER, at=at_ten(days(1))) == ()
    actions.ask_security(reference=reference, by=HILDE, **on(2))
    police = read_application(reference=reference, by=PER, at=at_ten(days(3)))
    assert (police.words, police.steps, police.came_from, police.line.own_case) == ({}, (), "", "")
    worker = read_application(reference=reference, by=BO, at=at_ten(days(3)))
    assert worker.words == {2: "Hemmelig."}
    assert worker.line.own_case
    with pytest.raises(CaseNotFound):
        read_application(reference=reference, by=TOVE, at=at_ten(days(3)))
    for verb in (actions.offer_place, actions.accept_place, actions.ask_security):
        with pytest.raises(NotPermitted):
            verb(reference=reference, by=PER, **on(3))
    assert state_of(reference) == "request_for_security_recommendation"
    assert Application.objects.get().with_police
