"""Figures along the years."""

from __future__ import annotations

from fristed.statistics.annual_report.charts.columns import columns
from fristed.statistics.annual_report.charts.lines import lines
from fristed.statistics.annual_report.charts.palette import SERVICE_COLOURS
from fristed.statistics.annual_report.charts.series import Panel, Series
from fristed.statistics.annual_report.desk import TOTAL
from fristed.statistics.annual_report.figures.sheet import Drawn, Sheet

_SHAPES = ("solid", "outlined")


def services_by_year(sheet: Sheet) -> Drawn | None:
    """Draw one column per service and year."""
    services, years = sheet.services(TOTAL), sheet.years(TOTAL)
    if not years:
        return None
    grid = {s: tuple(sheet.cell(s, TOTAL, year) for year in years) for s in services}
    series = tuple(
        Series(sheet.service(s, short=True), SERVICE_COLOURS[s], tuple(map(sheet.mark, cells)))
        for s, cells in grid.items()
    )
    names = tuple(map(str, years))
    table = sheet.table(names, [(sheet.service(s), cells) for s, cells in grid.items()])
    return Drawn(*columns(Panel("", names, series)), table, years)


def concerns_over_time(sheet: Sheet) -> Drawn | None:
    """Draw a panel per service with a line per main concern."""
    codes = tuple(sheet.definition["codes"])
    services, years = sheet.services(*codes), sheet.years(*codes)
    if not years:
        return None
    panels = tuple(_line_panel(sheet, service, codes, years) for service in services)
    rows = [
        (
            f"{sheet.service(s, short=True)}: {sheet.label(code).lower()}",
            [sheet.cell(s, code, year) for year in years],
        )
        for s in services
        for code in codes
    ]
    return Drawn(*lines(panels), sheet.table(tuple(map(str, years)), rows), years)


def _line_panel(sheet: Sheet, service: str, codes: tuple[str, ...], years: tuple[int, ...]) -> Panel:
    series = tuple(
        Series(
            sheet.label(code),
            SERVICE_COLOURS[service],
            tuple(sheet.mark(sheet.cell(service, code, year)) for year in years),
            shape,
        )
        for code, shape in zip(codes, _SHAPES, strict=True)
    )
    return Panel(sheet.service(service, short=True), tuple(map(str, years)), series)
