"""What is refused of a change of guidance, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "not_listed": _("This is not in your list."),
        "required": _("This must be filled in."),
        "unknown_value": _("Choose one of the values in the list."),
        "text_too_long": _("Write at most 900 characters."),
        "name_too_long": _("Write at most 80 characters."),
        "note_too_long": _("Write at most 120 characters."),
        "needs_a_source": _("What is verified has a source. Choose where it was read."),
        "read_later": _("The day it was read cannot be after today."),
        "review_too_late": _("It must be looked at again after the day it was read, and within two years."),
        "starts_before_today": _("The first day cannot be before today."),
        "nothing_changed": _("It is so already. To note that it was looked at again, change the days."),
        "waits_already": _("A proposal about this text waits already. Approve it or withdraw it first."),
        "at_once": _("Somebody else proposed something at the same moment. Nothing is lost: send it again."),
        "same_person": _("Somebody else must approve this than the one who proposed it."),
        "too_heavy": _("With this the texts become heavy to read. Write shorter words and sentences."),
        "not_whole": _("With this the guidance would no longer be whole. Nothing is changed."),
    }
)


class GuidanceRefused(Refused):
    """A change of guidance is refused."""

    MESSAGES = MESSAGES
