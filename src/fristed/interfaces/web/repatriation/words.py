"""Words for the codes of journeys home."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from fristed.casework.repatriation.codes import (
    Answer,
    CountryFact,
    DocumentKind,
    Ground,
    NotTravelled,
    State,
    Status,
    Step,
    Turn,
    Value,
)

Words = Mapping[str, str | Promise]

STATES: Words = {
    State.DRAFTED: pgettext_lazy("journey", "Draft"),
    State.SUBMITTED: pgettext_lazy("journey", "Sent"),
    State.INFORMATION_REQUESTED: pgettext_lazy("journey", "More is asked for"),
    State.GRANTED: pgettext_lazy("journey", "Granted"),
    State.REFUSED: pgettext_lazy("journey", "Refused"),
    State.TICKET_BOOKED: pgettext_lazy("journey", "Ticket booked"),
    State.TRAVELLED: pgettext_lazy("journey", "Travelled"),
    State.NOT_TRAVELLED: pgettext_lazy("journey", "Did not travel"),
    State.SETTLED: pgettext_lazy("journey", "Settled"),
    State.WITHDRAWN: pgettext_lazy("journey", "Withdrawn"),
}
COLOURS: Mapping[str, str] = {
    State.SUBMITTED: "warning",
    State.INFORMATION_REQUESTED: "warning",
    State.GRANTED: "success",
    State.REFUSED: "danger",
    State.TICKET_BOOKED: "info",
    State.TRAVELLED: "success",
    State.NOT_TRAVELLED: "danger",
}
TURNS: Words = {
    Turn.MISSION: _("The mission"),
    Turn.DECIDER: _("The Expert Team, which decides"),
    Turn.COORDINATOR: _("The Expert Team, which co-ordinates the reception"),
    Turn.NOBODY: _("Nobody: it is over"),
}
GROUNDS: Words = {
    Ground.CONDITIONS_MET: _("Granted: the conditions are met"),
    Ground.EXCEPTION: _("Granted as an exception"),
    Ground.NOT_TARGET_GROUP: _("Refused: not whom the scheme is for"),
    Ground.NO_PERMIT: _("Refused: neither a citizen nor a valid permit"),
    Ground.CAN_PAY: _("Refused: can pay"),
    Ground.OTHER_SOURCE: _("Refused: somebody else can pay"),
    Ground.NOT_DOCUMENTED: _("Refused: the need is not documented"),
    Ground.NO_PRIOR_APPROVAL: _("Refused: booked before it was granted"),
}
ANSWERS: Words = {
    Answer.MET: pgettext_lazy("condition", "Met"),
    Answer.NOT_MET: pgettext_lazy("condition", "Not met"),
    Answer.UNCLEAR: pgettext_lazy("condition", "Unclear"),
}
DOCUMENTS: Words = {
    DocumentKind.APPLICATION: _("Application"),
    DocumentKind.ECONOMY: _("Declaration of economy"),
    DocumentKind.RESIDENCE: _("Citizenship or residence permit"),
    DocumentKind.IDENTITY: _("Identity or travel papers"),
    DocumentKind.CUSTODY: _("Papers on custody or consent"),
    DocumentKind.TRAVEL_PLAN: _("Travel plan"),
    DocumentKind.RECEIPTS: _("Receipts"),
}
NOT_TRAVELLED: Words = {
    NotTravelled.STOPPED_AT_BORDER: _("Stopped at the border"),
    NotTravelled.RELATIVES: _("Held back by relatives"),
    NotTravelled.PAPERS: _("Papers were missing"),
    NotTravelled.FLIGHT_CANCELLED: _("The flight was cancelled"),
    NotTravelled.NOT_SAFE: _("It was not safe"),
    NotTravelled.PERSON_WITHDREW: _("The person did not wish to"),
}
STEPS: Words = {
    Step.COMES_TO_MISSION: _("The person has come to the mission"),
    Step.TRAVEL_DOCUMENTS: _("Travel papers are in order"),
    Step.PERMIT_VALID: _("The residence permit has not lapsed"),
    Step.RELATIVES_EXIT_BAN: _("It is checked whether relatives have had the person stopped at the border"),
    Step.NORWEGIAN_EXIT_BAN: _(
        "It is checked whether there is a Norwegian ban on taking the child abroad (measure 25)"
    ),
    Step.CUSTODY: _("Custody, and who must consent, is clear"),
    Step.DUAL_CITIZENSHIP: _("Dual citizenship, and what it means there, is clear"),
    Step.SAFE_WAY: _("There is a safe way to the airport"),
}
COUNTRY_FACTS: Words = {
    CountryFact.MISSION: _("Norwegian mission in the country"),
    CountryFact.ENVOY: _("Special envoy in the country"),
    CountryFact.HAGUE_1980: _("Partner in the Hague Convention of 1980 (child abduction)"),
    CountryFact.HAGUE_1996: _("Partner in the Hague Convention of 1996 (protection of children)"),
    CountryFact.RELATIVES_BAN: _("Relatives can have somebody stopped at the border"),
}
VALUES: Words = {Value.YES: _("Yes"), Value.NO: _("No"), Value.UNCLEAR: _("Not known")}
STATUSES: Words = {
    Status.VERIFIED: _("Read in the source itself"),
    Status.UNVERIFIED: _("Not verified"),
}
SOURCES = (
    gettext_noop("Joint annual report 2024, ch. 4, on circular F-02-18"),
    gettext_noop("Secondary summary of circular F-02-18"),
    gettext_noop("Circular G-10/2016, assumed kept in F-02-18"),
    gettext_noop(
        "General knowledge; check the status table of the Hague Conference, "
        "also whether it is in force with Norway"
    ),
    gettext_noop(
        "Joint annual report 2024, ch. 2.5 and 4: relatives can have somebody stopped at the border "
        "in some countries; which is not said"
    ),
    gettext_noop("Joint annual report 2024: special envoys in Ankara, Amman, Islamabad and Nairobi"),
    gettext_noop(
        "Joint annual report 2024: special envoys sit at missions there; "
        "action plan 2025-2028: no mission in Kabul"
    ),
)
"""Where the conditions and facts that come with Fristed were read."""


def source_words(source: str) -> str:
    """Say where something was read; what is noted here later stands as it was written."""
    return gettext(source) if source in SOURCES else source


TRAVEL = _("Day of travel on the ticket")
ARRIVAL = _("Day of arrival on the ticket")
TRAVELLED = _("Travelled")
WHY = _("Why nobody travelled")
CLAIMED = _("Claimed, in kroner")
RECEIPTS = _("Number of receipts")
PAID = _("Paid, in kroner")
