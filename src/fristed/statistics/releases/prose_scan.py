"""Typed numbers in free prose: refused where they give a hidden count away.

A report quotes its release, so its prose types no counts at all. Where somebody does type one, it is held
against every hidden count of the release and against what gives one away: what it makes with one or two
neighbours in the same relation, its difference from a neighbour, what it leaves of a total, its difference
from and sum with another year, and its percent of a total, a theme or a neighbour. A share or a comparison
in words is refused wherever counts are hidden, unless the release answers the share in the same sentence.
Years, dates, ages and references to tables pass. A source named beside a number lets nothing pass: figures of
other publishers are recorded and stand as places, which are not typed. This knows the hidden counts, so it
runs where releases are computed and reports are printed, never in the web process; doors tell that prose was
refused, and only whoever may compute releases is told what a number equals.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from operator import itemgetter

from fristed.methods.disclosure.records import Equation
from fristed.statistics.releases.alternatives import same_number
from fristed.statistics.releases.facts import Typed
from fristed.statistics.releases.names import without_year
from fristed.statistics.releases.number_words import TypedNumber, typed_numbers
from fristed.statistics.releases.system import ProtectedCounts, ProtectedYear

NAMED = 3
"""How many of the hidden counts that a number gives away are named."""
TOGETHER = 3
"""How many neighbours are added up at most."""
EXACT = 1e-9


class ProseGivesAway(ValueError):
    """The prose types numbers that give hidden counts away; every one is told with what it gives away."""


@dataclass(slots=True)
class Told:
    """What a number tells: the first few, and how many there are."""

    named: list[str] = field(default_factory=list)
    many: int = 0

    def add(self, words: str) -> None:
        """Add what the number tells, unless it is known."""
        if words not in self.named:
            self.many += 1
            if len(self.named) < NAMED:
                self.named.append(words)


@dataclass(slots=True)
class Secrets:
    """What counts and percents would tell; ``percents`` are ordered by their size, unrounded."""

    counts: dict[int, Told] = field(default_factory=dict)
    percents: list[tuple[float, int, str]] = field(default_factory=list)

    def add_count(self, value: int, words: str) -> None:
        """Add what a count would tell; that there is none tells nothing new."""
        if value > 0:
            self.counts.setdefault(value, Told()).add(words)

    def add_percent(self, part: int, whole: int, words: str, *, rank: int = 1) -> None:
        """Add what a percent would tell; those of the least rank are named first."""
        if part > 0 and whole > 0:
            self.percents.append((100 * part / whole, rank, words))

    def tells(self, number: TypedNumber) -> Told:
        """Say what a typed number would tell."""
        if number.value is None:
            return Told()
        if number.kind == "percent":
            return self.of_percent(number.value, number.decimals)
        if number.kind == "share" or 0 < number.value < 1:
            return self.of_percent(100 * number.value, max(number.decimals - 2, 0))
        around = (-1, 0, 1) if number.is_near else (0,)
        told = Told()
        for value in (number.value + step for step in around if number.value.denominator == 1):
            known = self.counts.get(int(value), Told())
            for words in known.named:
                told.add(words)
            told.many += known.many - len(known.named)
        return told

    def of_percent(self, value: Fraction, decimals: int) -> Told:
        """Say what a percent tells that was rounded to some decimals, or cut off after them."""
        unit = 0.1**decimals
        low, high = float(value) - unit / 2 - EXACT, float(value) + (unit if decimals else unit / 2) - EXACT
        first = bisect_left(self.percents, (low, 0, ""))
        told = Told()
        for _, _, words in sorted(
            self.percents[first : bisect_right(self.percents, (high, 0, ""))], key=itemgetter(1)
        ):
            told.add(words)
        return told


def secrets_of(system: ProtectedCounts) -> Secrets:
    """Collect what must not be typed: hidden counts first, newest year first, then what gives them away."""
    secrets = Secrets()
    years = sorted(system.years, key=lambda found: (-found.year, found.service))
    hidden = [_hidden(year) for year in years]
    for year, keys in zip(years, hidden, strict=True):
        for key in keys:
            secrets.add_count(year.linked.counts[key], f"the hidden count {key}")
    for size in (1, 2, TOGETHER):
        for year, keys in zip(years, hidden, strict=True):
            _add_of_year(secrets, year, frozenset(keys), size)
    _add_changes(secrets, years, hidden)
    secrets.percents.sort()
    return secrets


def _hidden(year: ProtectedYear) -> list[str]:
    """Name each hidden number of a year once."""
    name = same_number(year.linked)
    return sorted({name[key] for key in year.pattern.hidden} - year.linked.unprinted)


def _add_of_year(secrets: Secrets, year: ProtectedYear, hidden: frozenset[str], size: int) -> None:
    """Add what a year's hidden counts make alone, in pairs or in threes, each relation once."""
    linked, name = year.linked, same_number(year.linked)
    counts = linked.counts
    if size == 1:
        _add_rests(secrets, counts, max(counts.values(), default=0), sorted(hidden))
    seen: set[tuple[str, ...]] = set()
    for relation in linked.relations:
        parts = tuple(sorted({name[part] for part in relation.part_keys} - linked.unprinted))
        if len(relation.part_keys) > 1 and hidden & set(parts) and parts not in seen:
            seen.add(parts)
            _add_of_relation(secrets, counts, relation, [p for p in parts if counts[p]], hidden, size)


def _add_of_relation(
    secrets: Secrets,
    counts: Mapping[str, int],
    relation: Equation,
    parts: list[str],
    hidden: frozenset[str],
    size: int,
) -> None:
    total = counts[relation.total_key]
    if size == 1:
        _add_rests(secrets, counts, total, [part for part in parts if part in hidden])
        return
    for chosen in combinations(parts, size):
        value = sum(counts[part] for part in chosen)
        if hidden.isdisjoint(chosen) or value == total:
            continue
        words = f"{' and '.join(chosen)} together, one of them hidden"
        secrets.add_count(value, words)
        if size == 2:
            secrets.add_percent(value, total, f"the percent of {words}")
            _add_pair(secrets, counts, *chosen)


def _add_rests(secrets: Secrets, counts: Mapping[str, int], total: int, hidden: list[str]) -> None:
    """Add what each hidden count leaves of a total, and the percents of both."""
    for key in hidden:
        rest = total - counts[key]
        secrets.add_count(rest, f"all cases but the hidden count {key}")
        secrets.add_percent(counts[key], total, f"the percent of the hidden count {key}", rank=0)
        secrets.add_percent(rest, total, f"the percent of all but the hidden count {key}", rank=0)


def _add_pair(secrets: Secrets, counts: Mapping[str, int], one: str, other: str) -> None:
    """Add the difference of two counts of which one is hidden, and the percent one is of the other."""
    words = f"{one} and {other}, one of them hidden"
    secrets.add_count(abs(counts[one] - counts[other]), f"the difference between {words}")
    secrets.add_percent(counts[one], counts[other], f"the percent between {words}")
    secrets.add_percent(counts[other], counts[one], f"the percent between {words}")


def _add_changes(secrets: Secrets, years: list[ProtectedYear], hidden: list[list[str]]) -> None:
    """Add differences, sums and growth between two years of the same cell where one of them is hidden."""
    named = [(year, _without_years(year)) for year in years]
    for year, keys in zip(years, hidden, strict=True):
        others = [(o, c) for o, c in named if o.service == year.service and o.year != year.year]
        for key in keys:
            cell = without_year(key)
            for other, beside in [(other, cells[cell]) for other, cells in others if cell in cells]:
                _add_change(secrets, year, key, other, beside)


def _without_years(year: ProtectedYear) -> dict[str, str]:
    return {without_year(key): key for key in year.linked.counts if key not in year.linked.unprinted}


def _add_change(secrets: Secrets, year: ProtectedYear, key: str, other: ProtectedYear, beside: str) -> None:
    one, two = year.linked.counts[key], other.linked.counts[beside]
    words = f"the hidden count {key} and {beside}"
    secrets.add_count(abs(one - two), f"the difference between {words}")
    secrets.add_count(one + two, f"{words} together")
    older, newer = (one, two) if year.year < other.year else (two, one)
    secrets.add_percent(abs(newer - older), older, f"the growth between {words}")


@dataclass(frozen=True, slots=True)
class Fault:
    """A typed number that gives hidden counts away: where it stands, as it is typed, and what it tells.

    ``tells`` names the first of the hidden counts and is empty for a share or comparison in words; ``many``
    is how many it tells.
    """

    place: str
    typed: str
    tells: tuple[str, ...]
    many: int

    def __str__(self) -> str:
        """Say it in a sentence, for those who may know what the number equals."""
        return f"{self.place}: «{self.typed}» is {self._what}"

    @property
    def _what(self) -> str:
        if not self.tells:
            return "a share or a comparison, and counts are hidden that it may tell"
        more = f" and {self.many - len(self.tells)} more" if self.many > len(self.tells) else ""
        return f"{'; '.join(self.tells)}{more}"


def find_faults(prose: Iterable[Typed], system: ProtectedCounts) -> list[Fault]:
    """Find every typed number of the prose that gives a hidden count away, and what it gives away."""
    secrets = secrets_of(system)
    return [fault for text in prose for fault in _faults(text, secrets)]


def faults_in(prose: Iterable[Typed], system: ProtectedCounts) -> list[str]:
    """Tell every typed number of the prose that gives a hidden count away, in a sentence each."""
    return [str(fault) for fault in find_faults(prose, system)]


def _faults(text: Typed, secrets: Secrets) -> Iterator[Fault]:
    """Tell each number once, as it is typed, by its first reading that gives something away."""
    if not secrets.counts:
        return
    seen: set[tuple[str, str]] = set()
    for number in typed_numbers(text.text, text.language):
        told = secrets.tells(number)
        if (told.named or number.kind == "share") and (number.as_typed, number.kind) not in seen:
            seen.add((number.as_typed, number.kind))
            sign = " %" if number.kind == "percent" else ""
            yield Fault(text.place, f"{number.as_typed}{sign}", tuple(told.named), told.many)


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
            "The prose types numbers that give hidden counts away. Let the release answer them, or record "
            f"the figure of another publisher and cite it. {'. '.join(faults)}."
        )
