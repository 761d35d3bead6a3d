"""The verb of the room: print the report of one release, in every form that readers take home."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from fristed.methods.classifications import Language
from fristed.statistics.annual_report.composition import Chapters, compose
from fristed.statistics.annual_report.document import Report, Section
from fristed.statistics.annual_report.labels import Labels, layout_of
from fristed.statistics.annual_report.writers.csv_rows import write_csv
from fristed.statistics.annual_report.writers.html import write_chapter, write_html
from fristed.statistics.annual_report.writers.pdf import write_pdf
from fristed.statistics.publishing.datasets import datasets_of
from fristed.statistics.publishing.facts import UNKNOWN, Updates
from fristed.statistics.publishing.files import (
    collection,
    csv_files,
    json_files,
    px_files,
    workbook,
    xlsx_files,
)
from fristed.statistics.publishing.names import file_name
from fristed.statistics.releases.facts import Release

FORMATS = ("pdf", "html", "csv", "xlsx", "json", "px")
WHOLE = ("pdf", "html", "csv", "xlsx", "json")
"""The formats that have a file of the whole report."""


class UnknownFormat(ValueError):
    """The report is not printed in that format."""


def _require(form: str, known: Sequence[str]) -> None:
    if form not in known:
        raise UnknownFormat(f"The report is printed as {', '.join(known)}, not as {form!r}.")


def report_bytes(
    release: Release,
    written_as: str,
    *,
    demo: bool = False,
    chapters: Chapters = None,
    updates: Updates = UNKNOWN,
    language: Language = "nb",
) -> bytes:
    """Give the whole report in one format and language; the same release gives the same bytes.

    ``updates`` are the dates of the official version that is printed.

    Raises
    ------
    UnknownFormat
        If ``written_as`` is not one of :data:`WHOLE`.
    """
    _require(written_as, WHOLE)

    def composed() -> Report:
        return compose(release, demo=demo, chapters=chapters, updates=updates, language=language)

    writers: Mapping[str, Callable[[], bytes]] = {
        "pdf": lambda: write_pdf(composed()),
        "html": lambda: write_html(composed()),
        "csv": lambda: write_csv(
            release,
            Labels(layout_of(release.layout), language),
            datasets_of(release, language, updates=updates, demo=demo),
        ),
        "xlsx": lambda: workbook(release, language, demo=demo, updates=updates),
        "json": lambda: collection(release, language, demo=demo, updates=updates),
    }
    return writers[written_as]()


def report_file_name(policy: str, year: int, form: str, language: Language = "nb") -> str:
    """Give the file name of the whole report in one form and language of one edition.

    >>> report_file_name("safe", 2024, "pdf"), report_file_name("as-published-2024", 2024, "csv")
    ('arsrapport-2024.pdf', 'arsrapport-2024-som-publisert.csv')

    Raises
    ------
    UnknownFormat
        If ``form`` is not one of :data:`WHOLE`.
    """
    _require(form, WHOLE)
    return file_name(policy, year, form, language=language)


def report_files(
    release: Release,
    written_as: str,
    *,
    demo: bool = False,
    chapters: Chapters = None,
    updates: Updates = UNKNOWN,
    language: Language = "nb",
) -> dict[str, bytes]:
    """Give every file of one format and language: of the whole report, of each chapter, table or figure.

    A PC-Axis file has all languages in it, and there is none for a language alone.

    Raises
    ------
    UnknownFormat
        If ``written_as`` is not one of :data:`FORMATS`.
    """
    _require(written_as, FORMATS)
    if written_as == "px":
        return px_files(release, demo=demo, updates=updates) if language == "nb" else {}
    given = {"demo": demo, "updates": updates}
    name = report_file_name(release.policy, release.year, written_as, language)
    whole = {name: report_bytes(release, written_as, chapters=chapters, language=language, **given)}  # type: ignore[arg-type]
    if written_as == "html":
        return {**whole, **chapter_files(release, chapters=chapters, language=language, **given)}  # type: ignore[arg-type]
    apiece: Mapping[str, Callable[..., dict[str, bytes]]] = {
        "csv": csv_files,
        "xlsx": xlsx_files,
        "json": json_files,
    }
    if written_as not in apiece:
        return whole
    return {**whole, **apiece[written_as](release, language, **given)}


def chapter_files(
    release: Release,
    *,
    demo: bool = False,
    chapters: Chapters = None,
    updates: Updates = UNKNOWN,
    language: Language = "nb",
) -> dict[str, bytes]:
    """Give each chapter as a page of its own, under a name that stays the same from year to year."""
    report = compose(release, demo=demo, chapters=chapters, updates=updates, language=language)

    def address(chapter: Section) -> str:
        return file_name(release.policy, release.year, "html", f"kapittel-{chapter.id}", language)

    return {address(chapter): write_chapter(report, chapter, address) for chapter in report.sections}


def chapter_titles(
    release: Release, *, chapters: Chapters = None, language: Language = "nb"
) -> dict[str, str]:
    """Give the title of each chapter under the name of its part: ``kapittel-om``."""
    sections = compose(release, chapters=chapters, language=language).sections
    return {f"kapittel-{one.id}": f"{one.number} {one.title}".strip() for one in sections}


def print_report(
    release: Release,
    *,
    out: Path,
    formats: Sequence[str] = FORMATS,
    demo: bool = False,
    chapters: Chapters = None,
    language: Language = "nb",
) -> list[Path]:
    """Print the report of a release into a directory and give the files.

    ``demo`` says on the report that nobody in the register is real; ``chapters`` are what its editors
    approved, without which the prose files are said.

    Raises
    ------
    UnknownFormat
        If one of ``formats`` is not one of :data:`FORMATS`; nothing is written then.
    """
    for form in formats:
        _require(form, FORMATS)
    printed: dict[str, bytes] = {}
    for form in formats:
        printed |= report_files(release, form, demo=demo, chapters=chapters, language=language)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in printed.items():
        (out / name).write_bytes(content)
    return [out / name for name in printed]
