"""Write the spec of one plain table, for a statistician who has answered a short form instead."""

from __future__ import annotations

from dataclasses import dataclass

SPEC_FILE = "spec.toml"


@dataclass(frozen=True, slots=True)
class PlainTable:
    """One table with a column of names and a column of counts, as the form asks for it."""

    file: str
    title: str
    names: str
    counts: str
    percents: str
    total: str
    sign: str
    threshold: int
    sign_is_small: bool


def spec_of(table: PlainTable) -> bytes:
    """Write the spec as TOML.

    Examples
    --------
    >>> plain = PlainTable("a.csv", "A", "Place", "Cases", "", "All", ":", 5, True)
    >>> print(spec_of(plain).decode().splitlines()[1])
    threshold = 5
    """
    high = [f"high = {table.threshold - 1}"] if table.sign_is_small else []
    percent = f", percent = {quoted(table.percents)}" if table.percents else ""
    lines = [
        f"title = {quoted(table.title)}",
        f"threshold = {table.threshold}",
        "[signs]",
        f"hidden = [{quoted(table.sign)}]",
        f"not_in_use = [{', '.join(quoted(sign) for sign in ('-', '–', '.') if sign != table.sign)}]",
        "low = 1",
        *high,
        "[[table]]",
        f"name = {quoted(table.title.replace(':', ' '))}",
        f"file = {quoted(table.file)}",
        'shape = "long"',
        f"columns = {{ category = {quoted(table.names)}, count = {quoted(table.counts)}{percent} }}",
        f"total = {quoted(table.total)}",
    ]
    return ("\n".join(lines) + "\n").encode()


def quoted(text: str) -> str:
    """Write a text as a TOML string; control characters, which no heading needs, become spaces.

    Examples
    --------
    >>> quoted('say "no"')
    '"say \\\\"no\\\\""'
    """
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
