"""What the attacker found, as rows and as a report that a statistician can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from fristed.methods.disclosure.attack import AttackReport, Contradiction, Finding, attack
from fristed.statistics.leak_finding.printing import Edition, read_edition, readings_of, relate
from fristed.statistics.leak_finding.spec import CellName, Spec
from fristed.statistics.leak_finding.spec_reading import read_spec
from fristed.statistics.leak_finding.statements import add_statements
from fristed.statistics.leak_finding.tested import BY_A_BROKEN_SUM, BY_NO_SUM, sum_in_words, tested_keys
from fristed.statistics.leak_finding.wordings import as_printed

LONGEST_SUM = 4
MULTIPLE = re.compile(r"^10+ × ")
BY_ITS_SIGN = re.compile(r" is at least (\d+)(?: and at most (\d+))?, by its sign")

RowKind = Literal["exact", "narrow", "wide", "group", "printed", "contradiction", "untested", "note"]


@dataclass(frozen=True, slots=True)
class Row:
    """One finding; ``category_code`` is set for hidden cells and unprinted rests alone.

    ``is_tested`` is false for a hidden cell that was set against nothing, so that nobody knows it to be safe.
    """

    table: int | str | None
    service: str | None
    year: int | None
    category_code: str | None
    low: int | None
    high: int | None
    kind: RowKind
    because: str
    is_tested: bool = True

    @property
    def section(self) -> RowKind:
        """Under which heading it is told: a hidden cell that was not tested is not said to stay hidden."""
        return "untested" if self.kind == "wide" and not self.is_tested else self.kind

    @property
    def is_problem(self) -> bool:
        """Whether it is more than a hidden cell that stays hidden, or a remark."""
        return self.section not in ("wide", "note")

    @property
    def interval(self) -> str:
        """The interval as a reader writes it: ``4``, ``1–3``, ``at least 1``."""
        if self.low is None:
            return ""
        if self.high is None:
            return f"≥ {self.low}"
        return f"{self.low}" if self.low == self.high else f"{self.low}–{self.high}"

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        if self.table is None:
            return ""
        return str(CellName(str(self.table), self.service or "", self.year, self.category_code or ""))

    def as_mapping(self) -> dict[str, Any]:
        """Give it as it is stored, with whether it was tested."""
        return asdict(self)

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON has it."""
        return {name: value for name, value in asdict(self).items() if name != "is_tested"}


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one edition."""

    spec: Spec
    rows: tuple[Row, ...]
    readings: tuple[Mapping[str, Any], ...] = ()

    @property
    def problems(self) -> tuple[Row, ...]:
        """The rows that should not be there."""
        return tuple(row for row in self.rows if row.is_problem)

    def of_kind(self, *kinds: RowKind) -> list[Row]:
        """Give the rows that are told under some headings."""
        return [row for row in self.rows if row.section in kinds]

    def as_json(self) -> list[dict[str, Any]]:
        """Give every row, and for each column which of its hidden counts were not tested."""
        return [row.as_json() for row in (*self.rows, *_untested_rows(self.of_kind("untested")))]


def find_leaks(spec_file: Path) -> Findings:
    """Read a spec and its tables, attack them, and say what was found.

    Raises
    ------
    BadInput
        If a file cannot be read; nothing is read by halves.
    """
    spec = read_spec(spec_file)
    edition = whole_edition(spec)
    rows = tuple(rows_of(edition, attack(edition.printed(), width=spec.width)))
    return Findings(spec, rows, tuple(readings_of(edition)))


def whole_edition(spec: Spec) -> Edition:
    """Read the tables, the numbers in running text, and the relations between them."""
    edition = read_edition(spec)
    add_statements(edition)
    relate(edition)
    return edition


def rows_of(edition: Edition, report: AttackReport) -> Iterator[Row]:
    """Give hidden cells, unprinted rests that leak, groups, printed small counts and contradictions."""
    cells = [found for found in report.findings if found.kind in ("exact", "narrow", "wide")]
    others = [found for found in report.findings if found.kind in ("group", "printed")]
    trust = _Trust(_without_their_sum(edition, report), _tested(edition, report))
    yield from (_cell_row(edition, found, trust) for found in cells if found.key in edition.hidden)
    yield from (_cell_row(edition, found, trust) for found in cells if _is_rest_to_tell(edition, found))
    yield from _without_repetition(_other_row(edition, found) for found in others if _is_real(edition, found))
    yield from (_contradiction_row(edition, found) for found in report.contradictions)
    for table, note in edition.notes:
        yield Row(int(table) if table.isdigit() else table, None, None, None, None, None, "note", note)


@dataclass(frozen=True, slots=True)
class _Trust:
    """Which cells a sum that is set aside no longer limits, and which are limited by anything."""

    doubted: AbstractSet[str]
    tested: AbstractSet[str]


def _tested(edition: Edition, report: AttackReport) -> frozenset[str]:
    return tested_keys(edition, {found.set_aside for found in report.contradictions})


def _untested_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """Say for each column which of its hidden counts were not tested."""
    columns: dict[tuple[int | str | None, str | None, int | None], list[str]] = {}
    for row in rows:
        columns.setdefault((row.table, row.service, row.year), []).append(str(row.category_code))
    for column, names in columns.items():
        yield Row(*column, None, None, None, "untested", f"not tested: {', '.join(names)}")


def _without_their_sum(edition: Edition, report: AttackReport) -> frozenset[str]:
    """Give the cells whose own sum is set aside, so that it limits them no more."""
    aside = {found.set_aside for found in report.contradictions}
    broken = [relation for relation in edition.equations if sum_in_words(relation) in aside]
    return frozenset(key for relation in broken for key in relation.part_keys)


def _is_rest_to_tell(edition: Edition, found: Finding) -> bool:
    """Whether an unprinted rest gives something away; where the spec says so, whatever its size."""
    rest = edition.rests.get(found.key)
    if rest is None or found.kind == "wide" or found.high == 0:
        return False
    return found.is_leak or rest.always


def _is_real(edition: Edition, found: Finding) -> bool:
    """Leave out cells that only carry a bound through the arithmetic, and counts of no people."""
    if edition.auxiliary.intersection((found.key, *found.members)):
        return False
    fine = {table.name for table in edition.spec.tables if table.small_is_fine}
    return edition.names[found.key].table not in fine


def _without_repetition(rows: Iterable[Row]) -> Iterator[Row]:
    """Leave out what a figure or sentence says again word by word."""
    yield from dict.fromkeys(rows)


def _cell_row(edition: Edition, found: Finding, trust: _Trust) -> Row:
    name = edition.names[found.key]
    note = edition.rests[found.key].note if found.key in edition.rests else ""
    because = _as_printed(edition, found.because)
    if " is printed as " in because and name.table in edition.wrong_percents:
        because += ". Another percent of this table is wrong, so this one may be"
    because += _doubt(found, trust)
    words = f"{because}. {note}" if note else because
    kind: RowKind = found.kind
    place = (_table(name), name.service, name.year, name.category_code)
    is_tested = found.key in trust.tested and found.key not in trust.doubted
    return Row(*place, found.low, found.high, kind, words, is_tested)


def _doubt(found: Finding, trust: _Trust) -> str:
    """Say of a hidden count what it was not set against."""
    if found.kind == "exact":
        return ""
    if found.key in trust.doubted:
        return f". {BY_A_BROKEN_SUM}"
    if found.key not in trust.tested:
        return f". {BY_NO_SUM}"
    return ""


def _other_row(edition: Edition, found: Finding) -> Row:
    """Make a row of a group or a printed small count; neither is a hidden cell."""
    name = edition.names[found.key]
    words = f"{found.key}: {found.because}"
    return Row(_table(name), name.service, name.year, None, found.low, found.high, found.kind, words)


def _contradiction_row(edition: Edition, found: Contradiction) -> Row:
    said = [MULTIPLE.sub("", words) for words in (found.set_aside, " ".join(found.statements))]
    name = _name_in(edition, said[0]) or _name_in(edition, said[1])
    aside = _as_printed(edition, _shortened(found.set_aside))
    words = f"{_as_printed(edition, found.because)}{_other_half(found)}. Set aside: {aside}"
    if name is None:
        return Row(None, None, None, None, None, None, "contradiction", words)
    return Row(_table(name), name.service, name.year, None, None, None, "contradiction", words)


def _as_printed(edition: Edition, words: str) -> str:
    values = {key: cell.value for key, cell in edition.cells.items()} if edition.scaled else {}
    return as_printed(words, edition.scaled, values)


def _other_half(found: Contradiction) -> str:
    """Say what the one sign in a contradiction allows, where the arithmetic does not; it may mean more."""
    signs = [sign for statement in found.statements if (sign := BY_ITS_SIGN.search(statement))]
    if len(signs) != 1 or ", each " in found.because or ", these " in found.because:
        return ""
    low, high = signs[0].groups()
    if high is None:
        return f"; the sign allows at least {low}"
    return f"; the sign allows from {low} to {high}, unless larger counts carry it too"


def _shortened(statement: str) -> str:
    """Say of a long sum only that it is one; the arithmetic tells the rest."""
    total, _, parts = statement.partition(" is ")
    pieces = parts.count(" + ") + 1
    return f"{total} is the sum of its {pieces} parts" if pieces > LONGEST_SUM else statement


def _name_in(edition: Edition, words: str) -> CellName | None:
    """Find the cell that a statement begins with: the longest key that fits."""
    fitting = [key for key in edition.names if words.startswith(key)]
    return edition.names[max(fitting, key=len)] if fitting else None


def _table(name: CellName) -> int | str:
    return int(name.table) if name.table.isdigit() else name.table


HEADINGS: Mapping[RowKind, str] = {
    "exact": "Counts that are not printed but can be worked out exactly",
    "narrow": "Counts that are not printed and have too few possible values",
    "group": "Hidden counts whose sum is itself below the threshold",
    "printed": "Small counts printed against the rule",
    "contradiction": "Printed numbers that contradict each other",
    "untested": "Hidden counts that were not tested, so that nobody knows whether they are safe",
    "note": "Remarks on how the tables were read",
    "wide": "Hidden counts that stay hidden",
}


def in_words(findings: Findings) -> Iterator[str]:
    """Write a report, one line at a time."""
    spec = findings.spec
    yield f"{spec.title}: counts below {spec.threshold} are hidden."
    for kind, heading in HEADINGS.items():
        if rows := findings.of_kind(kind):
            yield ""
            yield f"{heading}: {len(rows)}"
            for row in rows:
                lead = f"{row.place} = {row.interval}" if row.category_code else row.place
                yield f"  {lead}: {row.because}" if lead else f"  {row.because}"
