"""Words for the codes of plans and of notices."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fristed.casework.plans.codes import Answer, SignState, TaskKind
from fristed.foundation.notifying.codes import NoticeKind

Words = str | Promise

TASK_KINDS: Mapping[str, Words] = {
    TaskKind.CALL: _("Call or write to the person"),
    TaskKind.MEET: _("Meet"),
    TaskKind.AGENCY: _("Bring in or follow up an agency"),
    TaskKind.WRITE: _("Write or send something"),
    TaskKind.DOCUMENTS: _("Papers: permit, passport, consent"),
    TaskKind.TRAVEL: _("Travel and reception"),
    TaskKind.REMINDER: _("Reminder"),
    TaskKind.OTHER: pgettext_lazy("task", "Something else"),
}
ANSWERS: Mapping[str, Words] = {
    Answer.REACHED: _("We have reached the person"),
    Answer.AGREED_ANEW: _("We know that the person is safe, and have agreed anew"),
    Answer.POLICE: _("We have told the police"),
    Answer.MISSION: _("We have told a diplomatic mission"),
    Answer.CHILD_WELFARE: _("We have told the child welfare service"),
}
STATES: Mapping[SignState, Words] = {
    SignState.PROMISED: pgettext_lazy("sign of life", "Promised"),
    SignState.KEPT: pgettext_lazy("sign of life", "Came"),
    SignState.LATE: pgettext_lazy("sign of life", "Came late"),
    SignState.MISSED: pgettext_lazy("sign of life", "Did not come"),
    SignState.WITHDRAWN: pgettext_lazy("sign of life", "Withdrawn"),
}
COLOURS: Mapping[SignState, str] = {
    SignState.PROMISED: "info",
    SignState.KEPT: "success",
    SignState.LATE: "warning",
    SignState.MISSED: "danger",
    SignState.WITHDRAWN: "neutral",
}
NOTICES: Mapping[NoticeKind, Words] = {
    NoticeKind.ALARM: _("A promised sign of life did not come"),
    NoticeKind.ALARM_NOT_LOOKED_AT: _("Nobody has looked at an alarm"),
    NoticeKind.TASK_GIVEN: _("You have been set a task"),
    NoticeKind.MONTH_CAME: _("A remembered month has come"),
    NoticeKind.REVIEW_DUE: _("A safety plan is to be looked at again"),
    NoticeKind.CASE_ASSIGNED: _("You have become responsible for a case"),
    NoticeKind.PLACE_GIVEN: _("A place in one of your dwellings has been given to somebody"),
    NoticeKind.STAY_LONG: _("A stay has lasted six, eight or nine months"),
    NoticeKind.MOVE_CAME: _("A referral or a transfer waits for an answer"),
    NoticeKind.MOVE_ANSWERED: _("What you asked of another service is answered"),
    NoticeKind.JOURNEY_CAME: _("An application for a journey home has come"),
    NoticeKind.JOURNEY_MOVED: _("An application for a journey home has come further"),
    NoticeKind.RECEPTION_CAME: _("A reception is asked for"),
    NoticeKind.RECEPTION_ASKED: _("You are asked to agree to your part of a reception"),
    NoticeKind.RECEPTION_ANSWERED: _("A part of a reception is answered"),
    NoticeKind.RECEPTION_CHANGED: _("A reception has changed. Look at it again"),
}
AGE_REACHED = _("This month the person turns %(age)s. Consent and rules may change.")
