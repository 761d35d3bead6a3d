"""The report as PDF/UA-1 and PDF/A-2a, printed by Typst from a template that only lays out.

The text travels as data, so no word of the report can be taken for markup. Only the fonts that come with
Typst are used and the date is fixed by the year, so the same report gives the same bytes on every machine.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

from fristed.foundation.printing.compiling import compiled
from fristed.statistics.annual_report.document import Block, Report, Section


@cache
def _template() -> bytes:
    return files("fristed.statistics.annual_report").joinpath("data", "report.typ").read_bytes()


def _block(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__, **asdict(block)}


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "number": section.number,
        "title": section.title,
        "language": section.language,
        "untranslated": section.untranslated,
        "blocks": [_block(block) for block in section.blocks],
        "sections": [_section(one) for one in section.sections],
    }


def as_data(report: Report) -> str:
    """Give the report as the JSON that the template reads."""
    content = {**asdict(report), "sections": [_section(section) for section in report.sections]}
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def write_pdf(report: Report) -> bytes:
    """Print the report.

    Raises
    ------
    typst.TypstError
        If the report does not meet the standards, for example where a figure has no description.
    """
    return compiled(_template(), name="report", data=as_data(report))
