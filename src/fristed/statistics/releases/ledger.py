"""What earlier releases of the same publisher printed and hid: readers keep old reports.

A count that was printed is known, so hiding it now protects nothing, and what was hidden must not be opened
by a later release. A printed count that the register no longer gives is another fact: it says nothing certain
of the new count, is listed as a conflict, and does not bind the new release. A release none of whose printed
counts of a service and year differ from the register's is of the same facts there: what it printed is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fristed.methods.disclosure.records import LinkedCounts, LinkedPattern
from fristed.statistics.releases.facts import PublishedNumber, Release
from fristed.statistics.releases.names import key_of_cell, key_of_value, text_key
from fristed.statistics.tabulation.selections import selection_of


@dataclass(frozen=True, slots=True)
class Pins:
    """What earlier releases ask of linked counts: cells to print, and cells to hide."""

    shown: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    def broken_by(self, pattern: LinkedPattern) -> tuple[str, ...]:
        """Give the cells that a pattern prints or hides otherwise."""
        return tuple(sorted((self.shown & set(pattern.hidden)) | (self.hidden - set(pattern.hidden))))


@dataclass(frozen=True, slots=True)
class Conflict:
    """An earlier release printed another count of a cell than the register now gives."""

    key: str
    printed: int
    release: str


@dataclass(frozen=True, slots=True)
class Told:
    """One earlier release: the name it is known by, the counts it prints, and the cells it hides."""

    name: str
    release: Release
    printed: tuple[tuple[str, int], ...]
    hidden: frozenset[str]

    def fits(self, counts: Mapping[str, int]) -> bool:
        """Whether it prints no other count than these."""
        return all(counts.get(key, count) == count for key, count in self.printed)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Per cell the counts that earlier releases printed, with the release, and the cells they hid."""

    printed: Mapping[str, Mapping[int, str]] = field(default_factory=dict[str, Mapping[int, str]])
    hidden: frozenset[str] = frozenset()
    told: tuple[Told, ...] = field(default=(), repr=False, compare=False)

    def fitting(self, counts: Mapping[str, int]) -> Ledger:
        """Give what was told by those releases alone that print no other count than these."""
        return _ledger(one for one in self.told if one.fits(counts))

    def pins(self, linked: LinkedCounts) -> Pins:
        """Give what the ledger asks of linked counts; what was printed once is known."""
        counts, own = linked.counts, set(linked.counts) - linked.unprinted
        shown = frozenset(key for key in own if counts[key] in self.printed.get(key, {}))
        hidden = frozenset(key for key in own & self.hidden if counts[key]) - shown
        return Pins(shown, hidden)

    def conflicts(self, linked: LinkedCounts) -> tuple[Conflict, ...]:
        """Give the printed counts that the register no longer gives."""
        return tuple(
            Conflict(key, count, release)
            for key in sorted(set(linked.counts) & set(self.printed))
            for count, release in sorted(self.printed[key].items())
            if count != linked.counts[key]
        )


@dataclass(frozen=True, slots=True)
class History:
    """What readers may have kept: releases of other report years, and earlier versions of this one.

    A wish of a statistician replaces the earlier versions of the same report, which then do not bind the
    service and year it is about. Releases of other report years bind in any case.
    """

    other_years: Ledger = field(default_factory=Ledger)
    versions: Ledger = field(default_factory=Ledger)

    def pins(self, linked: LinkedCounts, *, is_wished: bool) -> Pins:
        """Give what earlier releases ask of linked counts."""
        asked = [
            ledger.pins(linked) for ledger in (self.other_years, *(() if is_wished else (self.versions,)))
        ]
        shown = frozenset().union(*(pins.shown for pins in asked))
        return Pins(shown, frozenset().union(*(pins.hidden for pins in asked)) - shown)

    def conflicts(self, linked: LinkedCounts) -> tuple[Conflict, ...]:
        """Give the printed counts that the register no longer gives."""
        found = (*self.other_years.conflicts(linked), *self.versions.conflicts(linked))
        return tuple({(conflict.key, conflict.printed): conflict for conflict in found}.values())

    def fitting(self, counts: Mapping[str, int], *, is_wished: bool) -> History:
        """Give the releases that bind, and print no other count than these."""
        versions = Ledger() if is_wished else self.versions.fitting(counts)
        return History(self.other_years.fitting(counts), versions)

    def prints(self, key: str) -> bool:
        """Whether a count has been printed."""
        return key in self.other_years.printed or key in self.versions.printed

    @property
    def releases(self) -> tuple[tuple[str, Release], ...]:
        """The releases with their names; those of other report years first."""
        return tuple((one.name, one.release) for one in (*self.other_years.told, *self.versions.told))


def ledger_of(releases: Iterable[tuple[str, Release]]) -> Ledger:
    """Read earlier releases, each with the name it is known by, oldest first."""
    return _ledger(
        Told(name, release, tuple(_stated(release)), frozenset(_hidden(release)))
        for name, release in releases
    )


def _ledger(told: Iterable[Told]) -> Ledger:
    kept = tuple(told)
    printed: dict[str, dict[int, str]] = {}
    for one in kept:
        for key, count in one.printed:
            printed.setdefault(key, {}).setdefault(count, one.name)
    return Ledger(printed, frozenset().union(*(one.hidden for one in kept)), kept)


def _stated(release: Release) -> Iterable[tuple[str, int]]:
    for cell in release.cells:
        if cell.count is not None:
            yield key_of_cell(cell), cell.count
    for value in release.figures:
        if value.count is not None:
            yield key_of_value(value), value.count
    for number in release.numbers.values():
        key = _key_of_number(number)
        if key and number.value is not None:
            yield key, int(number.value)


def _hidden(release: Release) -> set[str]:
    cells = {key_of_cell(cell) for cell in release.cells if cell.flag == "…"}
    values = {key_of_value(value) for value in release.figures if value.flag == "…"}
    numbers = {_key_of_number(number) for number in release.numbers.values() if number.status == "hidden"}
    return cells | values | (numbers - {""})


def _key_of_number(number: PublishedNumber) -> str:
    """Name the count that a number states, if it is one count of cases of one service."""
    definition = number.definition
    where, service = definition.get("where"), str(definition.get("service", ""))
    is_count = definition.get("op") == "count" and definition.get("source", "case") == "case"
    if not (is_count and isinstance(where, Mapping) and where) or "+" in service:
        return ""
    selection = frozenset(selection_of(where, service=service).items())
    return text_key(service, int(str(definition["year"])), selection)
