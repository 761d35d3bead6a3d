"""Who calls, beside where training was given: protected counts of a release, and counts of events.

What the statistics hide is hidden here too. Nothing is added across services, since one person can be a case
in several. A register case holds no county, so that nothing is known of which counties call. Of one service
it is printed about how many events it was at: its training is left out, or the exact number would follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fristed.casework.assignments.codes import audiences
from fristed.casework.assignments.facts import Cover, HeldCount
from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.statistics.drawing import LINE, bar, frame, lines_of, rectangle, text
from fristed.interfaces.web.statistics.shown import (
    NOT_IN_USE,
    SIGNS,
    ShownCell,
    hidden_text,
    shown_cell,
)
from fristed.methods.classifications import (
    ClassificationError,
    code_list,
    referrer_in_superset,
    registering_services,
)
from fristed.statistics.releases.facts import PublishedCell, Release

CALLERS = registering_services()
REFERRER = "referrer"
ABOUT = "KT"
"""The service whose number of events is printed as about so many."""
SELDOM = 20
"""An agency that is printed with fewer cases than this in every service, or hidden there, calls seldom."""
NO_SUCH = ShownCell(SIGNS["-"], NOT_IN_USE)
"""A service has no such agency in its own list."""
HEIGHT, GAP = 8, 3
MIDDLE, ROOM = 52.0, 48.0


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency: a cell for each service that it may call, and how much training it was given."""

    code: str
    label: str
    calls: tuple[ShownCell, ...]
    trained: int
    trained_since: int

    @property
    def most_printed(self) -> int:
        """The largest count that is printed; what is hidden counts as nothing here, whatever it is."""
        return max((cell.value or 0 for cell in self.calls), default=0)

    @property
    def calls_seldom(self) -> bool:
        """Whether nothing printed says that it calls often."""
        return self.most_printed < SELDOM


@dataclass(frozen=True, slots=True)
class CountyRow:
    """One county: how much training was given there, and how many schools or offices have an adviser."""

    code: str
    label: str
    trained: int
    trained_since: int
    advisers: int


def calls_of(release: Release) -> dict[tuple[str, str], ShownCell]:
    """Give what a release prints of who made contact, by agency and service, in the common list of agencies.

    Several codes of a service that are one agency are added; where one of them is hidden, so is the sum.
    """
    why = hidden_text(release)
    parts: dict[tuple[str, str], list[PublishedCell]] = {}
    for cell in release.cells:
        if cell.dimension != REFERRER or cell.year != release.year:
            continue
        try:
            agency = referrer_in_superset(cell.service, cell.category_code)
        except ClassificationError:
            # A total, or the row that gathers what is hidden.
            continue
        parts.setdefault((agency, cell.service), []).append(cell)
    return {place: _joined(cells, why) for place, cells in parts.items()}


def _joined(cells: Sequence[PublishedCell], why: str) -> ShownCell:
    used = [cell for cell in cells if cell.flag not in ("-", "blank")]
    if not used:
        return NO_SUCH
    if any(cell.flag == "…" for cell in used):
        return ShownCell(SIGNS["…"], why, is_hidden=True)
    if len(used) == 1:
        return shown_cell(used[0], why)
    total = sum(cell.count or 0 for cell in used)
    return ShownCell(formats.number(total), "", "", total)


def agency_rows(
    release: Release | None, held: Iterable[HeldCount], since: Iterable[HeldCount]
) -> list[AgencyRow]:
    """Give the agencies, those first that are printed with the fewest cases and were given least training."""
    calls = calls_of(release) if release else {}
    trained, later = _by(held, "audience"), _by(since, "audience")
    rows = [
        AgencyRow(
            code,
            labels.label("referrers", code),
            tuple(calls.get((code, service), NO_SUCH) for service in CALLERS) if release else (),
            trained.get(code, 0),
            later.get(code, 0),
        )
        for code in audiences()
    ]
    return sorted(
        rows,
        key=lambda row: (row.most_printed, row.trained + row.trained_since, labels.alphabetical(row.label)),
    )


def county_rows(
    held: Iterable[HeldCount], since: Iterable[HeldCount], covers: Iterable[Cover]
) -> list[CountyRow]:
    """Give the counties, those first that were given least training."""
    trained, later = _by(held, "county"), _by(since, "county")
    posts: dict[str, int] = {}
    for one in covers:
        posts[one.county] = posts.get(one.county, 0) + 1
    rows = [
        CountyRow(
            code,
            labels.label("counties", code),
            trained.get(code, 0),
            later.get(code, 0),
            posts.get(code, 0),
        )
        for code in code_list("counties").codes()
    ]
    return sorted(rows, key=lambda row: (row.trained + row.trained_since, labels.alphabetical(row.label)))


def _by(counts: Iterable[HeldCount], field: str) -> Mapping[str, int]:
    """Add up training by agency or county, without that of which it is printed about how much there was."""
    found: dict[str, int] = {}
    for one in counts:
        if one.service == ABOUT:
            continue
        found[getattr(one, field)] = found.get(getattr(one, field), 0) + one.number
    return found


def agency_picture(rows: Sequence[AgencyRow]) -> SafeString:
    """Draw a line for each agency: to the left who it calls, to the right the training it was given."""
    called = max([1, *(row.most_printed for row in rows)])
    trained = max([1, *(row.trained + row.trained_since for row in rows)])
    marks: list[SafeString] = []
    top = 0
    for row in rows:
        marks += _agency_marks(row, top, called, trained)
        top += _height(row)
    said = " ".join(_said(row) for row in rows)
    return frame("coverage", top, _("Who calls, and who was given training"), said, marks)


def _height(row: AgencyRow) -> int:
    return LINE * len(lines_of(row.label)) + (HEIGHT + GAP) * max(1, len(row.calls)) + LINE


def _agency_marks(row: AgencyRow, top: int, called: int, trained: int) -> Iterator[SafeString]:
    for line in lines_of(row.label):
        top += LINE
        yield text(line, left=0, top=top, css="strong")
    top += GAP
    total = row.trained + row.trained_since
    if total:
        width = (100 - MIDDLE) * total / trained
        yield rectangle("soft-bar", left=MIDDLE, top=top, width=width, height=HEIGHT)
    for place, cell in enumerate(row.calls):
        if cell.is_hidden or cell.value:
            room = ROOM - 1
            where = top + place * (HEIGHT + GAP)
            yield bar(cell.value, called, top=where, height=HEIGHT, room=room)


def _said(row: AgencyRow) -> str:
    calls = ", ".join(
        f"{labels.service(service)} {cell.spoken or cell.text}"
        for service, cell in zip(CALLERS, row.calls, strict=False)
        if cell.text != SIGNS["-"]
    )
    given = _("%(label)s: %(number)d assignments.") % {
        "label": row.label,
        "number": row.trained + row.trained_since,
    }
    return f"{given} {calls}." if calls else given


def county_picture(rows: Sequence[CountyRow]) -> SafeString:
    """Draw a bar for each county with the training that was given there."""
    peak = max([1, *(row.trained + row.trained_since for row in rows)])
    marks: list[SafeString] = []
    for place, row in enumerate(rows):
        top = place * 2 * LINE
        number = row.trained + row.trained_since
        marks.append(text(row.label, left=0, top=top + LINE - 4))
        marks.append(text(formats.number(number), left=100, top=top + LINE - 4, anchor="end", css="strong"))
        if number:
            width = 100 * number / peak
            marks.append(rectangle("soft-bar", left=0, top=top + LINE, width=width, height=HEIGHT))
    said = ". ".join(f"{row.label} {row.trained + row.trained_since}" for row in rows)
    return frame("counties", 2 * LINE * len(rows), _("Where training was given"), f"{said}.", marks)
