"""What an insider tries: to read beyond the own part, to bring back what has ended, to slip somebody in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.housing import actions
from fristed.casework.housing.models import Application
from fristed.casework.housing.queries import (
    application_detail,
    applications_of,
    fitting_places,
    waits_for_me,
)
from fristed.foundation.identity.access.models import Block
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.notifying.models import GivenNotice
from tests.spec.cast import actor, at_ten
from tests.unit.casework.housing.test_housing_rules import refused
from tests.unit.casework.housing.world import (
    ADULT,
    AT,
    BO,
    CHILD,
    HILDE,
    PER,
    TOVE,
    ULF,
    accepted,
    asked,
    case_with,
    days,
    dwelling,
    housed,
    on,
    places_of,
    provider,
    recommended,
)

pytestmark = pytest.mark.django_db


def with_cases(one: Any, service: str, role: str) -> Any:
    """Give one of the chain who works with cases of a service besides."""
    return replace(actor(one.username, service, role, "case_worker", account_id=one.account_id), at=AT)


def test_who_works_with_other_cases_besides_a_part_is_told_no_more_of_what_is_sent_to_the_part() -> None:
    reference = asked(ADULT)
    actions.note_mapping(
        reference=reference, wishes=application_detail(HILDE, reference, at=AT).wishes, words="Hemmelig.",
        by=HILDE, **on(1),
    )  # fmt: skip
    actions.ask_security(reference=reference, by=HILDE, **on(2))
    adviser = with_cases(PER, "MR", "police_coordinator")
    found = actions.read_application(reference=reference, by=adviser, at=AT)
    assert (found.line.own_case, found.words, found.steps, found.came_from) == ("", {}, (), "")
    assert found.may_recommend
    [line] = applications_of(adviser, at=AT)
    assert line.own_case == ""
    # A colleague in the service of the case has reached the case, and reads as such.
    colleague = with_cases(PER, "KT", "police_coordinator")
    assert actions.read_application(reference=reference, by=colleague, at=AT).words


def test_staff_of_one_provider_see_no_dwelling_of_another_by_another_part() -> None:
    dwelling(provider(ULF))
    reference = housed(dwelling(provider(TOVE)))
    police = replace(actor("ulf", "KT", "provider_staff", "case_worker", account_id=ULF.account_id), at=AT)
    found = application_detail(police, reference, at=AT)
    assert found.line.own_case
    assert (found.line.dwelling, found.may_provide) == ("", False)
    assert found.stay is not None
    assert found.stay.dwelling == ""
    assert application_detail(TOVE, reference, at=AT).line.dwelling


def test_the_police_see_an_application_while_they_are_asked_and_not_after() -> None:
    reference = asked(ADULT)
    actions.note_mapping(
        reference=reference, wishes=application_detail(HILDE, reference, at=AT).wishes, by=HILDE, **on(1)
    )
    actions.ask_security(reference=reference, by=HILDE, **on(2))
    assert waits_for_me(PER) == 1
    actions.answer_security(reference=reference, is_recommended=True, by=PER, **on(3))
    withdrawn = asked(ADULT)
    actions.note_mapping(
        reference=withdrawn, wishes=application_detail(HILDE, withdrawn, at=AT).wishes, by=HILDE, **on(1)
    )
    actions.ask_security(reference=withdrawn, by=HILDE, **on(2))
    actions.refuse_place(reference=withdrawn, why="withdrew", by=HILDE, **on(3))
    for one in (reference, withdrawn):
        with pytest.raises(CaseNotFound):
            application_detail(PER, one, at=AT)
    assert applications_of(PER, at=AT) == applications_of(PER, at=AT, over=True) == ()


def test_a_provider_sees_who_has_a_place_there_and_nobody_who_has_moved_out() -> None:
    reference = housed()
    assert application_detail(TOVE, reference, at=AT).may_provide
    actions.move_out(reference=reference, why="own_home", by=TOVE, **on(20))
    with pytest.raises(CaseNotFound):
        application_detail(TOVE, reference, at=AT)
    assert applications_of(TOVE, at=AT, over=True) == ()
    left = housed()
    actions.let_out_staff(
        provider=Application.objects.get(reference=left).provider.reference,  # type: ignore[union-attr]
        account=TOVE.account_id,
        by=HILDE,
        at=AT,
    )
    with pytest.raises(CaseNotFound):
        application_detail(TOVE, left, at=AT)


def test_nobody_moves_into_a_dwelling_whose_clearance_has_ended_since_the_place_was_given() -> None:
    home = dwelling()
    reference = accepted(ADULT)
    actions.allocate_places(reference=reference, places=places_of(home)[:1], by=HILDE, **on(13))
    actions.end_clearance(dwelling=home, by=PER, at=at_ten(days(14)))
    assert refused(actions.move_in, reference=reference, by=TOVE, **on(14)) == (("on_date", "not_cleared"),)
    # Who had moved in before it ended had: that is noted as it was.
    actions.move_in(reference=reference, by=TOVE, on_date=days(13), at=at_ten(days(14)))


def test_a_day_in_the_past_does_not_bring_back_a_clearance_that_has_ended() -> None:
    home = dwelling()
    reference = accepted(ADULT)
    actions.end_clearance(dwelling=home, by=PER, at=at_ten(days(14)))
    back: dict[str, Any] = {"on_date": days(13), "at": at_ten(days(15)), "by": HILDE}
    assert refused(actions.allocate_places, reference=reference, places=places_of(home)[:1], **back) == (
        ("places", "not_cleared"),
    )


def test_a_place_that_is_to_be_cut_is_given_to_nobody_and_not_proposed() -> None:
    home = dwelling(places=2)
    first, second = places_of(home)
    actions.cut_place(place=first, to_date=days(60), by=HILDE, at=AT)
    reference = accepted(ADULT)
    [found] = fitting_places(HILDE, reference, on=days(13)).candidates
    assert found.free == (second,)
    assert refused(actions.allocate_places, reference=reference, places=[first], by=HILDE, **on(13)) == (
        ("places", "place_not_there"),
    )
    actions.allocate_places(reference=reference, places=[second], by=HILDE, **on(13))


def test_nobody_of_another_case_is_slipped_in_as_a_companion() -> None:
    case, [adult] = case_with(ADULT)
    _other, [stranger] = case_with(CHILD)
    given: dict[str, Any] = {"scheme": "housing", "came_from": "nav", "by": BO, **on(0)}
    for key in (stranger, "0" * 16):
        assert refused(
            actions.ask_for_place, reference=case, member=adult, companions=[key], **given
        ) == (("companions", "unknown_value"),)  # fmt: skip


def test_nobody_whom_the_case_is_shut_to_is_told_that_a_place_is_given_or_a_stay_is_long() -> None:
    home = dwelling(provider(TOVE, ULF))
    reference = accepted(ADULT)
    case = Application.objects.get(reference=reference).case_reference
    for one in (ULF, HILDE):
        Block.objects.create(
            service="KT", reference=case, account_id=one.account_id or 0, blocked_by=1, blocked_at=AT
        )
    inga = replace(HILDE, account_id=711, username="inga")
    actions.allocate_places(reference=reference, places=places_of(home)[:1], by=inga, **on(13))
    actions.move_in(reference=reference, by=TOVE, **on(14))
    actions.fire_stay_warnings(by=SYSTEM, at=at_ten(days(14 + 184)))
    told = set(GivenNotice.objects.values_list("account_id", "kind"))
    assert told == {(TOVE.account_id, "place_given"), (TOVE.account_id, "stay_long")}


def test_what_is_written_of_an_exception_is_read_by_who_decides_and_not_at_the_place() -> None:
    reference = housed()
    given: dict[str, Any] = {"until_date": days(320), "why": "no_home_yet", "by": HILDE}
    actions.extend_stay(reference=reference, words="Venter på bolig.", at=at_ten(days(200)), **given)
    at = at_ten(days(201))
    assert actions.read_application(reference=reference, by=HILDE, at=at).exception_words == {
        1: "Venter på bolig."
    }
    assert actions.read_application(reference=reference, by=TOVE, at=at).exception_words == {}


def test_a_recommendation_is_stored_with_its_day_though_the_police_lose_sight_of_it() -> None:
    security = application_detail(HILDE, recommended(), at=AT).security
    assert security is not None
    assert (security.is_recommended, security.answered_date) == (True, days(9))
