"""Reads the tables of the HTML report back, without a line of the code that wrote them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class ReadTable:
    """One table of a page: its headings row by row with their spans, and its rows by label."""

    heads: list[list[tuple[str, int]]] = field(default_factory=list)
    rows: dict[str, list[str]] = field(default_factory=dict)


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, ReadTable] = {}
        self.open: list[tuple[str, dict[str, str]]] = []
        self.table: ReadTable | None = None
        self.words: list[str] = []
        self.row: list[str] = []
        self.in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div":
            given = {key: value or "" for key, value in attrs}
            self.open.append((tag, given))
        elif tag == "table":
            name = next(a["id"] for _, a in reversed(self.open) if a.get("class") == "table")
            self.table = self.found[name] = ReadTable()
        elif tag in ("thead", "tbody"):
            self.in_head = tag == "thead"
        elif tag == "tr" and self.table:
            self.row = []
            if self.in_head:
                self.table.heads.append([])
        elif tag in ("th", "td"):
            self.words = []
            self.span = int(dict(attrs).get("colspan") or 1)
            self.is_stub = dict(attrs).get("class") == "stub"
        elif tag == "span" and dict(attrs).get("class") == "unseen":
            self.words.append("\0")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self.open.pop()
        elif tag == "table":
            self.table = None
        elif tag in ("th", "td") and self.table:
            words = "".join(self.words).split("\0")[0]
            if not self.in_head:
                self.row.append(words)
            elif not self.is_stub:
                self.table.heads[-1].append((words, self.span))
        elif tag == "tr" and self.table and not self.in_head:
            self.table.rows[self.row[0]] = self.row[1:]


def tables_in(page: bytes) -> dict[str, ReadTable]:
    """Give the tables of a page by the id of the block they stand in; a sign is read, its words are not."""
    reader = _Tables()
    reader.feed(page.decode())
    return reader.found
