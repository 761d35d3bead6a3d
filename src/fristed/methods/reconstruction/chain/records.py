"""Frozen rows of the invented register of the chain; days are days, ages whole years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ChainPerson:
    """Somebody in the chain: an adult or a child, an age in whole years, a gender and a background."""

    is_adult: bool
    age_years: int
    gender: str
    country: str


@dataclass(frozen=True, slots=True)
class Traveller:
    """Somebody of a travel group, and the day they returned; empty where they have not."""

    person: ChainPerson
    returned_date: date | None


@dataclass(frozen=True, slots=True)
class Journey:
    """One application for a journey home, for a travel group.

    ``decided_date`` is empty where no refund is asked for, ``travel_date`` where nobody travels.
    """

    asks_refund: bool
    asks_reception: bool
    submitted_date: date
    decided_date: date | None
    travel_date: date | None
    withdrawn_date: date | None
    travellers: tuple[Traveller, ...]


@dataclass(frozen=True, slots=True)
class HousingStep:
    """One step of an application for a place, and why, where a step takes a reason."""

    state: str
    on_date: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class HousingStay:
    """A stay at a place; the day it ends is free again. ``place`` is the number of the place."""

    place: int
    from_date: date
    moved_in_date: date
    ended_date: date


@dataclass(frozen=True, slots=True)
class Housing:
    """One application for a place: an adult, who takes the place, with the children that come along."""

    people: tuple[ChainPerson, ...]
    steps: tuple[HousingStep, ...]
    stay: HousingStay | None = None


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A place of the scheme, and from when until when it is one."""

    number: int
    dwelling: int
    from_date: date
    to_date: date


@dataclass(frozen=True, slots=True)
class ChainRegister:
    """The whole register as it was built from a seed."""

    seed: int
    journeys: tuple[Journey, ...]
    housing: tuple[Housing, ...]
    places: tuple[PlaceSpan, ...]
