"""What waits for somebody in the chain of protection, in words and with where it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fristed.casework.housing.queries import waits_for_me
from fristed.casework.mentors.queries import matches_waiting
from fristed.casework.plans.facts import WaitingLine
from fristed.casework.reception.queries import parts_waiting
from fristed.foundation.identity.facts import Actor
from fristed.interfaces.web.mentors.words import STATES as OF_MENTORS
from fristed.interfaces.web.plans.words import Words
from fristed.interfaces.web.reception.words import STATES as OF_RECEPTIONS
from fristed.interfaces.web.repatriation.words import STATES as OF_JOURNEYS

ROOMS: Mapping[str, tuple[Words, str, Mapping[str, Words]]] = {
    "journey": (_("Journey home"), "journey", OF_JOURNEYS),
    "reception": (_("Reception"), "reception", OF_RECEPTIONS),
    "mentor": (_("Mentor"), "mentors-match", OF_MENTORS),
}


@dataclass(frozen=True, slots=True)
class ShownWaiting:
    """One thing that waits for the reader, in words."""

    title: str
    state: str
    url: str
    reference: str
    since_date: date


def shown_waiting(line: WaitingLine) -> ShownWaiting:
    """Put something that waits into words."""
    title, page, states = ROOMS[line.room]
    url = reverse(page, kwargs={"reference": line.reference})
    return ShownWaiting(str(title), str(states[line.state]), url, line.reference, line.since_date)


@dataclass(frozen=True, slots=True)
class ShownCount:
    """How much waits for the reader on one page."""

    title: str
    url: str
    number: int


def waiting_of_parts(actor: Actor) -> list[ShownCount]:
    """Count what waits for somebody who has a part in the chain and no cases; nothing for all others."""
    return list(_counts(actor))


def _counts(actor: Actor) -> Iterator[ShownCount]:
    counted = (
        (_("Receptions you are asked about"), "reception-parts", parts_waiting(actor)),
        (_("Places to live"), "housing", waits_for_me(actor)),
        (_("Mentors"), "mentors", matches_waiting(actor)),
    )
    for title, page, number in counted:
        if number:
            yield ShownCount(str(title), reverse(page), number)
