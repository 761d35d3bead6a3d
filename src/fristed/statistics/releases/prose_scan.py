"""Typed numbers in free prose: refused where they give a hidden count away.

A report quotes its release, so its prose types no counts at all. Where somebody does type one, it is held
against every hidden count of the release: the count itself, what it makes with a neighbour in the same
relation, what it leaves of the whole, and its percent. Years, dates, ages, references to tables and numbers
with a stated source pass. This knows the hidden counts, so it runs where releases are computed and reports
are printed, never in the web process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from fristed.methods.percents import half_up
from fristed.statistics.releases.alternatives import same_number
from fristed.statistics.releases.facts import Typed
from fristed.statistics.releases.number_words import typed_numbers
from fristed.statistics.releases.system import ProtectedCounts, ProtectedYear

NAMED = 3
"""How many of the hidden counts that a number gives away are named."""


class ProseGivesAway(ValueError):
    """The prose types numbers that give hidden counts away; every one is told with what it gives away."""


@dataclass(slots=True)
class Secrets:
    """Per number, and per percent, what it would tell."""

    counts: dict[int, dict[str, None]] = field(default_factory=dict)
    percents: dict[int, dict[str, None]] = field(default_factory=dict)

    def tells(self, value: int, *, is_percent: bool) -> list[str]:
        """Say what a typed number would tell."""
        return list((self.percents if is_percent else self.counts).get(value, ()))


def secrets_of(system: ProtectedCounts) -> Secrets:
    """Collect what must not be typed: hidden counts first, newest year first, then what gives them away."""
    secrets = Secrets()
    years = sorted(system.years, key=lambda found: (-found.year, found.service))
    hidden = [_hidden(year) for year in years]
    for year, keys in zip(years, hidden, strict=True):
        for key in keys:
            secrets.counts.setdefault(year.linked.counts[key], {})[f"the hidden count {key}"] = None
    for year, keys in zip(years, hidden, strict=True):
        _add_rests_and_percents(secrets, year, keys)
        _add_neighbours(secrets, year, keys)
    return secrets


def _hidden(year: ProtectedYear) -> list[str]:
    """Name each hidden number of a year once."""
    name = same_number(year.linked)
    return sorted({name[key] for key in year.pattern.hidden} - year.linked.unprinted)


def _add_rests_and_percents(secrets: Secrets, year: ProtectedYear, hidden: list[str]) -> None:
    counts = year.linked.counts
    total = max(counts.values(), default=0)
    for key in hidden:
        rest = total - counts[key]
        secrets.counts.setdefault(rest, {})[f"all cases but the hidden count {key}"] = None
        for part, words in ((counts[key], "the percent of"), (rest, "the percent of all but")):
            percent = half_up(100 * part, total)
            secrets.percents.setdefault(percent, {})[f"{words} the hidden count {key}"] = None


def _add_neighbours(secrets: Secrets, year: ProtectedYear, hidden: list[str]) -> None:
    """Add what a hidden count makes with another part of a total, unless that is the total itself."""
    linked, name = year.linked, same_number(year.linked)
    for relation in linked.relations:
        parts = sorted({name[part] for part in relation.part_keys} - linked.unprinted)
        for one, other in combinations([part for part in parts if linked.counts[part]], 2):
            value = linked.counts[one] + linked.counts[other]
            if {one, other} & set(hidden) and value != linked.counts[relation.total_key]:
                secrets.counts.setdefault(value, {})[f"{one} and {other} together, one of them hidden"] = None


def faults_in(prose: Iterable[Typed], system: ProtectedCounts) -> list[str]:
    """Tell every typed number of the prose that gives a hidden count away, and what it gives away."""
    secrets = secrets_of(system)
    return [fault for text in prose if not text.source for fault in _faults(text, secrets)]


def _faults(text: Typed, secrets: Secrets) -> Iterator[str]:
    for number in typed_numbers(text.text, text.language):
        if told := secrets.tells(number.value, is_percent=number.is_percent):
            more = f" and {len(told) - NAMED} more" if len(told) > NAMED else ""
            sign = " %" if number.is_percent else ""
            yield f"{text.place}: «{number.as_typed}{sign}» is {'; '.join(told[:NAMED])}{more}"


def require_harmless(prose: Iterable[Typed], system: ProtectedCounts | None) -> None:
    """Refuse prose that gives hidden counts away; where nothing is protected, nothing is refused.

    Raises
    ------
    ProseGivesAway
        With every number and what it would tell.
    """
    if system is None:
        return
    if faults := faults_in(prose, system):
        raise ProseGivesAway(
            "The prose types numbers that give hidden counts away. Let the release answer them, or state "
            f"their source. {'. '.join(faults)}."
        )
