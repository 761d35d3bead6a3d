"""The few marks that figures are made of: text, bars, the mark of a hidden value, and the frame around.

Places are percents and heights are pixels, so that a figure fills its column while its text keeps its size
on a phone. Colour comes from the theme, text from ``currentColor``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Longer words of a row go on the next line, so that they never meet the number at the right.
LONGEST_LINE = 34
LINE = 18
MARK_OF_HIDDEN = 3.0


def frame(name: str, height: int, title: str, description: str, marks: Iterable[SafeString]) -> SafeString:
    """Put marks into an ``<svg>`` that says what it shows."""
    return format_html(
        '<svg class="chart" width="100%" height="{2}" role="img" aria-labelledby="{0}-title {0}-desc">'
        '<title id="{0}-title">{1}</title><desc id="{0}-desc">{3}</desc>{4}</svg>',
        name,
        title,
        height,
        description,
        format_html_join("", "{}", ((mark,) for mark in marks)),
    )


def text(words: str, *, left: float, top: int, anchor: str = "start", css: str = "") -> SafeString:
    """Write words; ``left`` is a percent, ``top`` the base line in pixels."""
    template = '<text class="{}" x="{}%" y="{}" text-anchor="{}">{}</text>'
    return format_html(template, css, f"{left:.2f}", top, anchor, words)


def lines_of(words: str) -> list[str]:
    """Break the words of a row into lines."""
    return textwrap.wrap(words, LONGEST_LINE, break_long_words=False) or [""]


def rectangle(css: str, *, left: float, top: int, width: float, height: int) -> SafeString:
    """Draw a rectangle; ``left`` and ``width`` are percents."""
    template = '<rect class="{}" x="{}%" y="{}" width="{}%" height="{}" rx="3"/>'
    return format_html(template, css, f"{left:.2f}", top, f"{width:.2f}", height)


def bar(
    value: int | None, peak: int, *, top: int, height: int, left: float = 0.0, room: float = 100.0
) -> SafeString:
    """Draw a horizontal bar; a hidden value gets a dashed mark of one fixed size, which tells nothing."""
    if value is None:
        return rectangle("hidden-value", left=left, top=top, width=MARK_OF_HIDDEN, height=height)
    return rectangle("bar", left=left, top=top, width=room * value / peak, height=height)


def tick(value: int, peak: int, *, top: int, height: int) -> SafeString:
    """Draw a tick where a bar of this value would end."""
    template = '<line class="earlier" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>'
    return format_html(template, f"{100 * value / peak:.2f}", top, top + height)
