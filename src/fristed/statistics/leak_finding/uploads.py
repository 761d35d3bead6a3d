"""What may be uploaded: a few small table files and one spec, side by side or in a zip. No Django here."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from fristed.foundation.handed_in.files import GivenFile

MOST_FILES = 30
LARGEST_FILE = 2_000_000
LARGEST_UPLOAD = 5_000_000
TABLE_ENDINGS = (".csv", ".txt", ".xlsx")
SPEC_ENDING = ".toml"
LONGEST_NAME = 100
LONGEST_TITLE = 120
PACKED_AS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Other ways of packing may ask for any amount of memory."""

ENCRYPTED = 1
"""The flag of a file in a zip that needs a password."""

ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
)
"""All that a broken zip is answered with; damaged bytes are told by whoever meets them first."""


@dataclass(frozen=True, slots=True)
class TableFile(GivenFile):
    """A file of a table, or the spec, as it came."""


class Fault(StrEnum):
    """Why an upload is refused."""

    NO_FILES = "no_files"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"
    WRONG_KIND = "wrong_kind"
    NO_SPEC = "no_spec"
    TWO_SPECS = "two_specs"
    SAME_NAME = "same_name"
    BROKEN_ZIP = "broken_zip"
    FOLDERS = "folders"


class UploadRefused(Exception):
    """An upload is not taken; ``fault`` says why and ``name`` which file."""

    def __init__(self, fault: Fault, name: str = "") -> None:
        super().__init__(f"{fault}: {name}" if name else str(fault))
        self.fault, self.name = fault, name


def checked(files: Iterable[TableFile]) -> tuple[TableFile, ...]:
    """Unpack zips and check number, size, kind and names; nothing is taken by halves.

    Raises
    ------
    UploadRefused
        On the first thing that is wrong.
    """
    found = tuple(unpacked for file in files for unpacked in _unpacked(file))
    if not found:
        raise UploadRefused(Fault.NO_FILES)
    if len(found) > MOST_FILES:
        raise UploadRefused(Fault.TOO_MANY)
    if sum(len(file.content) for file in found) > LARGEST_UPLOAD:
        raise UploadRefused(Fault.TOO_LARGE)
    names: set[str] = set()
    for file in found:
        _check(file)
        if file.name.lower() in names:
            raise UploadRefused(Fault.SAME_NAME, file.name)
        names.add(file.name.lower())
    _check_specs([file.name for file in found if file.name.lower().endswith(SPEC_ENDING)])
    return found


def spec_name(names: Iterable[str]) -> str:
    """Give the name of the spec among the names of an upload; where there is none, the one it should have."""
    return next((name for name in names if name.lower().endswith(SPEC_ENDING)), f"spec{SPEC_ENDING}")


def _check(file: TableFile) -> None:
    if len(file.content) > LARGEST_FILE:
        raise UploadRefused(Fault.TOO_LARGE, file.name)
    if not file.name.lower().endswith((*TABLE_ENDINGS, SPEC_ENDING)) or len(file.name) > LONGEST_NAME:
        raise UploadRefused(Fault.WRONG_KIND, file.name)
    if PurePosixPath(file.name).name != file.name or "\\" in file.name or file.name.startswith("."):
        raise UploadRefused(Fault.FOLDERS, file.name)


def _check_specs(specs: list[str]) -> None:
    if not specs:
        raise UploadRefused(Fault.NO_SPEC)
    if len(specs) > 1:
        raise UploadRefused(Fault.TWO_SPECS, ", ".join(specs))


def _unpacked(file: TableFile) -> list[TableFile]:
    """Give a file, or the files of a zip; sizes are checked before anything is unpacked."""
    if not file.name.lower().endswith(".zip"):
        return [file]
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            entries = [entry for entry in archive.infolist() if not _is_no_file(entry)]
            _check_entries(entries, file.name)
            top = _folder_of_all([entry.filename for entry in entries])
            return [TableFile(entry.filename.removeprefix(top), archive.read(entry)) for entry in entries]
    except ZIP_ERRORS as error:
        raise UploadRefused(Fault.BROKEN_ZIP, file.name) from error


def _is_no_file(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a folder, or what a file manager leaves behind in a zip."""
    return entry.is_dir() or entry.filename.startswith("__MACOSX/") or entry.filename.endswith("/.DS_Store")


def _folder_of_all(names: list[str]) -> str:
    """Give the one folder that everything in a zip lies in, with its slash; none where there is none.

    Examples
    --------
    >>> _folder_of_all(["tables/spec.toml", "tables/a.csv"]), _folder_of_all(["tables/spec.toml", "a.csv"])
    ('tables/', '')
    >>> _folder_of_all(["../spec.toml", "../a.csv"]), _folder_of_all(["/spec.toml"])
    ('', '')
    """
    tops = {name.partition("/")[0] for name in names}
    if len(tops) != 1 or not all("/" in name for name in names):
        return ""
    (top,) = tops
    return f"{top}/" if top.strip(". ") and not set(top) & set("\\:") else ""


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > MOST_FILES:
        raise UploadRefused(Fault.TOO_MANY, name)
    if sum(entry.file_size for entry in entries) > LARGEST_UPLOAD:
        raise UploadRefused(Fault.TOO_LARGE, name)
    if any(entry.compress_type not in PACKED_AS or entry.flag_bits & ENCRYPTED for entry in entries):
        raise UploadRefused(Fault.BROKEN_ZIP, name)
