"""What is said of printed forms."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "application/pdf",
        "html": "text/html; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv": "text/csv; charset=utf-8",
        "json": "application/json",
        "px": "text/x-pcaxis; charset=utf-8",
    }
)
Progress = Literal["waiting", "running", "stopped", "too_long", "refused", "done"]


@dataclass(frozen=True, slots=True)
class FormFile:
    """One file that was printed and is to be kept."""

    name: str
    form: str
    part: str
    title: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash that is kept beside the file."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class KeptForm:
    """One kept file without what is in it."""

    name: str
    form: str
    part: str
    title: str
    media_type: str
    size: int
    sha256: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class PrintState:
    """How far the last printing of a version has come.

    ``refused`` is one that ended without forms for the reason given: ``prose`` where a typed number gives a
    hidden one away or the rule to judge it by was not kept, ``others_kept`` where other files are kept
    already, ``moment_changed`` where the day of publishing was changed meanwhile, ``no_such_version``,
    ``no_day_yet``.
    """

    progress: Progress
    since: datetime
    written: int
    wanted: int
    reason: str = ""
