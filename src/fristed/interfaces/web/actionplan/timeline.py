"""The timeline of a plan as a drawing; the table beside it says the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fristed.interfaces.web.actionplan.shown import ShownStanding
from fristed.interfaces.web.statistics.drawing import frame, rectangle, text
from fristed.knowledge.actionplan.codes import CLOSED, Status
from fristed.knowledge.actionplan.facts import PlanNow

ROW, TOP, LEFT, RIGHT = 22, 28, 9.0, 99.0
BARS = {Status.DONE: "plan-bar plan-bar--done", Status.NOT_PURSUED: "plan-bar plan-bar--done"}


def drawn_timeline(now: PlanNow, lines: list[ShownStanding]) -> SafeString:
    """Draw a bar for each commitment to the day it is promised by, with its milestones, and today."""
    height = TOP + ROW * len(lines) + 8
    head = now.facts.head
    title = _("Timeline")
    said = _(
        "A bar for each of %(many)d commitments from %(first)d to the day it is promised by; "
        "diamonds are milestones, filled when reached; the line is the day shown."
    ) % {"many": len(lines), "first": head.from_year}
    return frame("plan-timeline", height, title, said, _marks(now, lines, height))


def place_of(now: PlanNow, day: date) -> float:
    """Give how far along the drawing a day lies, in percent; days outside lie at an end."""
    head = now.facts.head
    whole = (head.last_day - head.first_day).days
    share = (day - head.first_day).days / whole
    return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share))


def _marks(now: PlanNow, lines: list[ShownStanding], height: int) -> Iterator[SafeString]:
    head = now.facts.head
    for year in range(head.from_year, head.to_year + 1):
        left = place_of(now, date(year, 1, 1))
        yield _line(left, height, "plan-grid")
        yield text(str(year), left=left + 0.4, top=16, css="plan-year")
    for number, shown in enumerate(lines):
        yield from _row(now, shown, TOP + ROW * number)
    yield _line(place_of(now, now.as_of), height, "plan-today")


def _row(now: PlanNow, shown: ShownStanding, top: int) -> Iterator[SafeString]:
    one = shown.standing
    yield text(shown.code, left=LEFT - 0.8, top=top + 13, anchor="end", css="plan-code")
    due = one.follow.due_date or now.facts.head.last_day
    css = "plan-bar plan-bar--late" if shown.late else BARS.get(Status(one.follow.status), "plan-bar")
    width = max(0.4, place_of(now, due) - LEFT)
    yield rectangle(css, left=LEFT, top=top + 4, width=width, height=ROW - 10)
    if sign := "!" if shown.late else "✓" if one.follow.status in CLOSED else "":
        yield text(sign, left=LEFT + 0.5, top=top + 14, css="plan-sign")
    for milestone in one.milestones:
        is_reached = milestone.done_date is not None or one.follow.status in CLOSED
        mark = "◆" if is_reached else "◇"
        yield text(
            mark, left=place_of(now, milestone.due_date), top=top + 15, anchor="middle", css="plan-mark"
        )


def _line(left: float, height: int, css: str) -> SafeString:
    template = '<line class="{}" x1="{}%" x2="{}%" y1="4" y2="{}"/>'
    return format_html(template, css, f"{left:.2f}", f"{left:.2f}", height - 4)
