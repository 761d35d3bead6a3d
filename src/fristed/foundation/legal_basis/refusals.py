"""What is refused of a decision or a hand-over, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "unknown_value": _("Choose one of the values in the list."),
        "unknown_service": _("Choose the service."),
        "purpose_missing": _("Choose what the field is to be used for."),
        "basis_missing": _("Write why this is lawful, in at least three words and 15 characters."),
        "basis_too_long": _("Write at most 400 characters."),
        "law_missing": _("Name the law and the section it rests on."),
        "law_too_long": _("Write at most 200 characters."),
        "no_start": _("Write the first day."),
        "starts_before_today": _("The first day cannot be before today."),
        "ends_before_start": _("The last day cannot be before the first."),
        "already_so": _("It is so already."),
        "waits_already": _("A proposal about this waits already. Confirm it or refuse it first."),
        "not_listed": _("This is not in your list."),
        "same_person": _("Somebody else must confirm this than the one who proposed it."),
        "other_side": _(
            "One of the two is the leader of the service, the other a system owner. Somebody of the other "
            "kind must confirm this."
        ),
        "wrong_fields": _("A hand-over holds the fixed fields, all of them, and no other."),
        "number_expected": _("Write the number of persons in the household, from 1 to 20."),
        "too_long": _("Write at most 400 characters."),
        "required": _("This must be filled in."),
    }
)


class BasisRefused(Refused):
    """A decision or a hand-over is refused."""

    MESSAGES = MESSAGES
