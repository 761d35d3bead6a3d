"""The verb of the room: print the report of one release."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from fristed.statistics.annual_report.composition import compose
from fristed.statistics.annual_report.labels import Labels, layout_of
from fristed.statistics.annual_report.writers.csv_rows import write_csv
from fristed.statistics.annual_report.writers.html import write_html
from fristed.statistics.annual_report.writers.pdf import write_pdf
from fristed.statistics.releases.facts import Release

FORMATS = ("pdf", "html", "csv")
SUFFIXES: Mapping[str, str] = MappingProxyType({"safe": "", "as-published-2024": "-som-publisert"})


class UnknownFormat(ValueError):
    """The report is not printed in that format."""


def report_bytes(release: Release, written_as: str, *, demo: bool = False) -> bytes:
    """Give the report in one format; the same release gives the same bytes.

    Raises
    ------
    UnknownFormat
        If ``written_as`` is not one of :data:`FORMATS`.
    """
    writers: Mapping[str, Callable[[], bytes]] = {
        "pdf": lambda: write_pdf(compose(release, demo=demo)),
        "html": lambda: write_html(compose(release, demo=demo)),
        "csv": lambda: write_csv(release, Labels(layout_of(release.layout))),
    }
    if written_as not in writers:
        raise UnknownFormat(f"The report is printed as {', '.join(FORMATS)}, not as {written_as!r}.")
    return writers[written_as]()


def report_file_name(policy: str, year: int, form: str) -> str:
    """Give the file name of one form of one edition; no edition shares a name with another.

    >>> report_file_name("safe", 2024, "pdf"), report_file_name("as-published-2024", 2024, "csv")
    ('arsrapport-2024.pdf', 'arsrapport-2024-som-publisert.csv')

    Raises
    ------
    UnknownFormat
        If ``form`` is not one of :data:`FORMATS`.
    """
    if form not in FORMATS:
        raise UnknownFormat(f"The report is printed as {', '.join(FORMATS)}, not as {form!r}.")
    return f"arsrapport-{year}{SUFFIXES.get(policy, f'-{policy}')}.{form}"


def print_report(
    release: Release,
    *,
    out: Path,
    formats: Sequence[str] = FORMATS,
    demo: bool = False,
) -> list[Path]:
    """Print the report of a release into a directory and give the files.

    ``demo`` says on the report that nobody in the register is real.

    Raises
    ------
    UnknownFormat
        If one of ``formats`` is not one of :data:`FORMATS`; nothing is written then.
    """
    printed = {form: report_bytes(release, form, demo=demo) for form in formats}
    out.mkdir(parents=True, exist_ok=True)
    paths = [out / report_file_name(release.policy, release.year, form) for form in printed]
    for path, content in zip(paths, printed.values(), strict=True):
        path.write_bytes(content)
    return paths
