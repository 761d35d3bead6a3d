"""What is left possible about a count, as a reader writes it."""

from __future__ import annotations

from collections.abc import Callable


def interval_text(low: int | None, high: int | None, *, write: Callable[[int], str] = str) -> str:
    """Write an interval of whole numbers; nothing where nothing is known, one number where it is known.

    Parameters
    ----------
    low, high
        The ends, both possible. Without ``high`` there is no upper end.
    write
        Writes one number, such as with the thousands set apart.

    >>> interval_text(1, 6), interval_text(4, 4), interval_text(2, None), interval_text(None, None)
    ('1–6', '4', '≥ 2', '')
    """
    if low is None:
        return ""
    if high is None:
        return f"≥ {write(low)}"
    return write(low) if low == high else f"{write(low)}–{write(high)}"
