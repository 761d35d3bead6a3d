"""Long lists a page at a time, worked out on the server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

AROUND = 2


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to one page; an empty address is a gap in the numbers."""

    number: int
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """All links of a list, and those to the page before and after."""

    here: int
    last: int
    links: tuple[PageLink, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Page:
    """Which page was asked for, and how many lines a page has."""

    number: int
    lines: int
    query: QueryDict

    @property
    def start(self) -> int:
        """The place of the first line."""
        return (self.number - 1) * self.lines

    def address(self, number: int) -> str:
        """Give the address of another page of the same list."""
        query = self.query.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    def around(self, total: int) -> Pages:
        """Give the links for a list of ``total`` lines."""
        last = max(1, -(-total // self.lines))
        return Pages(
            here=self.number,
            last=last,
            links=tuple(self._links(last)),
            before=self.address(self.number - 1) if self.number > 1 else "",
            after=self.address(self.number + 1) if self.number < last else "",
        )

    def _links(self, last: int) -> Iterator[PageLink]:
        near = range(self.number - AROUND, self.number + AROUND + 1)
        shown = sorted({1, last, *(number for number in near if 1 <= number <= last)})
        previous = 0
        for number in shown:
            if number - previous > 1:
                yield PageLink(0, "", is_here=False)
            yield PageLink(number, self.address(number), is_here=number == self.number)
            previous = number


def page_of(query: QueryDict, *, lines: int) -> Page:
    """Read which page is asked for; anything that is no page number is the first."""
    text = query.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    return Page(max(1, number), lines, query)
