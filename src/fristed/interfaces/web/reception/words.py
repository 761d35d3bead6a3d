"""Words for the codes of receptions."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fristed.casework.reception.codes import Detail, PartKind, PartState, State, Turn, Why

Words = Mapping[str, str | Promise]

STATES: Words = {
    State.REQUESTED: pgettext_lazy("reception", "Asked for"),
    State.PLANNED: pgettext_lazy("reception", "Planned"),
    State.ARRIVED: pgettext_lazy("reception", "Arrived"),
    State.POSTPONED: pgettext_lazy("reception", "Postponed"),
    State.CANCELLED: pgettext_lazy("reception", "Cancelled"),
    State.HANDED_OVER: pgettext_lazy("reception", "Handed over"),
    State.INTERVIEWED: pgettext_lazy("reception", "Mapping interview held"),
}
READY = pgettext_lazy("reception", "All agreed")
COLOURS: Mapping[str, str] = {
    State.REQUESTED: "warning",
    State.PLANNED: "warning",
    State.ARRIVED: "info",
    State.POSTPONED: "danger",
    State.HANDED_OVER: "success",
    State.INTERVIEWED: "success",
}
PARTS: Words = {
    PartKind.POLICE: _("Police at the airport"),
    PartKind.SHELTER: _("Place in a shelter"),
    PartKind.CHILD_WELFARE: _("Child welfare service"),
    PartKind.MEETING: _("Who meets whom"),
}
PART_STATES: Words = {
    PartState.WAITING: pgettext_lazy("part of a reception", "To be asked"),
    PartState.ASKED: pgettext_lazy("part of a reception", "Asked"),
    PartState.AGREED: pgettext_lazy("part of a reception", "Agreed"),
    PartState.DECLINED: pgettext_lazy("part of a reception", "Declined"),
    PartState.OVER: pgettext_lazy("part of a reception", "Not asked any more"),
}
PART_COLOURS: Mapping[str, str] = {
    PartState.ASKED: "warning",
    PartState.AGREED: "success",
    PartState.DECLINED: "danger",
}
TURNS: Words = {
    Turn.COORDINATOR: _("The Expert Team"),
    Turn.MISSION: _("The mission: all is agreed, they can travel"),
    Turn.POLICE: _("The police"),
    Turn.SHELTER: _("The shelter"),
    Turn.CHILD_WELFARE: _("The child welfare service"),
    Turn.MEETER: _("Who meets them"),
    Turn.NOBODY: _("Nobody: it is over"),
}
WHYS: Words = {
    Why.DID_NOT_TRAVEL: _("They did not travel"),
    Why.FLIGHT_CANCELLED: _("The flight was cancelled"),
    Why.STOPPED_AT_BORDER: _("Stopped at the border"),
    Why.NOT_SAFE: _("It was not safe"),
    Why.PERSON_WITHDREW: _("The person did not wish to"),
    Why.OTHER_SOLUTION: _("Another solution was found"),
}
DETAILS: Words = {
    Detail.FLIGHT: _("Flight and time"),
    Detail.AIRPORT: _("Airport"),
    Detail.SHELTER: _("Shelter"),
    Detail.MEETS: _("Who meets them, and where"),
}
EXPECTED = _("Expected")
LEFT = _("Left")
ARRIVED = _("Arrived")
HANDED_OVER = _("Handed over")
INTERVIEWED = _("Mapping interview")
WHY = _("Why")
