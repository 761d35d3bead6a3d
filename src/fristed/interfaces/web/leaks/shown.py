"""Findings as the page shows them: by kind, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web.leaks.words import fault_in_language, in_language

# Each kind: its heading, what it means, and the colour of its mark. `most` is the number of values a count
# may have that is found too near, `least` of one that stays hidden; the spec's `width` says both.
KINDS: tuple[tuple[str, Promise, Promise, str], ...] = (
    (
        "exact",
        _("Counts that can be worked out exactly"),
        _("Not printed, but a reader can find the number."),
        "danger",
    ),
    (
        "narrow",
        _("Counts with at most %(most)s possible values"),
        _("Not printed, but a reader comes so near that the sign protects little."),
        "warning",
    ),
    (
        "group",
        _("Groups whose sum is too small"),
        _("Each count is hidden, but together they are below the limit, and that can be worked out."),
        "warning",
    ),
    (
        "printed",
        _("Small counts in plain sight"),
        _("Printed although they are below the limit."),
        "warning",
    ),
    (
        "contradiction",
        _("Numbers that contradict each other"),
        _("They cannot all be true. The one least trusted is set aside before anything is worked out."),
        "info",
    ),
    (
        "untested",
        _("Hidden counts that were not tested"),
        _(
            "They stand in no sum whose total was read, or the sum contradicts itself. Whether a reader can "
            "work them out, is not known."
        ),
        "warning",
    ),
    (
        "note",
        _("Remarks on how the tables were read"),
        _("Look whether this is what you meant."),
        "warning",
    ),
    (
        "wide",
        _("Counts that stay hidden"),
        _("A reader can narrow them down to at least %(least)s possible values."),
        "success",
    ),
)


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding: where, which values are possible, and the arithmetic."""

    place: str
    interval: str
    because: str


@dataclass(frozen=True, slots=True)
class ShownKind:
    """All findings of one kind."""

    code: str
    heading: str
    meaning: str
    colour: str
    rows: tuple[ShownFinding, ...]


def shown_findings(rows: Iterable[Mapping[str, Any]], *, width: int) -> list[ShownKind]:
    """Sort findings by kind; kinds without any are left out. ``width`` is what the spec asked for."""
    found = list(rows)
    values = {"most": width, "least": width + 1}
    kinds = []
    for code, heading, meaning, colour in KINDS:
        of_kind = tuple(_shown(row) for row in found if _section(row) == code)
        if of_kind:
            kinds.append(ShownKind(code, heading % values, meaning % values, colour, of_kind))
    return kinds


def _section(row: Mapping[str, Any]) -> str:
    """Under which heading a finding is told; an answer of an earlier version does not say what was tested."""
    is_untested = row["kind"] == "wide" and not row.get("is_tested", True)
    return "untested" if is_untested else str(row["kind"])


def _shown(row: Mapping[str, Any]) -> ShownFinding:
    place = " · ".join(
        str(row[part])
        for part in ("table", "service", "year", "category_code")
        if row[part] not in (None, "")
    )
    said = fault_in_language if row["kind"] == "note" else in_language
    return ShownFinding(place, _interval(row["low"], row["high"]), said(str(row["because"])))


@dataclass(frozen=True, slots=True)
class ShownReading:
    """How one table was read: what is told of it, each with its name."""

    file: str
    lines: tuple[tuple[str, str], ...]


def shown_readings(readings: Iterable[Mapping[str, Any]]) -> list[ShownReading]:
    """Say how each table was read, in the language of the page."""
    return [ShownReading(str(one["file"]), tuple(_lines(one))) for one in readings]


def _lines(reading: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if reading["sheet"]:
        yield gettext("Sheet"), str(reading["sheet"])
    if reading.get("other_sheets"):
        yield gettext("Sheets that were not read"), "; ".join(reading["other_sheets"])
    yield gettext("Row with the headings"), str(reading["headings_in_row"])
    yield gettext("Columns with counts"), "; ".join(map(_column, reading["columns"]))
    if reading["unread"]:
        yield gettext("Columns that were not read"), "; ".join(reading["unread"])
    yield gettext("Total row"), str(reading["total"] or "–")
    if len(reading["columns"]) > 1:
        yield gettext("Column that is the total of the others"), str(reading.get("total_column") or "–")
    yield gettext("Smallest count that may be shown"), str(reading["threshold"])
    yield (
        gettext("Hidden counts"),
        f"{' '.join(reading['hidden'])} = {_interval(reading['low'], reading['high'])}",
    )


def _column(column: Mapping[str, Any]) -> str:
    if not column["percent"]:
        return str(column["column"])
    return gettext("%(counts)s with percents in %(percents)s") % {
        "counts": column["column"],
        "percents": column["percent"],
    }


def _interval(low: int | None, high: int | None) -> str:
    if low is None:
        return ""
    if high is None:
        return f"≥ {low}"
    return f"{low}" if low == high else f"{low}–{high}"
