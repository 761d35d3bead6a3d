"""Figures of numbers of the running text: what a sentence says, drawn beside each other."""

from __future__ import annotations

from fristed.statistics.annual_report.charts.bars import bars
from fristed.statistics.annual_report.charts.palette import DARK
from fristed.statistics.annual_report.charts.series import Mark, Panel, Series
from fristed.statistics.annual_report.desk import Answer
from fristed.statistics.annual_report.document import Cell, HeadCell, Row, Table
from fristed.statistics.annual_report.figures.sheet import Drawn, Sheet
from fristed.statistics.annual_report.tongues import integer, percent


def numbers_beside(sheet: Sheet) -> Drawn | None:
    """Draw numbers as bars, in the order and under the names of the definition; a hidden one has its sign."""
    definition, year = sheet.definition, sheet.desk.year
    answers = [sheet.desk.count(f"#{number}") for number in definition["codes"]]
    names = tuple(label.format(year=year, before=year - 1) for label in definition["labels"])
    shown = [(name, answer) for name, answer in zip(names, answers, strict=True) if answer.kind != "absent"]
    if not any(answer.kind == "exact" for _, answer in shown):
        return None
    written = [_cell(sheet, answer) for _, answer in shown]
    marks = tuple(
        Mark(None, sheet.signs.not_shown(), cell.text) if cell.spoken else Mark(answer.value, cell.text)
        for (_, answer), cell in zip(shown, written, strict=True)
    )
    panel = Panel("", tuple(name for name, _ in shown), (Series(definition["head"], DARK, marks),))
    rows = tuple(Row(name, (cell,)) for (name, _), cell in zip(shown, written, strict=True))
    head = ((HeadCell(definition["head"]),),)
    table = Table(f"tall-{definition['id']}", definition["title"], definition["stub"], head, rows)
    return Drawn(*bars((panel,)), table, (year,))


def _cell(sheet: Sheet, answer: Answer) -> Cell:
    """Write a number, or the sign that stands for it."""
    if answer.kind != "exact":
        return Cell(sheet.signs.hidden, sheet.signs.spoken(sheet.signs.hidden))
    write = percent if sheet.definition.get("unit") == "percent" else integer
    return Cell(write(answer.value, sheet.labels.language))
