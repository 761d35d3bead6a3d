"""What is wrong with a spec or a table file, and where."""

from __future__ import annotations


class BadInput(ValueError):
    """A spec or table file cannot be read as it stands; says the file and, where it has them, row and column.

    Examples
    --------
    >>> str(BadInput("no such sheet", file="counts.xlsx"))
    'counts.xlsx: no such sheet'
    >>> str(BadInput("“12a” is no count", file="counts.csv", row=3, column="2024"))
    'counts.csv, row 3, column “2024”: “12a” is no count'
    """

    def __init__(self, what: str, *, file: str, row: int | None = None, column: str = "") -> None:
        places = [file, f"row {row}" if row else "", f"column “{column}”" if column else ""]
        super().__init__(f"{', '.join(filter(None, places))}: {what}")
