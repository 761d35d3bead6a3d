"""The engine: a template and what it says become a PDF that a reader which speaks can read.

It refuses to print what does not meet the standards: a figure without a description, a file without a title.
"""

from __future__ import annotations

from functools import cache

import typst

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def compiled(template: bytes, *, name: str, data: str) -> bytes:
    """Print a template; the same template and data give the same bytes on every machine.

    Parameters
    ----------
    name, data
        What the template reads: ``sys.inputs.<name>``.

    Raises
    ------
    typst.TypstError
        If what is printed does not meet the standards.
    """
    return typst.compile(
        template, font_paths=_fonts(), sys_inputs={name: data}, pdf_standards=STANDARDS, timestamp=0
    )
