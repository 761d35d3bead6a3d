"""What states, steps and parts of outreach are called on the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.assignments.codes import Stand, State

Words = Mapping[str, str | Promise]

STATES: Words = {
    State.REQUESTED: _("Asked for"),
    State.PASSED_ON: _("Passed on, waits for an answer"),
    State.ACCEPTED: _("Accepted, no day yet"),
    State.PLANNED: _("Planned"),
    State.HELD: _("Carried out"),
    State.DECLINED: _("Declined"),
    State.CANCELLED: _("Called off"),
}
STATE_COLOURS: Mapping[str, str] = {
    State.REQUESTED: "warning",
    State.PASSED_ON: "warning",
    State.PLANNED: "info",
    State.HELD: "success",
}
STANDS: Words = {
    Stand.SUMMONED: _("Called as witness"),
    Stand.CHECKED: _("Checked for conflicts"),
    Stand.ACCEPTED: _("Accepted, to be prepared"),
    Stand.DECLINED: _("Declined"),
    Stand.PREPARED: _("Prepared"),
    Stand.TESTIFIED: _("Has testified"),
    Stand.CALLED_OFF: _("Not needed after all"),
}
STAND_COLOURS: Mapping[str, str] = {
    Stand.SUMMONED: "warning",
    Stand.CHECKED: "warning",
    Stand.PREPARED: "info",
    Stand.TESTIFIED: "success",
}
EVERYWHERE = _("No county: digital for all, or abroad")
SHARES: Words = {
    "girls": _("Girls"),
    "boys": _("Boys"),
    "others": _("Others"),
    "useful_to_askers": _("Useful, say askers"),
    "useful_to_readers": _("Useful, say readers"),
}
FACTS: Words = {
    "audience": _("Whose competence is raised"),
    "subject": _("What it is about"),
    "form": _("How they meet"),
    "county": _("County"),
    "partner": _("Together with"),
    "asker": _("Who asks for it"),
    "agency": _("Agency"),
    "contact": _("Contact at the agency"),
    "wished": _("Day that they wish"),
    "planned": _("Day that is agreed on"),
    "held": _("Held on"),
    "participants": _("Took part"),
    "week": _("Week of competence-raising"),
    "helpers": _("Services that take part"),
    "asked": _("Asked first"),
    "why": _("Why not"),
}
