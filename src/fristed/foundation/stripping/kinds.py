"""The kinds of files that can be cleaned, and why one is refused. Nothing of a library here."""

from __future__ import annotations

from enum import StrEnum


class FileKind(StrEnum):
    """What a file is, by its first bytes and its parts; its name is not asked. Also the end of its name."""

    JPEG = "jpg"
    PNG = "png"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"


class WhyNot(StrEnum):
    """Why a file is not taken."""

    UNKNOWN = "unknown"
    """It is of no kind on the list."""
    DAMAGED = "damaged"
    """It is not whole, or not what it begins as."""
    LOCKED = "locked"
    """It has a password."""
    TOO_MUCH = "too_much"
    """It unpacks to more than is read, or took too long."""
    PICTURE_INSIDE = "picture_inside"
    """An office file holds a picture of a kind that cannot be cleaned."""
    MACROS = "macros"
    """An office file holds a program."""


class NotTaken(Exception):
    """A file cannot be cleaned, so it is not taken."""

    def __init__(self, why: WhyNot) -> None:
        self.why = why
        super().__init__(why.value)
