"""The mark that makes a data directory a demo: nobody in it is real."""

from __future__ import annotations

from pathlib import Path


class OnlyInADemo(Exception):
    """What leaks by design is refused where real people may be registered."""


def is_demo(data: Path) -> bool:
    """Whether the data directory is marked as a demo."""
    return (data / "DEMO").is_file()


def require_demo(data: Path, *, what: str) -> None:
    """Refuse ``what`` unless the data directory is marked as a demo."""
    if not is_demo(data):
        raise OnlyInADemo(f"{what} is only for a data directory marked as a demo; {data} is not.")
