"""The annual report: prose, figures and tables printed from one protected release.

The room reads a :class:`~fristed.statistics.releases.facts.Release` and nothing else. Every number in it is
asked of that record; none is typed. See ``docs/explanation/annual-report.md``.
"""

from fristed.statistics.annual_report.actions import (
    FORMATS,
    WHOLE,
    print_report,
    report_bytes,
    report_file_name,
    report_files,
)

__all__ = [
    "FORMATS",
    "WHOLE",
    "print_report",
    "report_bytes",
    "report_file_name",
    "report_files",
]
