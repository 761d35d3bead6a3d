"""Why a file of a table cannot be read."""

from __future__ import annotations


class Unreadable(ValueError):
    """The content of a file is no table; ``row`` says where, when that is known."""

    def __init__(self, what: str, *, row: int | None = None) -> None:
        super().__init__(what)
        self.what, self.row = what, row
