"""Which kind a file is, by what it holds, and its cleaned form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from fristed.foundation.stripping.kinds import FileKind, NotTaken, WhyNot
from fristed.foundation.stripping.office import clean_package, kind_of_package
from fristed.foundation.stripping.pdf import clean_pdf
from fristed.foundation.stripping.pictures import clean_jpeg, clean_png

CLEANERS: Mapping[FileKind, Callable[[bytes], bytes]] = MappingProxyType(
    {
        FileKind.JPEG: clean_jpeg,
        FileKind.PNG: clean_png,
        FileKind.PDF: clean_pdf,
        FileKind.DOCX: clean_package,
        FileKind.XLSX: clean_package,
        FileKind.ODT: clean_package,
    }
)


def kind_of(content: bytes) -> FileKind:
    """Say what a file is by its bytes.

    Raises
    ------
    NotTaken
        If it is of no kind on the list.
    """
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content.startswith(b"PK\x03\x04"):
        return kind_of_package(content)
    raise NotTaken(WhyNot.UNKNOWN)


def cleaned(content: bytes) -> tuple[FileKind, bytes]:
    """Give what a file is and its cleaned form.

    Raises
    ------
    NotTaken
        If it cannot be cleaned. A file comes from outside: whatever a library stumbles over in it, the file
        is damaged and is not taken.
    """
    try:
        kind = kind_of(content)
        return kind, CLEANERS[kind](content)
    except (NotTaken, MemoryError, RecursionError):
        raise
    except Exception as broken:
        raise NotTaken(WhyNot.DAMAGED) from broken
