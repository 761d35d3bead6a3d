"""The kinds of notices. Each has words where it is shown; a mail has none of them."""

from __future__ import annotations

from enum import StrEnum


class NoticeKind(StrEnum):
    """What somebody is told of."""

    ALARM = "alarm"
    ALARM_NOT_LOOKED_AT = "alarm_not_looked_at"
    TASK_GIVEN = "task_given"
    MONTH_CAME = "month_came"
    REVIEW_DUE = "review_due"
    CASE_ASSIGNED = "case_assigned"
    MOVE_CAME = "move_came"
    MOVE_ANSWERED = "move_answered"
    JOURNEY_CAME = "journey_came"
    JOURNEY_MOVED = "journey_moved"
    RECEPTION_CAME = "reception_came"
    RECEPTION_ASKED = "reception_asked"
    RECEPTION_ANSWERED = "reception_answered"
    RECEPTION_CHANGED = "reception_changed"
    PLACE_GIVEN = "place_given"
    STAY_LONG = "stay_long"


ALARMING = frozenset({NoticeKind.ALARM, NoticeKind.ALARM_NOT_LOOKED_AT})
