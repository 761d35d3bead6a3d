"""Words for what the trail holds as codes."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.audit.reading import READ_AS, READ_IN
from fristed.interfaces.web import labels

Words = str | Promise

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
    "handed_over": _("To give a summary to somebody outside"),
}


def facts_words(written: str) -> str:
    """Give the coded facts of a line so that they can be read: who read, by role and service, and codes."""
    facts = json.loads(written)
    role, service = str(facts.pop(READ_AS, "")), str(facts.pop(READ_IN, ""))
    reader = [str(ROLES.get(role, role)), labels.service(service) if service else ""]
    others = [f"{name} {value}" for name, value in facts.items() if value != ""]
    return ", ".join(filter(None, [*others, *reader]))
