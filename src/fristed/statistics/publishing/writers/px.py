"""A dataset as a PC-Axis file, in one language or several.

The signs are stored as one, two and three dots and shown as ``.``, ``..`` and ``:``. The file is UTF-8, which
PxWin and PxWeb read from ``CODEPAGE``: names of countries and dashes do not fit in ISO 8859-15.

References
----------
Statistics Sweden, *PX-file format specification AXIS-VERSION 2013*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC
from types import MappingProxyType

from fristed.methods.classifications import LANGUAGES, Language
from fristed.statistics.publishing.colophon import colophon
from fristed.statistics.publishing.facts import CONTENTS, TIME, Category, DataCell, Dataset, Dimension, Sign
from fristed.statistics.publishing.words import Speaker, entry
from fristed.statistics.publishing.writers.jsonstat import PX_LANGUAGES

STORED: Mapping[Sign, str] = MappingProxyType({".": '"."', "..": '".."', ":": '"..."'})
SYMBOLS: tuple[Sign, ...] = (".", "..", ":")
"""What one, two and three dots are shown as."""
LONGEST = 250
"""Characters between two quotation marks; the format allows 256 on a line."""
Line = tuple[str, tuple[str, ...], str]
"""A keyword, its sub-keys and its value as it is written."""


def write_px(dataset_in: Mapping[Language, Dataset]) -> bytes:
    """Write a dataset in the languages it is given in; the first of bokmål, nynorsk and English leads."""
    languages = [language for language in LANGUAGES if language in dataset_in]
    lead = dataset_in[languages[0]]
    lines = [*_head(lead, languages), *_in_languages(dataset_in, languages), *_tail(lead)]
    return ("".join(f"{line};\n" for line in lines)).encode()


def _head(lead: Dataset, languages: list[Language]) -> Iterator[str]:
    names = [PX_LANGUAGES[language] for language in languages]
    yield 'CHARSET="ANSI"'
    yield 'AXIS-VERSION="2013"'
    yield 'CODEPAGE="utf-8"'
    yield f"LANGUAGE={_quoted(names[0])}"
    if len(names) > 1:
        yield f"LANGUAGES={_listed(names)}"
    if lead.updates.last:
        yield f"CREATION-DATE={_quoted(lead.updates.last.astimezone(UTC).strftime('%Y%m%d %H:%M'))}"
    if lead.updates.next:
        yield f"NEXT-UPDATE={_quoted(lead.updates.next.strftime('%Y%m%d %H:%M'))}"
    yield f"TABLEID={_quoted(lead.id)}"
    yield "DECIMALS=0"
    yield "SHOWDECIMALS=0"
    yield f"MATRIX={_quoted(lead.id)}"
    yield "AGGREGALLOWED=NO"
    yield "COPYRIGHT=NO"
    yield "OFFICIAL-STATISTICS=NO"
    yield f"SUBJECT-CODE={_quoted(entry('subject')['code'])}"


def _in_languages(dataset_in: Mapping[Language, Dataset], languages: list[Language]) -> Iterator[str]:
    """Write each keyword in every language before the next: readers expect translations side by side."""
    written = [list(_lines(dataset_in[language])) for language in languages]
    for versions in zip(*written, strict=True):
        for language, (keyword, keys, value) in zip(languages, versions, strict=True):
            mark = "" if language == languages[0] else f"[{PX_LANGUAGES[language]}]"
            inside = f"({','.join(_quoted(key) for key in keys)})" if keys else ""
            yield f"{keyword}{mark}{inside}={value}"


def _lines(dataset: Dataset) -> Iterator[Line]:
    """Give the lines that have words in them."""
    stub = [dimension.label for dimension in dataset.dimensions if dimension.code != TIME]
    yield "SUBJECT-AREA", (), _quoted(Speaker(dataset.language).word("subject"))
    yield "DESCRIPTION", (), _quoted(dataset.title)
    yield "TITLE", (), _quoted(f"{dataset.name}. {dataset.title}, {dataset.period}")
    yield "CONTENTS", (), _quoted(dataset.title)
    yield "UNITS", (), _quoted(dataset.unit)
    yield "STUB", (), _listed(stub)
    yield "HEADING", (), _listed([dataset.dimension(TIME).label])
    yield "CONTVARIABLE", (), _quoted(dataset.dimension(CONTENTS).label)
    for dimension in dataset.dimensions:
        yield from _dimension(dimension)
    for content in dataset.dimension(CONTENTS).categories:
        yield from _content(content, dataset)
    yield "SOURCE", (), _quoted(dataset.source)
    yield from _notes(dataset)


def _dimension(dimension: Dimension) -> Iterator[Line]:
    yield "VALUES", (dimension.label,), _listed(dimension.labels)
    if dimension.role == "time":
        yield "TIMEVAL", (dimension.label,), f"TLIST(A1),{_listed(dimension.codes)}"
    yield "CODES", (dimension.label,), _listed(dimension.codes)
    yield "VARIABLECODE", (dimension.label,), _quoted(dimension.code)
    if dimension.elimination:
        label = dimension.labels[dimension.codes.index(dimension.elimination)]
        yield "ELIMINATION", (dimension.label,), _quoted(label)


def _content(content: Category, dataset: Dataset) -> Iterator[Line]:
    yield "UNITS", (content.label,), _quoted(content.unit)
    yield "CONTACT", (content.label,), _quoted(f"{dataset.contact.name}, {dataset.contact.web}")
    if dataset.updates.last:
        moment = dataset.updates.last.astimezone(UTC).strftime("%Y%m%d %H:%M")
        yield "LAST-UPDATED", (content.label,), _quoted(moment)
    if dataset.version.as_of:
        yield "REFPERIOD", (content.label,), _quoted(dataset.version.as_of.isoformat())


def _notes(dataset: Dataset) -> Iterator[Line]:
    general = [note for note in dataset.notes if not note.dimension]
    colon = [f"{term}: {text}" for term, text in colophon(dataset)]
    signs = [f"{sign} = {meaning}" for sign, meaning in dataset.signs.items()]
    yield "NOTEX", (), _quoted("#".join(note.text for note in general if note.is_mandatory))
    yield "NOTE", (), _quoted("#".join([*(n.text for n in general if not n.is_mandatory), *signs, *colon]))
    for dimension in dataset.dimensions:
        for code in ("", *dimension.codes):
            about = [n.text for n in dataset.notes if (n.dimension, n.category) == (dimension.code, code)]
            if about and code:
                label = dimension.labels[dimension.codes.index(code)]
                yield "VALUENOTE", (dimension.label, label), _quoted("#".join(about))
            elif about:
                yield "NOTE", (dimension.label,), _quoted("#".join(about))


def _tail(lead: Dataset) -> Iterator[str]:
    for place, symbol in enumerate(SYMBOLS, 1):
        yield f"DATASYMBOL{place}={_quoted(symbol)}"
    width = len(lead.dimension(TIME).codes)
    rows = (lead.cells[start : start + width] for start in range(0, len(lead.cells), width))
    yield "DATA=\n" + "\n".join(" ".join(map(_cell, row)) for row in rows)


def _cell(cell: DataCell) -> str:
    return STORED[cell.sign] if cell.sign else str(cell.value)


def _quoted(text: str) -> str:
    """Quote a text, a long one in several pieces; it can hold no quotation mark of its own."""
    clean = text.replace('"', "'").replace("\n", "#")
    pieces = [clean[start : start + LONGEST] for start in range(0, len(clean), LONGEST)] or [""]
    return "\n".join(f'"{piece}"' for piece in pieces)


def _listed(texts: Iterable[str]) -> str:
    """Write values one on each line where they would not fit on one."""
    quoted = [_quoted(text) for text in texts]
    joint = "," if sum(map(len, quoted)) + len(quoted) <= LONGEST else ",\n"
    return joint.join(quoted)
