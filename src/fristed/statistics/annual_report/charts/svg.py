"""Writing SVG elements with numbers rounded, so that the same chart is always the same text."""

from __future__ import annotations

from html import escape

from fristed.statistics.annual_report.charts.palette import INK

WIDTH = 720
FONT = "'Libertinus Serif', 'Source Serif 4', Georgia, serif"
# The page sets sans-serif letters of about half an em; enough to place a legend without measuring.
LETTER = 0.53


def figure(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def element(tag: str, content: str = "", **attributes: str | float) -> str:
    """Write one element; underscores in attribute names become hyphens."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(v if isinstance(v, str) else figure(v))}"'
        for name, v in attributes.items()
    )
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 15,
    anchor: str = "start",
    fill: str = INK,
    bold: bool = False,
) -> str:
    """Write a line of text with its baseline at ``y``."""
    weight = "700" if bold else "400"
    return element(
        "text",
        escape(words, quote=False),
        x=x,
        y=y,
        font_size=size,
        text_anchor=anchor,
        fill=fill,
        font_weight=weight,
    )


def rectangle(x: float, y: float, width: float, height: float, *, fill: str, stroke: str = "none") -> str:
    """Draw a bar."""
    return element("rect", x=x, y=y, width=max(width, 0), height=height, fill=fill, stroke=stroke)


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str, width: float = 1, dash: str = "") -> str:
    """Draw a straight line."""
    dashes = {"stroke_dasharray": dash} if dash else {}
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, **dashes)


def width_of(words: str, size: float = 15) -> float:
    """Estimate the width of a line of text."""
    return len(words) * size * LETTER


def wrapped(words: str, most: int) -> list[str]:
    """Break a label into lines of at most ``most`` letters where words allow it."""
    lines: list[str] = []
    for token in words.split(" "):
        if lines and len(lines[-1]) + 1 + len(token) <= most:
            lines[-1] += f" {token}"
        else:
            lines.append(token)
    return lines


def drawing(chart_id: str, title: str, description: str, height: float, body: str) -> str:
    """Wrap a drawing with its title and description for those who do not see it."""
    named = element("title", escape(title, quote=False), id=f"{chart_id}-title")
    described = element("desc", escape(description, quote=False), id=f"{chart_id}-desc")
    return element(
        "svg",
        named + described + body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {figure(height)}",
        role="img",
        aria_labelledby=f"{chart_id}-title {chart_id}-desc",
        font_family=FONT,
    )
