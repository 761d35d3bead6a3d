"""What may be written in a log: values under names on a list, in a known shape. Everything else is dropped.

Nothing is masked: what is masked has been thought of, and leaks come from what has not. A library's own
sentence may quote an address, a row or a cell; of it only the logger, the level and the place in the code are
written. Of a fault: the types, and where in the code; never its words, never the values of a frame.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

OURS = "fristed"
ALLOWED: Mapping[str, str] = MappingProxyType(
    {
        "event": r"[a-z][a-z_.]{0,39}",
        "at": r"[0-9T:.Z+-]{1,40}",
        "level": r"[a-z]{1,10}",
        "logger": r"[A-Za-z0-9_.]{1,80}",
        "where": r"[A-Za-z0-9_.]{1,80}:[0-9]{1,6}",
        "method": r"[A-Z]{1,7}",
        "route": r"[a-z0-9-]{0,60}",
        "status": r"[0-9]{3}",
        "milliseconds": r"[0-9]{1,9}",
        "fault": r"[0-9a-f]{8}",
        "exceptions": r"[A-Za-z0-9_.]{1,80}( < [A-Za-z0-9_.]{1,80}){0,9}",
        "frames": r"([A-Za-z0-9_.]{1,80}:[0-9]{1,6}( > )?){1,60}",
        "command": r"[a-z_]{1,40}",
        "count": r"[0-9]{1,12}",
    }
)
"""Names that may be written, each with the whole shape of its values."""
MOST_FRAMES, MOST_CAUSES = 60, 10
VALUES = "values_told"
"""The attribute of a record that holds our own values."""
PACKAGE = Path(__file__).resolve().parents[1]


def only_allowed(line: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what is on the list and has its shape; drop the rest."""
    return {
        name: value
        for name, value in line.items()
        if name in ALLOWED and re.fullmatch(ALLOWED[name], str(value), re.ASCII)
    }


def place_of(file: str, line: int) -> str:
    """Give a place in the code as ``module:line``; of a library only the name of its file.

    Examples
    --------
    >>> place_of("/anywhere/json/decoder.py", 12)
    'decoder:12'
    """
    path = Path(file)
    if path.is_relative_to(PACKAGE):
        return f"{OURS}.{'.'.join(path.relative_to(PACKAGE).with_suffix('').parts)}:{line}"
    return f"{re.sub('[^A-Za-z0-9_]', '', path.stem) or 'code'}:{line}"


def types_of(fault: BaseException) -> str:
    """Give the type of a fault and of what it came from, the last one first."""
    names: list[str] = []
    seen: BaseException | None = fault
    while seen is not None and len(names) < MOST_CAUSES:
        names.append(type(seen).__name__)
        seen = seen.__cause__ or seen.__context__
    return " < ".join(names)


def frames_of(fault: BaseException) -> str:
    """Give where a fault arose, outermost first, as places in the code."""
    frames = traceback.walk_tb(fault.__traceback__)
    places = [place_of(frame.f_code.co_filename, line) for frame, line in frames]
    return " > ".join(places[-MOST_FRAMES:])


def line_of(record: logging.LogRecord) -> dict[str, Any]:
    """Put a record, ours or a library's, into names: of a fault its types and places, never its words."""
    ours = record.name.startswith(OURS)
    line: dict[str, Any] = {
        **getattr(record, VALUES, {}),
        "event": record.msg if ours else "library",
        "at": datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "where": place_of(record.pathname, record.lineno),
    }
    fault = record.exc_info[1] if record.exc_info else None
    if fault is not None:
        line.update(exceptions=types_of(fault), frames=frames_of(fault))
    return line


class AllowedLines(logging.Formatter):
    """Writes a record of any logger as one line of JSON, of what is on the list."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record."""
        return json.dumps(only_allowed(line_of(record)), sort_keys=True, default=str)


def settings_for_logs() -> dict[str, Any]:
    """Give Django's setting: one way out for all loggers, and no mail to anybody when something fails."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"allowed": {"()": AllowedLines}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "allowed"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            OURS: {"level": "INFO"},
        },
    }


def note(event: str, *, logger: str = OURS, **values: str | int) -> None:
    """Write a line about something that went as it should; values under names on the list only."""
    logging.getLogger(logger).info(event, extra={VALUES: values}, stacklevel=2)


def note_fault(fault: BaseException | None, **values: str | int) -> str:
    """Write a line about a fault nobody expected; give the number that a person can tell somebody."""
    number = secrets.token_hex(4)
    told = (type(fault), fault, fault.__traceback__) if fault else None
    logger = logging.getLogger(f"{OURS}.faults")
    logger.error("fault", exc_info=told, extra={VALUES: {"fault": number, **values}}, stacklevel=2)
    return number
