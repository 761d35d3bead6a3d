"""Which files may be handed in: one CSV or XLSX file of moderate size. Nothing is read of it here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from fristed.casework.exchange.faults import Fault, FileRefused
from fristed.foundation.handed_in.files import GivenFile

ENDINGS = (".csv", ".txt", ".xlsx")
LARGEST_FILE = 4_000_000
"""Bytes; 20,000 rows are well below it."""

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class CaseFile(GivenFile):
    """A file of cases as it came."""

    @property
    def sha256(self) -> str:
        """The hash by which the same file is known again."""
        return hashlib.sha256(self.content).hexdigest()


def require_taken(file: CaseFile) -> None:
    """Refuse what is empty, too large, or of another kind than the allow-list.

    Raises
    ------
    FileRefused
        On the first thing that is wrong.
    """
    if not file.content:
        raise FileRefused(Fault.EMPTY)
    if len(file.content) > LARGEST_FILE:
        raise FileRefused(Fault.TOO_LARGE)
    is_plain = PurePosixPath(file.name).name == file.name and "\\" not in file.name
    if not is_plain or not file.name.lower().endswith(ENDINGS) or len(file.name) > LONGEST_NAME:
        raise FileRefused(Fault.WRONG_KIND)
    if file.name.lower().endswith(".xlsx") != file.content.startswith(b"PK"):
        raise FileRefused(Fault.WRONG_KIND)
