"""The list of places where the printed source contradicts itself, with what the register gives."""

from __future__ import annotations

from typing import Any

from fristed.methods.classifications import Language
from fristed.statistics.annual_report.document import Cell, HeadCell, Row, Section, Table
from fristed.statistics.annual_report.prose import Prose
from fristed.statistics.annual_report.tongues import integer, percent, words
from fristed.statistics.releases.facts import PublishedNumber, Release

_PERCENT_UNITS = frozenset({"percent", "percent_change"})


def _written(value: float | int | None, unit: str, language: Language) -> str:
    if value is None:
        return ""
    write = percent if unit in _PERCENT_UNITS else integer
    return write(round(value), language)


def _row(number: PublishedNumber, entry: dict[str, str], prose: Prose) -> Row:
    label = prose.sentence(entry["label"]) if entry else None
    reason = prose.sentence(entry["reason"]) if entry else None
    return Row(
        label or number.id,
        (
            Cell(_written(number.published, number.unit, prose.language)),
            Cell(_written(number.value, number.unit, prose.language)),
            Cell(reason or ""),
        ),
    )


def contradiction_section(release: Release, frame: dict[str, Any], prose: Prose) -> Section | None:
    """List the numbers whose status is contradiction, or nothing where there are none.

    A strict edition does not repeat what the source printed: an old number can give a hidden one away.
    """
    found = [
        n
        for _, n in sorted(release.numbers.items())
        if n.status == "contradiction" and n.published is not None
    ]
    if not found or release.rule.secondary:
        return None
    named: dict[str, dict[str, str]] = frame["named"]
    rows = tuple(_row(number, named.get(number.id, {}), prose) for number in found)
    said = words(prose.language)
    head = (tuple(HeadCell(said[name]) for name in ("in_source", "in_register", "why")),)
    table = Table("motstrid", frame["table_title"], said["number_is_about"], head, rows)
    blocks = (*prose.blocks(frame["block"]), table)
    return Section("vedlegg-motstrid", "", frame["title"], blocks, language=prose.language)
