"""What the codes and findings of this room are called on screen, in English for the catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.plain_words import MESSAGES as MARKS
from fristed.casework.consultations.codes import (
    CallBack,
    ConsultationState,
    ContactTime,
    LinkGround,
    PhoneWatched,
    Say,
)
from fristed.foundation.refusals import Refused

Labels = Mapping[str, Promise]

CALL_BACK: Labels = MappingProxyType(
    {
        CallBack.YES: _("Yes, we may call"),
        CallBack.MESSAGE_ONLY: _("Only a written message"),
        CallBack.NO: _("No, never make contact"),
    }
)
TIMES: Labels = MappingProxyType(
    {
        ContactTime.ANY_TIME: _("At any time"),
        ContactTime.SCHOOL_HOURS: _("In school hours only"),
        ContactTime.WORKING_HOURS: _("In working hours only"),
        ContactTime.EVENING: _("In the evening only"),
        ContactTime.AGREED_ONLY: _("Only at an agreed time"),
    }
)
SAY: Labels = MappingProxyType(
    {
        Say.SAY_WHO_WE_ARE: _("We may say who we are"),
        Say.SAY_SCHOOL_OR_WORK: _("Say that it is about school or work"),
        Say.SAY_WRONG_NUMBER: _("If somebody else answers: wrong number"),
        Say.SAY_NOTHING: _("Say nothing, leave no message"),
    }
)
WATCHED: Labels = MappingProxyType(
    {
        PhoneWatched.YES: _("Yes, somebody watches it"),
        PhoneWatched.PERHAPS: _("Perhaps"),
        PhoneWatched.NO: _("No"),
        PhoneWatched.UNKNOWN: _("Not known"),
    }
)
STATES: Labels = MappingProxyType(
    {
        ConsultationState.RECEIVED: _("Received"),
        ConsultationState.ASSIGNED: _("With somebody who has the right field"),
        ConsultationState.ADVISED: _("Advice given"),
        ConsultationState.REPEATED: _("The caller has called again"),
        ConsultationState.CONVERTED: _("Linked to a followed-up case"),
        ConsultationState.CLOSED: _("Ended"),
    }
)
GROUNDS: Labels = MappingProxyType(
    {
        LinkGround.CALLER_TOLD: _("The caller has told who it is about"),
        LinkGround.PERSON_TOLD: _("The person concerned has told that it was about her or him"),
        LinkGround.CODE_GIVEN: _("Whoever made contact in the followed-up case had the code"),
        LinkGround.SAME_CALLER: _("The same caller has asked for the case to be followed up"),
    }
)
MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        **MARKS,
        "required": _("Fill in this field."),
        "unknown_code": _("Choose one of the values in the list."),
        "too_long": _("Write at most 2 000 characters."),
        "changed_meanwhile": _(
            "Somebody else has changed this meanwhile. Their version is shown below. Put the two together "
            "before you save."
        ),
        "not_now": _("The consultation has moved on. Look again."),
        "no_consultation": _("The case is not an anonymous consultation."),
        "no_such_case": _("There is no such case in your register."),
        "linked_already": _("The consultation is linked already."),
        "itself": _("A case cannot be linked to itself."),
        "a_consultation": _(
            "This one is an anonymous consultation too. Link it to a case that is followed up."
        ),
        "no_case_by_code": _(
            "The code did not lead to a case. Check it letter by letter. After several tries, wait a little "
            "before the next one."
        ),
    }
)


class CallRefused(Refused):
    """Something about a call or a consultation is refused; nothing is stored."""

    MESSAGES = MESSAGES
