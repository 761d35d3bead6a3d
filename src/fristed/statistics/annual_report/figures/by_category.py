"""Figures of one year: categories set beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from fristed.statistics.annual_report.charts.bars import bars
from fristed.statistics.annual_report.charts.palette import DARK, LIGHT, SERVICE_COLOURS
from fristed.statistics.annual_report.charts.series import Mark, Panel, Series
from fristed.statistics.annual_report.desk import UNNAMED_CODES
from fristed.statistics.annual_report.figures.sheet import Drawn, Sheet
from fristed.statistics.annual_report.labels import SERVICES
from fristed.statistics.annual_report.tongues import capitalised

_LOOKS = ((DARK, "solid"), (LIGHT, "outlined"))


def _largest_first(sheet: Sheet, services: Sequence[str], codes: Sequence[str]) -> tuple[str, ...]:
    def size(code: str) -> int:
        cells = (sheet.cell(service, code) for service in services)
        return max((cell.count or 0 for cell in cells), default=0)

    return tuple(sorted(codes, key=size, reverse=True))


def _service_series(sheet: Sheet, service: str, codes: Sequence[str], *, with_percent: bool = True) -> Series:
    cells = (sheet.cell(service, code) for code in codes)
    marks = tuple(sheet.mark(cell, with_percent=with_percent, long_sign=True) for cell in cells)
    return Series(sheet.service(service, short=True), SERVICE_COLOURS[service], marks)


def categories_by_service(sheet: Sheet) -> Drawn | None:
    """Draw a panel per service with a bar per category, all panels on one scale."""
    services = [s for s in SERVICES if sheet.desk.codes(s, sheet.dimension)]
    if not services:
        return None
    codes = _largest_first(sheet, services, sheet.desk.codes(services[0], sheet.dimension))
    names = tuple(map(sheet.label, codes))
    panels = tuple(Panel(sheet.service(s), names, (_service_series(sheet, s, codes),)) for s in services)
    rows = [(sheet.label(code), [sheet.cell(s, code) for s in services]) for code in codes]
    head = [sheet.service(s, short=True) for s in services]
    return Drawn(*bars(panels), sheet.table(head, rows, shares=True), (sheet.desk.year,))


def services_by_category(sheet: Sheet) -> Drawn | None:
    """Draw a group of bars per service, one bar per category."""
    codes = tuple(sheet.definition["codes"])
    services = sheet.services(*codes)
    if not services:
        return None
    names = [capitalised(sheet.labels.inline(sheet.dimension, code)) for code in codes]
    series = tuple(
        Series(name, colour, tuple(_mark(sheet, service, code) for service in services), shape)
        for name, code, (colour, shape) in zip(names, codes, _LOOKS, strict=True)
    )
    panel = Panel("", tuple(map(sheet.service, services)), series)
    rows = [(sheet.service(s), [sheet.cell(s, code) for code in codes]) for s in services]
    return Drawn(*bars((panel,)), sheet.table(names, rows, shares=True), (sheet.desk.year,))


def _mark(sheet: Sheet, service: str, code: str) -> Mark:
    return sheet.mark(sheet.cell(service, code), with_percent=True, long_sign=True)


def most_frequent(sheet: Sheet) -> Drawn | None:
    """Draw the largest categories of the largest register, a bar per service."""
    order = sheet.desk.ranking("KT", sheet.dimension)[: sheet.definition["how_many"]]
    codes = [code for code, _ in order]
    services = sheet.services(*codes)
    if not services:
        return None
    series = tuple(_service_series(sheet, s, codes, with_percent=False) for s in services)
    names = tuple(map(sheet.label, codes))
    rows = [(sheet.label(code), [sheet.cell(s, code) for s in services]) for code in codes]
    head = [sheet.service(s, short=True) for s in services]
    drawn = bars((Panel("", names, series),))
    return Drawn(*drawn, sheet.table(head, rows, shares=True), (sheet.desk.year,))


def largest_of_service(sheet: Sheet) -> Drawn | None:
    """Draw the largest printed categories of one service."""
    service = str(sheet.definition["service"])
    codes = [c for c in sheet.desk.codes(service, sheet.dimension) if c not in UNNAMED_CODES]
    printed = [code for code in codes if sheet.cell(service, code).count]
    shown = _largest_first(sheet, (service,), printed)[: sheet.definition["how_many"]]
    if not shown:
        return None
    panel = Panel("", tuple(map(sheet.label, shown)), (_service_series(sheet, service, shown),))
    rows = [(sheet.label(code), [sheet.cell(service, code)]) for code in shown]
    table = sheet.table([sheet.service(service)], rows, shares=True)
    return Drawn(*bars((panel,)), table, (sheet.desk.year,))
