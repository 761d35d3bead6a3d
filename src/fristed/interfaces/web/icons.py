"""The dozen line icons of the pages, drawn for this product on a 24 by 24 grid.

An icon repeats what the words beside it say; it is hidden from screen readers and never stands alone.
"""

from __future__ import annotations

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS = {
    "shelter": "M3.5 11.5 12 4.5l8.5 7 M6 9.8V19a.5.5 0 0 0 .5.5h11a.5.5 0 0 0 .5-.5V9.8"
    " M10 19.5V15a2 2 0 0 1 4 0v4.5",
    "plus": "M12 5v14 M5 12h14",
    "chart": "M4 19.5h16 M7 16v-4.5 M12 16V6 M17 16V9",
    "table": "M4.5 5.5h15v13h-15z M4.5 10h15 M10 10v8.5",
    "back": "M19 12H5 M11 6l-6 6 6 6",
    "download": "M12 4.5v11 M7.5 11 12 15.5 16.5 11 M5 19.5h14",
    "out": "M14 5.5H6.5v13H14 M10.5 12H20 M16.5 8.5 20 12l-3.5 3.5",
    "pencil": "M5 19l.8-3.6L15.9 5.3a1.6 1.6 0 0 1 2.3 0l.5.5a1.6 1.6 0 0 1 0 2.3L8.6 18.2z",
    "phone": "M6.5 4.5h3l1.5 4-2 1.5a11 11 0 0 0 5 5l1.5-2 4 1.5v3a2 2 0 0 1-2 2"
    "A13 13 0 0 1 4.5 6.5a2 2 0 0 1 2-2z",
    "check": "M5 12.5 10 17.5 19.5 7",
    "unsure": "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z"
    " M9.8 9.8a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.7 M12 16.4v.1",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z M15.5 15.5 20 20",
}


@cache
def icon(name: str) -> SafeString:
    """Draw one icon as inline SVG in the colour of the text around it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false" '
        'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" '
        'stroke-linejoin="round"><path d="{}"/></svg>',
        mark_safe(PATHS[name]),  # noqa: S308  our own constant, not input
    )
