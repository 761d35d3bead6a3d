"""One table of a release as it stands on a page: rows, years, signs, and what a screen reader says.

The signs are those of Statistics Norway: ``:`` hidden, ``.`` not in use, ``0`` a true zero. Whether a hidden
cell is small itself or hidden to protect another is not shown, because that would tell too much.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web import formats
from fristed.interfaces.web.statistics import titles
from fristed.statistics.releases.facts import PublishedCell, Release, RuleNotKept

SIGNS = {"…": ":", "-": ".", "blank": ""}
# Where the policy hides neighbours too, saying "fewer than 7" of each of them would be wrong.
HIDDEN_SMALL = gettext_noop("Hidden, fewer than %(threshold)d cases")
HIDDEN_OR_NEIGHBOUR = gettext_noop("Hidden, fewer than %(threshold)d cases or protecting such a number")
HIDDEN = gettext_noop("Hidden to protect privacy")
NOT_IN_USE = _("Category not in use")
NOT_PRINTED = _("Not printed")


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell: what is seen, what is read aloud instead of a sign, and the value where there is one."""

    text: str
    spoken: str | Promise = ""
    percent: str = ""
    value: int | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One category with a cell for each year."""

    code: str
    label: str
    cells: tuple[ShownCell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table ready for a page."""

    number: int
    service: str
    years: tuple[int, ...]
    rows: tuple[ShownRow, ...]

    @property
    def categories(self) -> tuple[ShownRow, ...]:
        """Every row but the total."""
        return tuple(row for row in self.rows if not row.is_total)

    @property
    def hides_something(self) -> bool:
        """Whether any cell is hidden."""
        return any(cell.is_hidden for row in self.rows for cell in row.cells)

    @property
    def has_unused(self) -> bool:
        """Whether any category was not in use in some year."""
        return any(cell.text == SIGNS["-"] for row in self.rows for cell in row.cells)


EMPTY = ShownCell("", NOT_PRINTED)


def hidden_text(release: Release) -> str:
    """Say why a cell is hidden, as precisely as the policy lets us that the release was protected under."""
    try:
        rule = release.rule
    except RuleNotKept:
        return gettext(HIDDEN)
    sentence = HIDDEN_OR_NEIGHBOUR if rule.secondary else HIDDEN_SMALL
    return gettext(sentence) % {"threshold": rule.threshold}


def hides_small_only(release: Release) -> bool:
    """Whether the policy of a release hides small numbers and nothing to protect them."""
    try:
        return not release.rule.secondary
    except RuleNotKept:
        return False


def shown_cell(cell: PublishedCell | None, hidden: str) -> ShownCell:
    """Turn a published cell into signs and words; ``hidden`` says why one is hidden."""
    if cell is None or cell.flag == "blank":
        return EMPTY
    percent = "" if cell.percent is None else formats.percent(cell.percent)
    if cell.flag == "…":
        return ShownCell(SIGNS["…"], hidden, percent, is_hidden=True)
    if cell.flag == "-":
        return ShownCell(SIGNS["-"], NOT_IN_USE)
    count = 0 if cell.flag == "0" else cell.count
    if count is None:
        return EMPTY
    return ShownCell(formats.number(count), "", percent, count)


def table_numbers(release: Release) -> list[int]:
    """Give the numbers of the tables that a release holds, in order."""
    return sorted({cell.table for cell in release.cells})


def _is_unused_rest(row: ShownRow) -> bool:
    """Whether a row gathers what the others hide, and the policy does not print it."""
    return row.code.startswith("_") and all(cell.text in (SIGNS["-"], "") for cell in row.cells)


def shown_table(release: Release, number: int) -> ShownTable | None:
    """Lay out one table of a release, or give ``None`` where it has no such table."""
    cells = {(cell.category_code, cell.year): cell for cell in release.cells if cell.table == number}
    if not cells:
        return None
    definition = titles.definition(number)
    years = definition.years(release.year)
    hidden = hidden_text(release)
    rows = (
        ShownRow(
            row.code,
            titles.row_label(row),
            tuple(shown_cell(cells.get((row.code, year)), hidden) for year in years),
            is_total=row.of == "all",
        )
        for row in definition.rows
    )
    kept = tuple(row for row in rows if not _is_unused_rest(row))
    return ShownTable(number, definition.service, years, kept)
