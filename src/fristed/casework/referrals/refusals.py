"""What is refused about moves, and in which words. No value is ever repeated."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.plain_words import MESSAGES as MARKS
from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        **MARKS,
        "unknown_kind": _("Choose what you ask for."),
        "unknown_service": _("Choose a service that has a register."),
        "refers_elsewhere": _("A referral goes to another service. Within your own, assign or transfer."),
        "choose_somebody": _("Choose who shall take over."),
        "not_a_colleague": _("Choose somebody who works with cases in that service."),
        "already_responsible": _("This person is responsible for the case already."),
        "name_the_receiver": _("The address is protected. Choose one person who shall answer."),
        "not_of_the_case": _("Choose among what the case has."),
        "nothing_to_send": _("Choose at least one thing to send, or write a letter."),
        "too_long": _("Write at most 4 000 characters."),
        "case_is_closed": _("The case is closed. Reopen it first."),
        "asked_already": _("This has been asked already and is not answered yet."),
        "not_linked": _("Your case is not linked to a case of that service."),
        "no_linked_case": _("Your service has no linked case that you may hand over."),
        "unknown_ground": _("Choose a consent or a legal basis."),
        "unknown_reason": _("Choose a reason."),
        "not_now": _("This cannot be done now. It has been answered, withdrawn or closed."),
        "one_of_two": _("Open a case, or choose the one your service has. Not both."),
        "other_case": _("There is no such open case in your service."),
        "nobody_else": _("Choose at least one other who takes part."),
        "may_not_take_part": _("One of those chosen works with no cases, or may not see this one."),
        "date_missing": _("Say on which day."),
        "unknown_agency": _("There is no such agency."),
        "nothing_written": _("Write what was decided or is to be done."),
        "not_in_conference": _("Choose somebody who takes part."),
        "not_asked": _("Somebody else has been asked."),
    }
)


class MoveRefused(Refused):
    """Something about a move is refused; nothing is changed."""

    MESSAGES = MESSAGES
