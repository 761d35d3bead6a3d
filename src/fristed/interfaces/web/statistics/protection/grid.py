"""A table as a small picture: a line for each year, a square for each category, a mark for what became of it.

The marks differ in shape, not in colour alone, and are drawn in the colour of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

State = Literal["printed", "small", "others", "zero", "unused", "empty"]

# What each mark means, in the order of the key.
MEANINGS: Mapping[State, Promise] = {
    "printed": _("Printed"),
    "small": _("Small, hidden for its own sake"),
    "others": _("Larger, hidden to protect others"),
    "zero": _("No cases, printed as 0"),
    "unused": _("Category not in use"),
}
# Drawn in a square of 10 by 10.
MARKS: Mapping[State, SafeString] = {
    "printed": mark_safe('<rect class="cell-printed" width="10" height="10" rx="1.5"/>'),
    "small": mark_safe('<rect class="cell-small" width="10" height="10" rx="1.5"/>'),
    "others": mark_safe(
        '<rect class="cell-others" x=".75" y=".75" width="8.5" height="8.5" rx="1"/>'
        '<path class="cell-others" d="M1.5 8.5l7-7"/>'
    ),
    "zero": mark_safe('<circle class="cell-zero" cx="5" cy="5" r="2.5"/>'),
    "unused": mark_safe('<path class="cell-unused" d="M3.5 5h3"/>'),
    "empty": mark_safe(""),
}
LEFT, LINE, WIDE, TIGHT = 44, 16, 14, 11
MOST_WIDE = 20
LARGER = 1.25
"""How much larger the picture is shown than it is drawn, where there is room."""


def mark(state: State) -> SafeString:
    """Draw one mark by itself; what it means stands in words beside it."""
    return format_html('<svg class="mark" viewBox="0 0 10 10" aria-hidden="true">{}</svg>', MARKS[state])


def key_of_marks() -> Iterator[tuple[SafeString, Promise]]:
    """Give every mark with its meaning."""
    for state, meaning in MEANINGS.items():
        yield mark(state), meaning


def counted(states: Iterable[State]) -> str:
    """Say how many cells are in each state, for those who do not see the picture."""
    found = list(states)
    present = [(meaning, found.count(state)) for state, meaning in MEANINGS.items() if state in found]
    return ". ".join(f"{meaning}: {count}" for meaning, count in present) + "."


def picture(name: str, title: str, years: Sequence[int], lines: Sequence[Sequence[State]]) -> SafeString:
    """Draw a table; ``lines`` holds for each year the state of every category, the total last."""
    columns = max(len(line) for line in lines)
    step = WIDE if columns <= MOST_WIDE else TIGHT
    template = (
        '<svg class="grid-picture" width="{6}" viewBox="0 0 {1} {2}" role="img" '
        'aria-labelledby="{0}-title {0}-desc"><title id="{0}-title">{3}</title>'
        '<desc id="{0}-desc">{4}</desc>{5}</svg>'
    )
    width = LEFT + step * columns
    return format_html(
        template,
        name,
        width,
        LINE * len(lines),
        title,
        counted(state for line in lines for state in line),
        format_html_join("", "{}", ((line,) for line in _lines(years, lines, step))),
        str(LARGER * width),
    )


def _lines(years: Sequence[int], lines: Sequence[Sequence[State]], step: int) -> Iterator[SafeString]:
    for place, (year, line) in enumerate(zip(years, lines, strict=True)):
        yield format_html('<text x="0" y="{}">{}</text>', place * LINE + 10, str(year))
        for column, state in enumerate(line):
            at = f"translate({LEFT + step * column} {place * LINE})"
            yield format_html('<g transform="{}">{}</g>', at, MARKS[state])
