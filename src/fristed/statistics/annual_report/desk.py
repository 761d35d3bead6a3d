"""The information desk of the report: what a release says about one reference.

A reference is either a number of the running text, ``#2.4.kt.ref.cw``, or cells of the tables and figures,
``KT.gender.female``, with the years before as ``@-1`` and a sum of printed cells as ``police+nav``. The desk
knows only what the release prints; what it works out itself follows from printed counts alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from fristed.methods.percents import percent_of
from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell, PublishedNumber, Release

Kind = Literal["exact", "below", "hidden", "absent"]
_Key = tuple[str, str, int, str]
TOTAL = "total"
POOL_CODES = frozenset({TOTAL, "_suppressed_pool", "_other"})
UNNAMED_CODES = frozenset({"unknown", "other"})
UNBOUNDED = 10**9


class UnreadableReference(ValueError):
    """A text refers to a number in a way the desk does not know."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be said of one reference: a value, a bound (exclusive), or why there is none."""

    kind: Kind
    value: int = 0


ABSENT = Answer("absent")
HIDDEN = Answer("hidden")


@dataclass(frozen=True, slots=True)
class Reference:
    """A parsed reference to cells: service, dimension, one or more codes, years back."""

    service: str
    dimension: str
    codes: tuple[str, ...]
    years_back: int


def parse_reference(text: str) -> Reference:
    """Read ``MR.referrer.police+nav@-1``.

    Raises
    ------
    UnreadableReference
        If the text is not of that form, or adds a cell to itself or to the total that holds it: such sums
        count nothing, and any number could be made of them.
    """
    path, _, offset = text.partition("@")
    parts = path.split(".")
    if len(parts) == 2 and parts[1] == TOTAL:
        parts = [parts[0], "cases_total", TOTAL]
    if len(parts) != 3 or (offset and not offset.startswith("-")):
        raise UnreadableReference(f"Not a reference to a cell: {text!r}.")
    back = int(offset[1:]) if offset else 0
    codes = tuple(parts[2].split("+"))
    if len(set(codes)) < len(codes) or (len(codes) > 1 and POOL_CODES.intersection(codes)):
        raise UnreadableReference(f"Not a sum of different cells: {text!r}.")
    return Reference(parts[0], parts[1], codes, back)


def _count_of(cell: PublishedCell | PublishedFigureCell) -> Answer:
    if cell.flag == "0":
        return Answer("exact", 0)
    if cell.count is not None:
        return Answer("exact", cell.count)
    return HIDDEN if cell.flag == "…" else ABSENT


def _number(found: PublishedNumber) -> Answer:
    if found.status == "hidden":
        return HIDDEN
    if found.value is None or found.status == "waiting":
        return ABSENT
    is_bound = found.status == "bounded" or found.unit == "upper_bound_exclusive"
    return Answer("below" if is_bound else "exact", round(found.value))


class Desk:
    """Answers references from one release.

    Tables answer before figures, so that a count which both print is taken from the table.
    """

    def __init__(self, release: Release) -> None:
        rule = release.rule
        self.year = release.year
        self.policy = release.policy
        self.threshold = rule.threshold
        self.hides_neighbours = rule.secondary
        self.release = release
        self._cells: dict[_Key, PublishedCell | PublishedFigureCell] = {}
        self._codes: dict[tuple[str, str], list[str]] = {}
        self._remember(release.cells)
        self._remember(release.figures)

    def _remember(self, cells: Iterable[PublishedCell | PublishedFigureCell]) -> None:
        for cell in cells:
            key = (cell.service, cell.dimension, cell.year, cell.category_code)
            if key not in self._cells:
                self._cells[key] = cell
                codes = self._codes.setdefault((cell.service, cell.dimension), [])
                if cell.category_code not in codes:
                    codes.append(cell.category_code)

    @property
    def numbers(self) -> Mapping[str, PublishedNumber]:
        """The numbers of the running text, by id."""
        return self.release.numbers

    def codes(self, service: str, dimension: str) -> tuple[str, ...]:
        """Give the categories of a dimension in the order they are printed, without residual rows."""
        return tuple(c for c in self._codes.get((service, dimension), ()) if c not in POOL_CODES)

    def cell(
        self, service: str, dimension: str, year: int, code: str
    ) -> PublishedCell | PublishedFigureCell | None:
        """Give the printed cell, or ``None`` where the release has none."""
        return self._cells.get((service, dimension, year, code))

    def count(self, reference: str) -> Answer:
        """Answer how many; a hidden count is only bounded where hiding always means a small count."""
        if reference.startswith("#"):
            found = self.numbers.get(reference[1:])
            return _number(found) if found else ABSENT
        return self._sum_of(parse_reference(reference))

    def _sum_of(self, wanted: Reference) -> Answer:
        year = self.year - wanted.years_back
        found = [self._answer(wanted.service, wanted.dimension, year, code) for code in wanted.codes]
        if all(answer.kind == "exact" for answer in found):
            return Answer("exact", sum(answer.value for answer in found))
        return found[0] if len(found) == 1 else HIDDEN

    def _answer(self, service: str, dimension: str, year: int, code: str) -> Answer:
        cell = self.cell(service, dimension, year, code)
        if cell is None:
            return ABSENT
        answer = _count_of(cell)
        if answer.kind == "hidden" and not self.hides_neighbours:
            return Answer("below", self.threshold)
        return answer

    def total(self, service: str, dimension: str, years_back: int = 0) -> Answer:
        """Answer how many cases a table adds up to: its own total, else all cases of the service."""
        year = self.year - years_back
        own = self._answer(service, dimension, year, TOTAL)
        return own if own.kind == "exact" else self._answer(service, "cases_total", year, TOTAL)

    def share(self, reference: str) -> Answer:
        """Answer the percentage: a number as it is, a cell as printed or as its printed counts give it."""
        if reference.startswith("#"):
            return self.count(reference)
        count = self.count(reference)
        if count.kind != "exact":
            return HIDDEN if count.kind == "below" else count
        wanted = parse_reference(reference)
        printed = self._printed_percent(wanted)
        return printed if printed.kind == "exact" else self._percent_of_total(count.value, wanted)

    def _printed_percent(self, wanted: Reference) -> Answer:
        if len(wanted.codes) > 1:
            return ABSENT
        cell = self.cell(wanted.service, wanted.dimension, self.year - wanted.years_back, wanted.codes[0])
        return Answer("exact", cell.percent) if cell and cell.percent is not None else ABSENT

    def _percent_of_total(self, count: int, wanted: Reference) -> Answer:
        # the total of immigration cases is the count itself; a share of it is a share of all cases
        all_cases = self._answer(wanted.service, "cases_total", self.year - wanted.years_back, TOTAL)
        share = percent_of(count, all_cases.value) if all_cases.kind == "exact" else None
        return ABSENT if share is None else Answer("exact", share)

    def before(self, reference: str, years_back: int = 1) -> Answer:
        """Answer the same cell that many years earlier."""
        path, _, offset = reference.partition("@")
        already = int(offset[1:]) if offset else 0
        return self.count(f"{path}@-{already + years_back}")

    def ranking(self, service: str, dimension: str) -> tuple[tuple[str, int], ...]:
        """Give the printed categories of the year, largest first, as far as the order is certain.

        A hidden count may be as large as what the total leaves over, so the list ends where a hidden
        category could stand higher.
        """
        counts = {c: self._answer(service, dimension, self.year, c) for c in self.codes(service, dimension)}
        exact = {code: answer.value for code, answer in counts.items() if answer.kind == "exact"}
        ceiling = self._largest_hidden(service, dimension, counts, exact)
        order = sorted(exact.items(), key=lambda item: -item[1])
        named = ((code, count) for code, count in order if code not in UNNAMED_CODES)
        return tuple((code, count) for code, count in named if count >= ceiling and count > 0)

    def _largest_hidden(
        self, service: str, dimension: str, counts: Mapping[str, Answer], exact: Mapping[str, int]
    ) -> int:
        unsure = [answer for answer in counts.values() if answer.kind in ("hidden", "below")]
        if not unsure:
            return 0
        if not self.hides_neighbours:
            return self.threshold
        total = self.total(service, dimension)
        if total.kind != "exact":
            return UNBOUNDED
        pools = (self._answer(service, dimension, self.year, code) for code in POOL_CODES - {TOTAL})
        printed = sum(exact.values()) + sum(pool.value for pool in pools if pool.kind == "exact")
        return total.value - printed
