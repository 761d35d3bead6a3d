"""What moves, their states and what may be sent are called on the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.referrals.codes import Kind, Meeting, PointKind, State
from fristed.casework.referrals.rules import LISTS
from fristed.interfaces.web import labels
from fristed.interfaces.web.cases.shown import YES_NO

Words = Mapping[str, str | Promise]

KINDS: Words = {
    Kind.REFER: _("Referral"),
    Kind.TRANSFER: _("Transfer"),
    Kind.ASK_TRANSFER: _("Asking to take over"),
}
KINDS_TO_CHOOSE: Words = {
    Kind.REFER: _("Refer: another service opens a case of its own, and yours goes on"),
    Kind.TRANSFER: _("Transfer: somebody else takes the case over, when they accept"),
    Kind.ASK_TRANSFER: _("Ask to take over: who has the case answers"),
}
STATES: Words = {
    State.PROPOSED: _("Being prepared"),
    State.RECORDED: _("Ready to send"),
    State.SENT: _("Waiting for an answer"),
    State.ACCEPTED: _("Accepted"),
    State.WORKING_TOGETHER: _("Working together"),
    State.DECLINED: _("Declined"),
    State.WITHDRAWN: _("Withdrawn"),
    State.CLOSED: _("Ended"),
}
MEETINGS: Words = {
    Meeting.PLANNED: _("Planned"),
    Meeting.HELD: _("Held"),
    Meeting.CANCELLED: _("Cancelled"),
}
POINTS: Words = {
    PointKind.DECISION: _("Decision"),
    PointKind.TASK: _("Task"),
}
COLOURS: Mapping[str, str] = {
    State.SENT: "warning",
    State.ACCEPTED: "success",
    State.WORKING_TOGETHER: "success",
    State.DECLINED: "danger",
}
FIELDS: Words = {
    "main_concern": _("Main concern"),
    "concern_now": _("Concern now"),
    "concern_basis": _("What is known"),
    "gender": _("Gender"),
    "age_band": _("Age at first contact"),
    "country_background": _("Country background"),
    "abroad_case": _("Abroad at first contact"),
    "immigration_reason": _("Immigration case"),
    "agencies_involved": _("Agencies"),
}


def value_words(field: str, values: tuple[str, ...]) -> str:
    """Give the values of a sent field in words."""
    if field == "abroad_case":
        return str(YES_NO[values == ("yes",)])
    return ", ".join(labels.label(LISTS[field], value) for value in values)
