"""Two officers at once: a place is given once, a person gets one; the second net shows each their part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from fristed.casework.cases.models import Case
from fristed.casework.housing import actions, reach
from fristed.casework.housing.facts import Wishes
from fristed.casework.housing.models import Application, Person, Stay, Step
from fristed.casework.housing.queries import applications_of
from fristed.casework.housing.refusals import HousingRefused
from fristed.foundation.identity.access.models import Naming, Tie
from fristed.foundation.identity.access.net import acts, statistics_door, the_net
from fristed.foundation.identity.access.row_security import roles_sql
from fristed.foundation.identity.facts import Actor
from tests.spec.cast import at_ten
from tests.unit.casework.housing.world import (
    ADULT,
    AT,
    BO,
    HILDE,
    PER,
    TOVE,
    ULF,
    accepted,
    asked,
    days,
    dwelling,
    housed,
    on,
    places_of,
    provider,
)

TOGETHER = 6


def all_at_once(calls: Sequence[Callable[[], object]]) -> list[str]:
    """Make calls from several threads at the same time; give how each ended."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> str:
        start.wait()
        try:
            call()
            return "done"
        except HousingRefused as refusal:
            return refusal.problems[0][1]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return sorted(threads.map(run, calls))


def giving(reference: str, places: Sequence[str]) -> Callable[[], object]:
    return lambda: actions.allocate_places(reference=reference, places=places, by=HILDE, **on(13))


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(5))
def test_of_officers_who_give_one_place_away_at_once_one_does(turn: int) -> None:
    place = places_of(dwelling(places=1))[0]
    references = [accepted(ADULT) for _ in range(TOGETHER)]
    ends = all_at_once([giving(one, [place]) for one in references])
    assert ends == ["done", *["place_taken"] * (TOGETHER - 1)], turn
    assert Stay.objects.filter(place__reference=place, ended_date=None).count() == 1
    assert Application.objects.filter(state="allocated").count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_one_application_gets_one_place_however_many_give_it_one() -> None:
    home = dwelling(places=TOGETHER)
    reference = accepted(ADULT)
    ends = all_at_once([giving(reference, [place]) for place in places_of(home)])
    assert ends == ["done", *["step_not_next"] * (TOGETHER - 1)]
    assert Stay.objects.count() == 1
    assert Step.objects.filter(state="allocated").count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_place_that_is_cut_is_not_given_in_the_same_moment() -> None:
    for _ in range(5):
        place = places_of(dwelling(places=1))[0]
        reference = accepted(ADULT)

        def cut(place: str = place) -> None:
            actions.cut_place(place=place, to_date=days(13), by=HILDE, at=at_ten(days(13)))

        ends = all_at_once([giving(reference, [place]), cut])
        assert ends in (["done", "place_in_use"], ["done", "place_not_there"])


@pytest.fixture
def as_the_web() -> Iterator[None]:
    """Act as the role of the web process, with the net spread; the role is gone after the test."""
    with connection.cursor() as cursor:
        cursor.execute(roles_sql(database=connection.settings_dict["NAME"], web="fristed_web_in_tests"))
    with the_net():
        yield


def seen_by(actor: Actor) -> tuple[set[str], int]:
    """Give what the database shows somebody, with no filter of ours."""
    acts(actor)
    return set(Application.objects.values_list("reference", flat=True)), Person.objects.count()


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_second_net_shows_each_in_the_chain_their_part(as_the_web: None) -> None:
    home = provider(TOVE)
    lived = housed(dwelling(home))
    with_police = accepted(ADULT)
    new = asked(ADULT)
    tied, graded, named = asked(ADULT), asked(ADULT), asked(ADULT)
    protected = Application.objects.filter(reference__in=(graded, named))
    protected.update(address_grading="confidential")
    Case.objects.filter(pk__in=protected.values("case")).update(address_grading="confidential")
    of_named = Application.objects.get(reference=named).case_reference
    Naming.objects.create(service="KT", reference=of_named, account_id=HILDE.account_id or 0, named_at=AT)
    row = Application.objects.get(reference=tied)
    for one in (HILDE, PER):
        Tie.objects.create(
            service="KT",
            reference=row.case_reference,
            account_id=one.account_id or 0,
            kind="kin",
            declared_at=AT,
        )
    connection.cursor().execute("SET LOCAL ROLE fristed_web_in_tests")
    assert seen_by(HILDE) == ({lived, with_police, new, named}, 4)
    assert seen_by(PER) == ({lived, with_police}, 2)
    assert seen_by(TOVE) == ({lived}, 1)
    assert seen_by(ULF) == (set(), 0)
    assert seen_by(BO) == ({lived, with_police, new, tied, graded, named}, 6)
    for actor in (HILDE, PER, TOVE):
        acts(actor)
        found = {one.reference for one in applications_of(actor, at=AT)}
        assert found == set(reach.applications_within_reach(actor).values_list("reference", flat=True))
        # The net is the wider: the police have answered, and find nothing any more.
        assert found == (set() if actor == PER else seen_by(actor)[0])


@pytest.mark.postgresql
@pytest.mark.django_db
def test_work_in_the_chain_goes_on_under_the_net_and_counting_only_reads(as_the_web: None) -> None:
    home = dwelling(provider(TOVE))
    connection.cursor().execute("SET LOCAL ROLE fristed_web_in_tests")
    acts(BO)
    reference = accepted_under_the_net()
    acts(HILDE)
    actions.allocate_places(reference=reference, places=places_of(home)[:1], by=HILDE, **on(13))
    acts(TOVE)
    actions.move_in(reference=reference, by=TOVE, **on(14))
    actions.move_out(reference=reference, why="own_home", by=TOVE, **on(20))
    acts(ULF)
    assert Application.objects.update(state="closed") == 0
    with statistics_door(), transaction.atomic():
        assert Stay.objects.count() == 1
        assert Stay.objects.update(ended_date=None) == 0


def accepted_under_the_net() -> str:
    """Take the steps to a yes, each as the one whose step it is."""
    reference = asked(ADULT)
    acts(HILDE)
    of = {"reference": reference}
    actions.note_mapping(**of, wishes=Wishes(), by=HILDE, **on(1))
    actions.ask_security(**of, by=HILDE, **on(2))
    acts(PER)
    actions.answer_security(**of, is_recommended=True, by=PER, **on(9))
    acts(HILDE)
    actions.assess_application(
        **of,
        suitability="suitable",
        ground="needs_protection_and_wishes_help",
        by=HILDE,
        **on(10),
    )
    actions.offer_place(**of, by=HILDE, **on(11))
    actions.accept_place(**of, by=HILDE, **on(12))
    return reference
