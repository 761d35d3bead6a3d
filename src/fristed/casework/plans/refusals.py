"""What is refused about plans, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.plain_words import MESSAGES as OF_MARKS
from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        **OF_MARKS,
        "case_is_closed": _("The case is closed. Reopen it first."),
        "day_missing": _("Say which day."),
        "day_past": _("Choose today or a later day."),
        "time_past": _("Choose a time that is still to come."),
        "too_far_ahead": _("Choose a day that is less far ahead."),
        "unknown_value": _("Choose one of the values in the list."),
        "words_missing": _("Write something."),
        "words_too_long": _("Write at most 4,000 characters."),
        "not_a_colleague": _("Choose somebody who works with cases in the service and may see this case."),
        "no_such_task": _("There is no such task, or it has been done already."),
        "no_such_sign": _("There is no such sign of life to wait for."),
        "alarm_is_open": _("There is an alarm. Answer it with what was done."),
        "no_open_alarm": _("There is no alarm that waits for an answer."),
        "promised_already": _("A sign of life is promised for one of these times already."),
        "too_many": _("Choose between 1 and 60 times, over at most two years."),
        "days_between": _("Choose between 1 and 31 days."),
        "changed_meanwhile": _("Somebody else has changed the text meanwhile. Both texts are below."),
        "destroyed": _("What was written in this case has been destroyed."),
        "month_missing": _("Write the month as month.year, for example 03.2027."),
        "month_past": _("Choose a month that is still to come."),
        "no_such_month": _("There is no such reminder."),
        "filter_empty": _("Narrow the list first."),
        "filters_full": _("You have as many saved filters as there is room for. Remove one first."),
        "no_such_filter": _("There is no such saved filter."),
    }
)


class PlanRefused(Refused):
    """Something about a plan is refused; nothing is changed."""

    MESSAGES = MESSAGES


class ChangedMeanwhile(PlanRefused):
    """Somebody else has sealed a newer version of a text; ``newest`` is theirs, with its version."""

    def __init__(self, newest: str, version: int) -> None:
        super().__init__(("text", "changed_meanwhile"))
        self.newest, self.version = newest, version
