"""The protected statistics of outreach as a page shows them: tables, and pictures beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fristed.interfaces.web import formats
from fristed.interfaces.web.statistics.drawing import bar, frame, text
from fristed.statistics.outreach.definitions import definitions
from fristed.statistics.outreach.facts import OutreachTables

SIGN = "…"
LINE, BAR, ROOM = 46, 14, 80.0
SERVICES = (
    ("7.1.ft23", "7.1.ft"),
    ("7.2.mr.before", "7.2.mr"),
    ("7.3.su.before", "7.3.su"),
    ("7.4.kt.before", "7.4.kt"),
)
COLUMNS = {"FT": "7.1.ft", "MR": "7.2.mr", "SU": "7.3.su"}
"""The counts whose words name a service shortly."""
PUPILS = ("7.2.mr.teaching", "7.2.mr.group", "7.2.mr.open_door")
GREY = ("6.1.grey", "6.1.grey.became", "6.1.grey.stayed")
SHARES, RATINGS = ("ung.girls", "ung.boys", "ung.others"), ("ung.askers", "ung.readers")


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A printed number in words; ``said`` is empty where it is hidden, and where nobody noted it."""

    said: str
    is_hidden: bool = False


NOTHING = ShownValue("")


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: its name and its values; ``depth`` says it is a part of the row above."""

    name: str
    values: tuple[ShownValue, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with a picture of the same numbers, where there is one."""

    id: str
    title: str
    stub: str
    head: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    figure: SafeString | None = None
    figure_title: str = ""


@dataclass(frozen=True, slots=True)
class ShownOutreach:
    """All that the page shows of a year."""

    year: int
    threshold: int
    competence: tuple[ShownTable, ...]
    beside: tuple[ShownTable, ...]


def shown_outreach(found: OutreachTables) -> ShownOutreach:
    """Put what is printed of a year into words and pictures."""
    return ShownOutreach(
        year=found.year,
        threshold=found.threshold,
        competence=tuple(_competence(found)),
        beside=tuple(_beside(found)),
    )


def _competence(found: OutreachTables) -> Iterator[ShownTable]:
    yield _by_service(found)
    yield _split(found, "7.form", _("How the assignments were held"), _("Form"))
    yield _by_county(found)
    # A long list: an agency that nobody taught has no row.
    whole = _split(found, "7.audience", _("Whom the assignments were for"), _("Agency"))
    taught = (row for row in whole.rows if any(value.said not in ("", "0") for value in row.values))
    yield replace(whole, rows=tuple(taught))
    yield _witness(found)


def _label(key: str) -> str:
    return definitions().cells[key].labels[formats.language()]


def _value(found: OutreachTables, key: str) -> ShownValue:
    """Write a number as it is printed: a percent, about so many, or a count."""
    value, cell = found.value(key), definitions().cells[key]
    if not found.has(key):
        return NOTHING
    if value is None:
        return ShownValue("", is_hidden=True)
    if cell.unit == "percent":
        return ShownValue(_("%(percent)d%%") % {"percent": value})
    written = formats.number(value)
    return ShownValue(_("about %(number)s") % {"number": written} if cell.rounded_to > 1 else written)


def _by_service(found: OutreachTables) -> ShownTable:
    rows = [ShownRow(_label(now), (_value(found, before), _value(found, now))) for before, now in SERVICES]
    rows.append(ShownRow(_label("7.3.su.weeks"), (NOTHING, _value(found, "7.3.su.weeks"))))
    title = _("Assignments that raise competence")
    figure = _figure(found, "outreach-services", title, [(_label(now), now) for _before, now in SERVICES])
    head = (str(found.year - 1), str(found.year))
    return ShownTable("outreach-by-service", title, _("Service"), head, tuple(rows), figure, title)


def _split(
    found: OutreachTables, name: str, title: str, stub: str, figure: tuple[SafeString, str] | None = None
) -> ShownTable:
    split = definitions().splits[name]
    rows = tuple(
        ShownRow(
            words[formats.language()],
            tuple(_value(found, split.key(service, code)) for service in split.services),
        )
        for code, words in split.codes.items()
    )
    head = tuple(_label(COLUMNS[service]) for service in split.services)
    return ShownTable(f"outreach-{name.rpartition('.')[2]}", title, stub, head, rows, *(figure or ()))


def _by_county(found: OutreachTables) -> ShownTable:
    split, language = definitions().splits["7.county"], formats.language()
    bars = [(words[language], split.key("MR", code)) for code, words in split.codes.items()]
    title = _("The diversity advisers' assignments by county")
    figure = _figure(found, "outreach-counties", title, bars)
    return _split(found, "7.county", _("Assignments by county"), _("County"), (figure, title))


def _witness(found: OutreachTables) -> ShownTable:
    row = ShownRow(_label("7.4.witness"), (_value(found, "7.4.witness"),))
    return ShownTable("outreach-witness", _("In court and before boards"), _("What"), (_("Times"),), (row,))


def _beside(found: OutreachTables) -> Iterator[ShownTable]:
    rows = tuple(ShownRow(_label(key), (_value(found, key),)) for key in PUPILS)
    yield ShownTable("outreach-pupils", _("Work with pupils"), _("What"), (_("Times"),), rows)
    split, language = definitions().splits["6.1.grey"], formats.language()
    topics = [(words[language], split.key("MR", code)) for code, words in split.codes.items()]
    grey = [ShownRow(_label(key), (_value(found, key),), 0 if key == GREY[0] else 1) for key in GREY]
    grey += [ShownRow(name, (_value(found, key),), 1) for name, key in topics]
    title = _("Grey-zone cases by topic")
    figure = _figure(found, "outreach-topics", title, topics)
    yield ShownTable(
        "outreach-grey", _("Grey-zone cases"), _("What"), (_("Cases"),), tuple(grey), figure, title
    )
    if found.has("ung.answers"):
        yield _answers(found)


def _answers(found: OutreachTables) -> ShownTable:
    rows = [ShownRow(_label("ung.answers"), (_value(found, "ung.answers"),))]
    rows += [ShownRow(_label(key), (_value(found, key),), 1) for key in SHARES]
    rows += [ShownRow(_label(key), (_value(found, key),)) for key in RATINGS]
    title = _("Questions on ung.no by who asked")
    figure = _figure(found, "outreach-askers", title, [(_label(key), key) for key in SHARES], peak=100)
    head = (_("Number or share"),)
    return ShownTable(
        "outreach-answers", _("Questions on ung.no"), _("What"), head, tuple(rows), figure, title
    )


def _figure(
    found: OutreachTables,
    name: str,
    title: str,
    bars: Sequence[tuple[str, str]],
    *,
    peak: int | None = None,
) -> SafeString:
    """Draw a bar for each number under its name; a hidden one has a mark of one size."""
    shown = [(label, key) for label, key in bars if found.has(key)]
    most = peak or max((found.value(key) or 0 for _label, key in shown), default=0) or 1
    marks: list[SafeString] = []
    for number, (label, key) in enumerate(shown):
        top = number * LINE
        marks += [
            text(label, left=0, top=top + 14),
            bar(found.value(key), most, top=top + 20, height=BAR, room=ROOM),
            text(_value(found, key).said or SIGN, left=100, top=top + 32, anchor="end", css="soft"),
        ]
    description = _("The table beside has the same numbers.")
    return frame(name, LINE * len(shown), title, description, marks)
