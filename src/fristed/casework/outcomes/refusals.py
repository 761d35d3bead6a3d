"""What is refused about outcomes, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "unknown_moment": _("Choose when the state was."),
        "unknown_outcome": _("Choose one of the outcomes in the list."),
        "case_is_open": _("The state is noted when the case is closed."),
        "too_early": _("It is too early for the follow-up after six months."),
        "level_missing": _("Choose a level, or that it is not known."),
        "answer_missing": _("Choose an answer."),
        "way_missing": _("Say whether it was answered on the phone or on paper."),
        "reason_missing": _("Choose why the follow-up is left out."),
        "nothing_due": _("No follow-up is due in this case."),
        "date_missing": _("Say on which day."),
        "date_in_future": _("The day cannot be in the future."),
        "date_before_first_contact": _("The day cannot be before the first contact."),
    }
)


class OutcomeRefused(Refused):
    """Something about an outcome is refused; nothing is changed."""

    MESSAGES = MESSAGES
