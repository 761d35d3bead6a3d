"""What is wrong with a spec or a table file, and where."""

from __future__ import annotations

from collections.abc import Sequence


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


class SeveralFaults(BadInput):
    """Everything that is wrong with the cells of one table, so that it can be mended at once.

    Examples
    --------
    >>> print(SeveralFaults([BadInput("a", file="x.csv", row=2), BadInput("b", file="x.csv", row=3)]))
    x.csv, row 2: a
    x.csv, row 3: b
    """

    def __init__(self, faults: Sequence[BadInput]) -> None:
        ValueError.__init__(self, "\n".join(map(str, faults)))
        self.faults = tuple(faults)
