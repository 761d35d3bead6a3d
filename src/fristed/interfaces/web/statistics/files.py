"""One table as a file for a spreadsheet: semicolons, signs as in the printed tables, no hidden value."""

from __future__ import annotations

import csv
from io import StringIO

from fristed.interfaces.web.statistics import titles
from fristed.statistics.releases.facts import Release

COLUMNS = ("table", "service", "year", "dimension", "category_code", "category", "count", "percent", "flag")


def table_csv(release: Release, number: int) -> str:
    """Write the cells of one table; a byte-order mark lets spreadsheets see that it is UTF-8."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    words_of = {row.code: titles.row_label(row) for row in titles.definition(number).rows}
    for cell in release.cells:
        if cell.table != number:
            continue
        words = words_of.get(cell.category_code, cell.category_code)
        count = "" if cell.count is None else cell.count
        percent = "" if cell.percent is None else cell.percent
        place = (cell.table, cell.service, cell.year, cell.dimension, cell.category_code)
        writer.writerow((*place, words, count, percent, cell.flag))
    return "\N{BYTE ORDER MARK}" + out.getvalue()
