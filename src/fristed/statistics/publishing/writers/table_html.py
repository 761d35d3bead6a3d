"""A dataset as one table on a page of its own: rows of the stub and the contents, a column for each year.

Plain HTML without style or script, so that other pages and programs can take the table out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import product

from fristed.statistics.publishing.colophon import colophon, notes_in_lines
from fristed.statistics.publishing.facts import CONTENTS, TIME, Category, Dataset
from fristed.statistics.publishing.words import Speaker


def write_table_html(dataset: Dataset) -> bytes:
    """Write a dataset with its notes and where it comes from."""
    return "".join(f"{line}\n" for line in _page(dataset)).encode()


def _page(dataset: Dataset) -> Iterator[str]:
    heading = escape(f"{dataset.name}. {dataset.title}, {dataset.period}")
    yield "<!doctype html>"
    yield f'<html lang="{dataset.language}">'
    yield f'<head><meta charset="utf-8"><title>{heading}</title></head>'
    yield f"<body><main><h1>{heading}</h1>"
    yield "<table>"
    yield f"<caption>{escape(dataset.title)}</caption>"
    yield from _head(dataset)
    yield from _body(dataset)
    yield "</table>"
    yield from _under(dataset)
    yield "</main></body></html>"


def _head(dataset: Dataset) -> Iterator[str]:
    names = [d.label for d in dataset.dimensions if d.code != TIME]
    cells = (f'<th scope="col">{escape(name)}</th>' for name in (*names, *dataset.dimension(TIME).labels))
    yield f"<thead><tr>{''.join(cells)}</tr></thead>"


def _body(dataset: Dataset) -> Iterator[str]:
    yield "<tbody>"
    rows = product(*(d.categories for d in dataset.dimensions if d.code != TIME))
    width = len(dataset.dimension(TIME).codes)
    for place, row in enumerate(rows):
        cells = dataset.cells[place * width : (place + 1) * width]
        values = (f"<td>{cell.sign or cell.value}</td>" for cell in cells)
        yield f"<tr>{_row_heads(row)}{''.join(values)}</tr>"
    yield "</tbody>"


def _row_heads(row: Sequence[Category]) -> str:
    return "".join(f'<th scope="row">{escape(category.label)}</th>' for category in row)


def _under(dataset: Dataset) -> Iterator[str]:
    say = Speaker(dataset.language).word
    if dataset.signs:
        signs = (f"<dt>{escape(sign)}</dt><dd>{escape(said)}</dd>" for sign, said in dataset.signs.items())
        yield f"<h2>{escape(say('sheet/signs'))}</h2><dl>{''.join(signs)}</dl>"
    units = ", ".join(f"{c.label}: {c.unit}" for c in dataset.dimension(CONTENTS).categories)
    lines = [*notes_in_lines(dataset), f"{say('sheet/unit')}: {units}"]
    lines += [f"{term}: {text}" for term, text in colophon(dataset)]
    yield f"<h2>{escape(say('sheet/notes'))}</h2>"
    yield f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
