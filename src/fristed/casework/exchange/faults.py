"""Why a file of cases is refused as a whole, before any row is looked at."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a file as such."""

    NO_FILE = "no_file"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_KIND = "wrong_kind"
    UNREADABLE = "unreadable"
    NO_HEADINGS = "no_headings"
    UNKNOWN_COLUMNS = "unknown_columns"
    MISSING_COLUMNS = "missing_columns"
    COLUMN_TWICE = "column_twice"
    OUTSIDE_COLUMNS = "outside_columns"
    NO_ROWS = "no_rows"
    TOO_MANY_ROWS = "too_many_rows"


class FileRefused(Exception):
    """A file is not taken; ``fault`` says why, ``about`` which columns or rows."""

    def __init__(self, fault: Fault, *about: str) -> None:
        super().__init__(f"{fault}: {', '.join(about)}" if about else str(fault))
        self.fault, self.about = fault, about
