"""What states, reasons and needs of the housing and support scheme are called on the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.housing.codes import (
    After,
    Criterion,
    FamilyResult,
    From,
    Gender,
    Going,
    Ground,
    Need,
    Scheme,
    State,
    Suitability,
    TalkWith,
    Whose,
    Why,
)
from fristed.methods.placement import Reason

Words = Mapping[str, str | Promise]

STATES: Words = {
    State.CONTACT: _("A place is asked for"),
    State.MAPPED: _("Mapping interview held"),
    State.SECURITY_ASKED: _("The police are asked"),
    State.RECOMMENDED: _("Recommended by the police"),
    State.NOT_RECOMMENDED: _("Not recommended by the police"),
    State.ASSESSED: _("Assessed"),
    State.WAITING: _("On the waiting list"),
    State.OFFERED: _("A place is offered"),
    State.ACCEPTED: _("The person has said yes"),
    State.NOT_OFFERED: _("No place is offered"),
    State.ALLOCATED: _("A place is given"),
    State.MOVED_IN: _("Moved in"),
    State.MOVE_OUT_PLANNED: _("Moving out is planned"),
    State.MOVED_OUT: _("Moved out"),
    State.FOLLOWED_UP: _("Followed up"),
    State.CLOSED: _("Over"),
}
COLOURS: Mapping[str, str] = {
    State.SECURITY_ASKED: "warning",
    State.WAITING: "warning",
    State.MOVED_IN: "success",
    State.MOVE_OUT_PLANNED: "success",
    State.NOT_RECOMMENDED: "danger",
    State.NOT_OFFERED: "danger",
}
WHOSE: Words = {
    Whose.OFFICER: _("Housing officer"),
    Whose.POLICE: _("The police"),
    Whose.PERSON: _("The person"),
    Whose.PLACE: _("A free place"),
    Whose.PROVIDER: _("The provider"),
    Whose.NOBODY: _("Nobody"),
}
SCHEMES: Words = {
    Scheme.HOUSING: _("Housing and support"),
    Scheme.RETURN_PILOT: _("Pilot for those who return"),
}
CAME_FROM: Words = {
    From.EXPERT_TEAM: _("The Expert Team"),
    From.DIVERSITY_ADVISER: _("A diversity adviser"),
    From.SPECIAL_ENVOY: _("A special envoy"),
    From.POLICE: _("Police"),
    From.SHELTER: _("A crisis shelter"),
    From.NAV: _("Nav"),
    From.RETURNED: _("The person, after return from abroad"),
    From.OTHER: _("Somebody else"),
}
SUITABILITIES: Words = {
    Suitability.SUITABLE: _("A place is right"),
    Suitability.ON_CONDITIONS: _("A place is right on conditions"),
    Suitability.NOT_SUITABLE: _("A place is not right"),
}
GROUNDS: Words = {
    Ground.PROTECTION_AND_WISH: _("Needs protection and wishes to receive help"),
    Ground.PILOT_CRITERIA: _("Meets the criteria of the pilot"),
    Ground.NO_NEED: _("Does not need protection"),
    Ground.NO_WISH: _("Does not wish to receive help"),
    Ground.NEEDS_OTHER: _("Needs another kind of help"),
}
WHYS: Words = {
    Why.WITHDREW: _("The person withdrew"),
    Why.OTHER_SOLUTION: _("Another solution was found"),
    Why.UNSUITABLE: _("The offer does not suit the person"),
    Why.TO_FAMILY: _("Went back to the family"),
    Why.SECURITY: _("Reasons of security"),
    Why.NO_FREE_PLACE: _("No place is free"),
    Why.NONE_FITS: _("No free place fits"),
    Why.TOO_FAR: _("Too far from school or work"),
    Why.WISHES_TO_WAIT: _("Wishes to wait for another place"),
    Why.OWN_HOME: _("To a home of their own"),
    Why.RELATIVES: _("To other relatives"),
    Why.OTHER_MEASURE: _("To another measure"),
    Why.NOT_KNOWN: _("Not known"),
}
NEEDS: Words = {
    Need.STEP_FREE: _("Without steps"),
    Need.ROUND_THE_CLOCK: _("Staff round the clock"),
    Need.THERAPEUTIC: _("Therapeutic follow-up"),
    Need.OWN_ENTRANCE: _("An entrance of its own"),
    Need.SCHOOL_NEAR: _("A school nearby"),
}
CRITERIA: Words = {
    Criterion.SHORT_RESIDENCE: _("Has lived in Norway for a short time, or grew up abroad"),
    Criterion.HEALTH: _("Consequences for health"),
    Criterion.DISABILITY: _("A disability"),
    Criterion.ILLNESS: _("Physical or mental illness"),
    Criterion.DRUGS: _("Earlier use of drugs"),
    Criterion.CRIME: _("Earlier crime"),
}
GENDERS: Words = {
    Gender.ALL: _("All"),
    Gender.WOMEN: _("Women"),
    Gender.MEN: _("Men"),
}
FAMILY_RESULTS: Words = {
    FamilyResult.GOES_ON: _("It goes on"),
    FamilyResult.SAFE_CONTACT: _("Safe contact is possible"),
    FamilyResult.NO_SAFE_CONTACT: _("Safe contact is not possible"),
    FamilyResult.BROKEN_OFF: _("Broken off"),
}
TALKS: Words = {
    TalkWith.PERSON: _("With the person"),
    TalkWith.FAMILY: _("With the family"),
}
GOING: Words = {
    Going.NO_HOME_YET: _("There is no home to move to yet"),
    Going.THREAT_REMAINS: _("The threat remains"),
    Going.TREATMENT: _("Treatment goes on"),
    Going.CHILD_SCHOOL_YEAR: _("The school year of a child"),
    Going.RECEIVING_NOT_READY: _("The municipality that receives is not ready"),
}
AFTER: Words = {
    After.SAFE: _("Safe"),
    After.NEEDS_MORE: _("Needs more help"),
    After.BACK_AT_RISK: _("At risk again"),
    After.NOT_REACHED: _("Not reached"),
}
REASONS: Words = {
    Reason.TOO_FEW_PLACES: _("Too few free places"),
    Reason.NOT_CLEARED: _("Not cleared by the police on that day"),
    Reason.ZONE_SHUNNED: _("In a zone to keep away from"),
    Reason.ZONE_NEAR: _("Beside a zone to keep away from"),
    Reason.NEED_NOT_MET: _("A need is not met"),
    Reason.NO_CHILDREN: _("Takes no children"),
    Reason.NO_COUPLES: _("Takes no couples"),
    Reason.GENDER: _("For another gender"),
}
NAMES: Words = {
    "came_from": _("Who came with the question"),
    "suitability": _("Assessment"),
    "ground": _("Ground"),
    "needs": _("What the dwelling must have"),
    "shuns": _("Zones to keep away from"),
    "criteria": _("Criteria of the pilot"),
    "is_wished": _("Work with the family is wished"),
    "office": _("The family counselling office takes part"),
    "conditions": _("Conditions"),
    "talks": _("Talks"),
    "result": _("Result"),
    "dwelling": _("Dwelling"),
    "moved_in": _("Moved in"),
    "last_day": _("Last day"),
    "ended": _("Moved out"),
    "exception": _("Exception beyond nine months"),
}
YES_OR_NO: Mapping[bool, str | Promise] = {True: _("Yes"), False: _("No")}


def choices(words: Words, codes: Iterable[str] | None = None) -> list[tuple[str, str | Promise]]:
    """Give codes with their words, for a field of a form; all of them, or some in their order."""
    chosen = list(words) if codes is None else list(codes)
    return [(str(code), words[code]) for code in chosen]
