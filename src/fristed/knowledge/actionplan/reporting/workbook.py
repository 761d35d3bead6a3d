"""A report as an XLSX workbook: what stands in the tables, and one row for each piece of evidence."""

from __future__ import annotations

from fristed.foundation.sheets.writing import Sheet, as_workbook
from fristed.knowledge.actionplan.reporting.document import Claim, StatusReport, Table


def write_workbook(report: StatusReport) -> bytes:
    """Write the workbook; the same report gives the same bytes."""
    words = dict(report.words)
    front = Sheet("1", ((report.title,), (report.subtitle,), (words["as_of"],), (report.notice,)), 0)
    claims = [one for part in report.parts for one in part.claims]
    names = list(dict.fromkeys(name for one in claims for name, _value in one.facts))
    head = ("", "", words["status"], words["text"], *names, words["evidence"])
    rows = tuple(_row(one, names, line) for one in claims for line in one.evidence or (one.nothing,))
    tables = [table for part in report.parts for table in part.tables]
    sheets = [front, Sheet("2", (head, *rows))]
    sheets += [_sheet(str(number), table) for number, table in enumerate(tables, 3)]
    return as_workbook(sheets)


def _row(one: Claim, names: list[str], line: str) -> tuple[str, ...]:
    facts = dict(one.facts)
    return (one.code, one.title, one.status, one.text, *(facts.get(name, "") for name in names), line)


def _sheet(name: str, table: Table) -> Sheet:
    rows = tuple(
        tuple(int(cell) if column in table.numbers else cell for column, cell in enumerate(row))
        for row in table.rows
    )
    return Sheet(name, ((table.caption,), table.head, *rows), 1)
