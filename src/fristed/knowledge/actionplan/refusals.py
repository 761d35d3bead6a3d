"""What is refused about action plans, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "unknown_value": _("Choose one of the values in the list."),
        "day_missing": _("Say which day."),
        "day_before_plan": _("This day is before the plan begins."),
        "day_to_come": _("This has not happened yet: choose today or an earlier day."),
        "text_too_long": _("The text is too long. Write at most 2,000 letters, or 200 in a short field."),
        "identity_number": _("This looks like a national identity number. Write no persons here."),
        "title_missing": _("Say in a few words what it is, with at most 200 letters."),
        "reference_missing": _("Say where it is found, with at most 300 letters."),
        "no_address": _("Write a whole address that begins with https://."),
        "no_figure": _("Write the year and the id of a published number, as 2024/s.kt.total."),
        "figure_not_printed": _("No such number is printed in the published statistics of that year."),
        "figure_shows_activity": _("A number shows activity only."),
        "not_proved": _("It is done only when the evidence shows what was promised. Give such evidence too."),
        "no_decision": _("Say which documented decision it rests on that this is not pursued."),
        "evidence_carries": _(
            "The status rests on this evidence. Change the status first, or give other evidence."
        ),
        "changed_meanwhile": _(
            "Somebody else has written meanwhile. Both versions stand below: choose, and save again."
        ),
        "plan_there": _("Another plan with this key is loaded. A plan that differs needs its own key."),
        "plan_not_right": _("The file is not a plan in the right form, and nothing is stored."),
        "no_such_ministry": _("Choose a ministry that stands behind a plan."),
        "no_such_writer": _("Choose somebody who has the role of writing for a ministry."),
        "writes_already": _("This person writes for the ministry already."),
        "no_such_commitment": _("There is no such commitment in the plan."),
        "too_many_commitments": _("These are too many commitments for one line. Choose fewer."),
        "stage_not_next": _("A proposal goes forward only. Somebody may have taken a step meanwhile."),
        "no_name_of_persons": _("Do not name a private person."),
        "organisation_missing": _("Say which organisation it was."),
    }
)


class PlanRefused(Refused):
    """Something about an action plan is refused; nothing is changed."""

    MESSAGES = MESSAGES
