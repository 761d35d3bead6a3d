"""What is refused of a grant, a block, a grading, a review, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "unknown_person": _("Choose a person in the list."),
        "yourself": _("You cannot do this for yourself."),
        "unknown_value": _("Choose one of the values in the list."),
        "purpose_missing": _("Write what the access is for, in at least three words and 15 characters."),
        "purpose_too_long": _("Write at most 200 characters."),
        "reason_short": _("Write why you must see the case now, in at least 30 characters."),
        "reason_too_long": _("Write at most 400 characters."),
        "no_start": _("Write the first day of the access."),
        "no_end": _("Write the last day of the access."),
        "ends_before_start": _("The last day cannot be before the first, or before today."),
        "too_long": _("Access is given for one year at most. It can be given again."),
        "own_service": _("This person works in the service and needs no grant."),
        "not_a_reference": _("Write the case number as it stands: five signs, a line, five signs."),
        "needs_whom": _("Choose whom the stand-in replaces."),
        "already_so": _("It is so already."),
        "same_person": _("Somebody else must confirm this than the one who asked."),
        "asked_already": _("This has been asked for already and waits for a second person."),
        "nobody_asked": _("Nobody has asked for this."),
        "not_listed": _("This is not in your list."),
        "not_yours_to_give": _("You cannot give or take this role."),
        "another_service": _("This account is not of your service."),
    }
)


class AccessRefused(Refused):
    """A grant, a block, a grading or a review is refused."""

    MESSAGES = MESSAGES
