"""Writes the reference page of the code lists from the lists themselves, so that it cannot drift from them.

``python -m fristed.methods.classifications > docs/reference/code-lists.md`` rebuilds the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from fristed.methods.classifications.codes import LANGUAGES, Code, CodeList, ServiceSpan
from fristed.methods.classifications.concerns import bases_fitting, guidance_on
from fristed.methods.classifications.correspondences import Correspondence
from fristed.methods.classifications.reading import (
    code_list,
    code_list_names,
    correspondence,
    correspondence_names,
)

_OPENING = """\
# Code lists

Generated from the data files of `fristed.methods.classifications`; do not edit. Rebuild it with
`python -m fristed.methods.classifications > docs/reference/code-lists.md`.

A code without dates is valid in every year. Dates are the first and the last day. A code without services
is used by all of them; `MR 2024–` means that MR uses it from 2024. Labels are what the screen shows; the
texts under "also written" are found as well, whatever their case.
"""
_HEADINGS = ("code", "bokmål", "nynorsk", "English", "parent", "valid", "services", "also written", "note")


def reference_page() -> str:
    """Give the whole reference page as Markdown.

    Examples
    --------
    >>> reference_page().splitlines()[0]
    '# Code lists'
    """
    parts = [_OPENING, *map(_list_section, map(code_list, code_list_names())), _guidance_section()]
    parts.extend(_correspondence_section(correspondence(name)) for name in correspondence_names())
    return "\n".join(parts)


def _list_section(shown: CodeList) -> str:
    since = f", valid from {shown.valid_from}" if shown.valid_from else ""
    facts = f"{shown.about} Version {shown.version}{since}; {len(shown)} codes. Source: {shown.source}."
    table = _table(_HEADINGS, [_cells(entry) for entry in shown])
    return f"## {shown.title.label('en')}: `{shown.name}`\n\n{facts}\n\n{table}"


def _cells(entry: Code) -> tuple[str, ...]:
    return (
        f"`{entry.code}`",
        entry.label_nb,
        entry.label_nn,
        entry.label_en,
        f"`{entry.parent}`" if entry.parent else "",
        _between(entry.valid_from, entry.valid_to),
        ", ".join(map(_span, entry.services)),
        "; ".join(entry.aliases),
        entry.note,
    )


def _between(first: date | int | None, last: date | int | None) -> str:
    if first is None and last is None:
        return ""
    return f"{first or ''}–{last or ''}"


def _span(span: ServiceSpan) -> str:
    return f"{span.service} {_between(span.first_year, span.last_year)}".rstrip()


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a Markdown table; a column that is empty all the way down is left out."""
    kept = [at for at in range(len(headings)) if any(row[at] for row in rows)]
    lines = [[headings[at] for at in kept], ["---"] * len(kept), *([row[at] for at in kept] for row in rows)]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)


def _guidance_section() -> str:
    headings = ("main concern", "use when", "do not use when", "instead", "grounds that fit")
    opening = "## When to use which main concern\n\nOur own words for the common guideline.\n"
    tables = (
        f"\n### {name}\n\n{_table(headings, list(_guidance_rows(language)))}"
        for language, name in zip(LANGUAGES, ("Bokmål", "Nynorsk", "English"), strict=True)
    )
    return opening + "".join(tables)


def _guidance_rows(language: str) -> Iterator[tuple[str, ...]]:
    for entry in code_list("main_concerns"):
        words = guidance_on(entry.code, language)
        instead = f"`{words.instead}`" if words.instead else ""
        grounds = _codes(sorted(bases_fitting(entry.code)))
        yield f"`{entry.code}`", words.use_when, words.do_not_use_when, instead, grounds


def _correspondence_section(shown: Correspondence) -> str:
    sources = dict.fromkeys(origin for origin, _ in shown.pairs)
    rows = [(f"`{origin}`", _codes(shown.targets_of(origin))) for origin in sources]
    facts = f"{shown.about} Version {shown.version}. Source: {shown.source}."
    return f"## From one list to another: `{shown.name}`\n\n{facts}\n\n{_table(('from', 'to'), rows)}"


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)
