"""Two housing officers who give one place to two people at the same moment: one of them does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from fristed.casework.cases.rules import day_of
from fristed.casework.housing import actions as housing
from fristed.casework.housing.actions import allocating
from fristed.casework.housing.facts import DwellingDraft, Wishes
from fristed.casework.housing.queries import dwelling_line
from fristed.casework.housing.refusals import HousingRefused
from fristed.casework.parties.actions import note_member
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.proofs.settled import PERSON, registered, who

Together = Callable[[Callable[[Any], list[Any]]], list[list[Any]]]
PATIENCE_SECONDS = 120
OFFICER, POLICE, WORKER = "hilde", "pia", "bo"
TAKEN = ("places", "place_taken")
Ending = tuple[tuple[str, str], ...]
GIVEN: Ending = ()
"""How a giving ended that was not refused."""


def turns_of(size: int) -> int:
    """Give how often one place is given to two: a tenth as often as forms are sent, and twice at least."""
    return max(2, size // 10)


def raced_for_places(size: int, together: Together) -> list[str]:
    """Let two give one place away at once, again and again; give what went wrong.

    Parameters
    ----------
    together
        Runs what it is given in processes that wait for each other; each takes one of the two applications.
    """
    place, turns = _place(), turns_of(size)
    # Asked for beforehand, so that each runner has one of its own: which it is says the barrier.
    applications = [_accepted(), _accepted()]
    ended = together(lambda barrier: _given(barrier, applications[_number_of(barrier)], place, turns))
    return list(_faults(ended))


def unask_places() -> None:
    """Plant the fault: whether a place is taken is neither asked of the rows nor held by the database."""
    stays = vars(allocating)["_stays"]

    def as_if_by_children(*given: Any) -> Iterator[Any]:
        for one in stays(*given):
            one.takes_place = False
            yield one

    vars(allocating)["_against"] = lambda *_rows, **_days: ()
    vars(allocating)["_stays"] = as_if_by_children


def _number_of(barrier: Any) -> int:
    return int(barrier.wait(PATIENCE_SECONDS))


def _place() -> str:
    """Make a dwelling with one place that the police have cleared; give the place."""
    officer, at = who(OFFICER), door_clock()
    home = DwellingDraft(
        housing.note_provider(by=officer, at=at), "a", "all", takes_children=True, takes_couples=True
    )
    dwelling = housing.note_dwelling(draft=home, by=officer, at=at)
    housing.open_places(dwelling=dwelling, places=1, from_date=_yesterday(), by=officer, at=at)
    until = day_of(at) + timedelta(days=7)
    housing.clear_dwelling(dwelling=dwelling, from_date=_yesterday(), to_date=until, by=who(POLICE), at=at)
    return dwelling_line(officer, dwelling, at=at).places[0].reference


def _yesterday() -> date:
    return day_of(door_clock()) - timedelta(days=1)


def _accepted() -> str:
    """Bring somebody to a yes, in the pilot, which needs nothing of the police; give the application."""
    worker, officer, at = who(WORKER), who(OFFICER), door_clock()
    case = registered("KT", _yesterday(), at)
    today: dict[str, Any] = {"on_date": day_of(at), "at": at}
    member = note_member(reference=case, draft=PERSON, by=worker, at=at)
    asked: dict[str, Any] = {"companions": (), "scheme": "return_pilot", "came_from": "nav"}
    made = housing.ask_for_place(reference=case, member=member, **asked, by=worker, **today)
    step: dict[str, Any] = {"reference": made, "by": officer, **today}
    housing.note_mapping(**step, wishes=Wishes(criteria=("disability",)))
    housing.assess_application(**step, suitability="suitable", ground="meets_criteria_of_pilot")
    _offered_again(step)
    return made


def _offered_again(step: dict[str, Any]) -> None:
    housing.offer_place(**step)
    housing.accept_place(**step)


def _given(barrier: Any, application: str, place: str, turns: int) -> list[Ending]:
    """Give the place away when the other does, and give it up if it was given; say how each ended."""
    ended: list[Ending] = []
    for _turn in range(turns):
        at = door_clock()
        step: dict[str, Any] = {"reference": application, "by": who(OFFICER), "on_date": day_of(at), "at": at}
        barrier.wait(PATIENCE_SECONDS)
        try:
            housing.allocate_places(**step, places=[place])
            ended.append(GIVEN)
        except HousingRefused as refused:
            ended.append(refused.problems)
        barrier.wait(PATIENCE_SECONDS)
        if ended[-1] == GIVEN:
            housing.give_up_places(**step, why="no_place_fits")
            _offered_again(step)
    return ended


def _faults(ended: list[list[Ending]]) -> Iterator[str]:
    """Say in which turns a place was given to two or to nobody, or was refused for another reason."""
    for both in zip(*ended, strict=True):
        given = both.count(GIVEN)
        if given != 1:
            yield f"one place was given to {given}"
        elif (TAKEN,) not in both:
            yield f"the second was told {both}"
