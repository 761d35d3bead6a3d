"""How far a program has come inside a transaction, told outside of it.

SQLite has one writer, so what is written while cases are being stored cannot be seen in the database before
everything is. Two numbers lie in a file beside the data meanwhile; where a reader does not find them, it
knows only that the program is under way. No decision is made on them.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Come:
    """So many of all."""

    done: int
    of: int


def _file(reference: str) -> Path:
    return Path(settings.DATA) / "progress" / f"{reference}.json"


def tell_how_far(reference: str, come: Come) -> None:
    """Tell how far the program has come; readers see the old numbers or the new, never half of them."""
    file = _file(reference)
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".new")
    beside.write_text(json.dumps(asdict(come)), "utf-8")
    beside.replace(file)


def how_far(reference: str) -> Come | None:
    """Give how far the program has come, where it has told."""
    with suppress(OSError, ValueError, TypeError):
        return Come(**json.loads(_file(reference).read_text("utf-8")))
    return None


def forget_how_far(reference: str) -> None:
    """Delete what was told."""
    _file(reference).unlink(missing_ok=True)
