"""What is refused about mentors, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "case_is_closed": _("The case is closed. Reopen it first."),
        "unknown_value": _("Choose one of the values in the list."),
        "day_missing": _("Say which day."),
        "day_to_come": _("This has not happened yet: choose today or an earlier day."),
        "day_before_last_step": _("This day is before the step that came before it."),
        "step_not_next": _("This step cannot come now. Somebody may have taken a step meanwhile."),
        "reason_missing": _("Choose a reason."),
        "person_missing": _("Choose who the mentor is for."),
        "asked_already": _("A mentor of this kind is asked for this person already."),
        "name_a_coordinator": _(
            "The address is protected: name somebody of the organisation to the case first, so that somebody "
            "sees it."
        ),
        "no_such_organisation": _("There is no such organisation."),
        "name_missing": _("Write the name of the organisation, with at most 80 letters."),
        "name_taken": _("There is an organisation with this name already."),
        "not_a_coordinator": _("Choose a mentor coordinator who matches for no other organisation."),
        "no_such_offer": _("There is no such offer that is open."),
        "offer_taken": _("This offer is taken. Somebody may have matched it meanwhile."),
        "offer_of_other_kind": _("The offer is not of the kind that the person has consented to."),
        "feedback_given": _("This feedback is given already."),
        "not_begun": _("There is nothing to give feedback on yet."),
    }
)


class MentorRefused(Refused):
    """Something about a mentor is refused; nothing is changed."""

    MESSAGES = MESSAGES
