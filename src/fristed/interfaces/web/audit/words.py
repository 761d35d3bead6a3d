"""Words for what the trail holds as codes."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.audit.reading import READ_AS, READ_IN
from fristed.interfaces.web import labels
from fristed.interfaces.web.cases.history import EVENTS as CASE_EVENTS

Words = str | Promise

EVENTS: Mapping[str, Words] = {
    **CASE_EVENTS,
    "start.read": _("Opened the start page"),
    "case.list_read": _("Read the list of cases"),
    "case.read": _("Read a case"),
    "case.step_read": _("Opened a form in a case"),
    "case.form_read": _("Opened the form for a new case"),
    "case.work_list_read": _("Read the work list of a year"),
    "grey_zone.registered": _("Registered a grey-zone case"),
    "grey_zone.list_read": _("Read the list of grey-zone cases"),
    "grey_zone.read": _("Opened a grey-zone case"),
    "import.list_read": _("Read the list of imports"),
    "import.report_read": _("Read what was found in a file of cases"),
    "cases.imported": _("Stored cases from a file"),
    "cases.exported": _("Took coded rows out"),
    "export.file_read": _("Was given a file of coded rows"),
    "protection.read": _("Read how the statistics are protected"),
    "retention.lists_read": _("Read the lists of what is due for destruction"),
    "retention.list_read": _("Read a list of what is due for destruction"),
    "retention.due_read": _("Looked for what is due for destruction"),
    "retention.certificate_read": _("Read a certificate of destruction"),
    "read.refused": _("Was refused"),
    "access.broken_glass": _("Broke the glass to a case"),
    "address.read": _("Read a protected address"),
    "person.page_read": _("Read what may be held about the person of a case"),
    "person.form_read": _("Opened the form about the person of a case"),
    "place.page_read": _("Opened the page of a place"),
    "place.read": _("Opened where the person is"),
    "place.passphrase_wrong": _("Gave a wrong passphrase"),
    "basis.proposed": _("Proposed what a service may hold about persons"),
    "basis.confirmed": _("Confirmed what a service may hold about persons"),
    "basis.refused": _("Refused a proposal of what a service may hold"),
    "basis.cleared": _("Took out what had no legal basis"),
    "handover.asked": _("Asked for a hand-over for resettlement"),
    "handover.confirmed": _("Confirmed a hand-over for resettlement"),
    "grant.given": _("Gave somebody access"),
    "access_log.read": _("Read who has looked at a case"),
    "trail.read": _("Read the log"),
    "review.read": _("Read what stands out in the log"),
    "review.verdict_given": _("Said what came of something in the log"),
    "trail.checkpoint_made": _("Signed a checkpoint of the log"),
    "trail.anchored": _("Gave a checkpoint to a holder outside"),
    "trail.verified": _("Verified the log"),
    "account.created": _("Created an account"),
    "account.signed_in": _("Signed in"),
    "account.signed_out": _("Signed out"),
    "account.sign_in_refused": _("Was turned away at the door"),
}
RULES: Mapping[str, Words] = {
    "break_glass": _("Broke the glass to a case"),
    "address": _("Read protected addresses"),
    "outside_unit": _("Read cases of another service"),
    "many_reads": _("Read unusually many cases"),
    "refused": _("Was refused again and again"),
    "at_night": _("Read cases at night"),
    "without_work": _("Read cases without working in them"),
    "export": _("Took coded rows out"),
}
MEANINGS: Mapping[str, Words] = {
    "break_glass": _(
        "Every time is looked at. The count is the breaking and what was read of the case after."
    ),
    "address": _("Every day with such a reading is looked at, whoever it was and whatever the reason."),
    "outside_unit": _("The cases were registered by another service. A grant may be the reason."),
    "many_reads": _("Far more than on the person's own other days, and more than colleagues read."),
    "refused": _("Asked for cases that do not exist or are not for this person. It may be a wrong link."),
    "at_night": _("Between ten in the evening and six in the morning. It may have been a duty."),
    "without_work": _(
        "Nothing was done in these cases by the same person, neither in the month before nor in the two "
        "weeks after. Somebody may have stood in for a colleague."
    ),
    "export": _("The rows hold codes and no name. See that the purpose still holds and the file is deleted."),
}
VERDICTS: Mapping[str, Words] = {
    "fine": _("There is a good reason"),
    "asked": _("Asked; an answer is awaited"),
    "reported": _("Reported further"),
}
ROLES: Mapping[str, Words] = {
    "leader": _("Leader"),
    "case_worker": _("Case worker"),
    "owner": _("System owner"),
    "staff": _("Other staff"),
}
PURPOSES: Mapping[str, Words] = {
    "casework": _("Work in the case"),
    "own_access": _("To give you this log"),
    "address": _("To use a protected address"),
    "emergency": _("Access in an emergency"),
}


def event_words(event: str) -> str:
    """Give an event in words; one without words is shown by its code."""
    return str(EVENTS.get(event, event))


def facts_words(written: str) -> str:
    """Give the coded facts of a line so that they can be read: who read, by role and service, and codes."""
    facts = json.loads(written)
    role, service = str(facts.pop(READ_AS, "")), str(facts.pop(READ_IN, ""))
    reader = [str(ROLES.get(role, role)), labels.service(service) if service else ""]
    others = [f"{name} {value}" for name, value in facts.items() if value != ""]
    return ", ".join(filter(None, [*others, *reader]))
