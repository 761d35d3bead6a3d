"""The codes of this room: the states of the scheme in their order, and why something was decided."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

HOME = "KT"
"""The service whose officers may be named to an address: the one that the directorate in charge leads."""


class State(StrEnum):
    """How far somebody has come, from the first question about a place to the end of aftercare."""

    CONTACT = "contact"
    MAPPED = "mapping_interview"
    SECURITY_ASKED = "request_for_security_recommendation"
    RECOMMENDED = "recommended"
    NOT_RECOMMENDED = "not_recommended"
    ASSESSED = "assessed"
    WAITING = "waiting_list"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    NOT_OFFERED = "not_offered"
    ALLOCATED = "allocated"
    MOVED_IN = "moved_in"
    MOVE_OUT_PLANNED = "move_out_planned"
    MOVED_OUT = "moved_out"
    FOLLOWED_UP = "follow_up"
    CLOSED = "closed"


FOLLOWS: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.CONTACT: frozenset({State.MAPPED, State.NOT_OFFERED}),
        # Who is in the pilot for those who return needs no threat in Norway, and so no recommendation.
        State.MAPPED: frozenset({State.SECURITY_ASKED, State.ASSESSED, State.NOT_OFFERED}),
        State.SECURITY_ASKED: frozenset({State.RECOMMENDED, State.NOT_RECOMMENDED, State.NOT_OFFERED}),
        State.RECOMMENDED: frozenset({State.ASSESSED, State.NOT_OFFERED}),
        State.NOT_RECOMMENDED: frozenset({State.ASSESSED, State.NOT_OFFERED}),
        State.ASSESSED: frozenset({State.OFFERED, State.WAITING, State.NOT_OFFERED}),
        State.WAITING: frozenset({State.OFFERED, State.NOT_OFFERED}),
        State.OFFERED: frozenset({State.ACCEPTED, State.WAITING, State.NOT_OFFERED}),
        State.ACCEPTED: frozenset({State.ALLOCATED, State.WAITING, State.NOT_OFFERED}),
        State.ALLOCATED: frozenset({State.MOVED_IN, State.WAITING, State.NOT_OFFERED}),
        State.MOVED_IN: frozenset({State.MOVE_OUT_PLANNED, State.MOVED_OUT}),
        State.MOVE_OUT_PLANNED: frozenset({State.MOVED_OUT}),
        State.MOVED_OUT: frozenset({State.FOLLOWED_UP, State.CLOSED}),
        State.FOLLOWED_UP: frozenset({State.FOLLOWED_UP, State.CLOSED}),
        State.NOT_OFFERED: frozenset({State.CLOSED}),
        State.CLOSED: frozenset(),
    }
)
"""What may come after what. Each step needs who, when and, where something is decided, why."""

BEFORE_DECISION = frozenset(
    {State.CONTACT, State.MAPPED, State.SECURITY_ASKED, State.RECOMMENDED, State.NOT_RECOMMENDED}
)
UNDER_ASSESSMENT = BEFORE_DECISION - {State.CONTACT}
"""Somebody is being assessed from the mapping interview until it is decided whether a place is right."""
IN_A_PLACE = frozenset({State.MOVED_IN, State.MOVE_OUT_PLANNED})
HOLDING_A_PLACE = IN_A_PLACE | {State.ALLOCATED}
OVER = frozenset({State.NOT_OFFERED, State.CLOSED})


class Whose(StrEnum):
    """Whose step comes next, so that a wait has an address."""

    OFFICER = "officer"
    POLICE = "police"
    PERSON = "person"
    PLACE = "place"
    PROVIDER = "provider"
    NOBODY = "nobody"


WAITS_FOR: Mapping[State, Whose] = MappingProxyType(
    {
        State.CONTACT: Whose.OFFICER,
        State.MAPPED: Whose.OFFICER,
        State.SECURITY_ASKED: Whose.POLICE,
        State.RECOMMENDED: Whose.OFFICER,
        State.NOT_RECOMMENDED: Whose.OFFICER,
        State.ASSESSED: Whose.OFFICER,
        State.WAITING: Whose.PLACE,
        State.OFFERED: Whose.PERSON,
        State.ACCEPTED: Whose.OFFICER,
        State.ALLOCATED: Whose.PROVIDER,
        State.MOVED_IN: Whose.PROVIDER,
        State.MOVE_OUT_PLANNED: Whose.PROVIDER,
        State.MOVED_OUT: Whose.OFFICER,
        State.FOLLOWED_UP: Whose.OFFICER,
        State.NOT_OFFERED: Whose.OFFICER,
        State.CLOSED: Whose.NOBODY,
    }
)


class Scheme(StrEnum):
    """Which scheme a place is asked for in; both stand in one queue."""

    HOUSING = "housing"
    RETURN_PILOT = "return_pilot"


class From(StrEnum):
    """Who came with the question."""

    EXPERT_TEAM = "expert_team"
    DIVERSITY_ADVISER = "diversity_adviser"
    SPECIAL_ENVOY = "special_envoy"
    POLICE = "police"
    SHELTER = "shelter"
    NAV = "nav"
    RETURNED = "returned"
    OTHER = "other"


class Suitability(StrEnum):
    """Whether a place is right for somebody."""

    SUITABLE = "suitable"
    ON_CONDITIONS = "suitable_on_conditions"
    NOT_SUITABLE = "not_suitable"


class Ground(StrEnum):
    """What an assessment rests on."""

    PROTECTION_AND_WISH = "needs_protection_and_wishes_help"
    PILOT_CRITERIA = "meets_criteria_of_pilot"
    NO_NEED = "does_not_need_protection"
    NO_WISH = "does_not_wish_help"
    NEEDS_OTHER = "needs_another_kind_of_help"


FOR_A_PLACE = frozenset({Ground.PROTECTION_AND_WISH, Ground.PILOT_CRITERIA})


class Why(StrEnum):
    """Why somebody waits, is not offered a place, says no, or loses one; and how a stay ended."""

    WITHDREW = "withdrew"
    OTHER_SOLUTION = "other_solution"
    UNSUITABLE = "offer_unsuitable"
    TO_FAMILY = "returned_to_family"
    SECURITY = "security"
    NO_FREE_PLACE = "no_free_place"
    NONE_FITS = "no_place_fits"
    TOO_FAR = "too_far_from_school_or_work"
    WISHES_TO_WAIT = "wishes_to_wait_for_another"
    OWN_HOME = "own_home"
    RELATIVES = "other_relatives"
    OTHER_MEASURE = "another_measure"
    NOT_KNOWN = "not_known"


NOT_OFFERED_WHY = (Why.WITHDREW, Why.OTHER_SOLUTION, Why.UNSUITABLE, Why.TO_FAMILY, Why.SECURITY)
WAITING_WHY = (Why.NO_FREE_PLACE, Why.NONE_FITS, Why.TOO_FAR, Why.WISHES_TO_WAIT, Why.SECURITY)
MOVED_OUT_WHY = (
    Why.OWN_HOME,
    Why.RELATIVES,
    Why.TO_FAMILY,
    Why.OTHER_MEASURE,
    Why.SECURITY,
    Why.WITHDREW,
    Why.NOT_KNOWN,
)
WHY: Mapping[State, tuple[Why, ...]] = MappingProxyType(
    {State.WAITING: WAITING_WHY, State.NOT_OFFERED: NOT_OFFERED_WHY, State.MOVED_OUT: MOVED_OUT_WHY}
)
"""Which reasons a step takes. A step that is not here takes none."""


class Need(StrEnum):
    """What somebody needs of a dwelling, and what a dwelling has."""

    STEP_FREE = "step_free"
    ROUND_THE_CLOCK = "round_the_clock"
    THERAPEUTIC = "therapeutic_follow_up"
    OWN_ENTRANCE = "own_entrance"
    SCHOOL_NEAR = "school_near"


class WishKind(StrEnum):
    """What is noted of where somebody can live."""

    NEED = "need"
    SHUNNED_ZONE = "shunned_zone"
    PILOT_CRITERION = "pilot_criterion"


class Criterion(StrEnum):
    """The added problems that the return pilot is for."""

    SHORT_RESIDENCE = "short_residence_or_childhood_abroad"
    HEALTH = "health_consequences"
    DISABILITY = "disability"
    ILLNESS = "physical_or_mental_illness"
    DRUGS = "earlier_drug_use"
    CRIME = "earlier_crime"


class Gender(StrEnum):
    """Who can live in a dwelling."""

    ALL = "all"
    WOMEN = "female"
    MEN = "male"


class FamilyResult(StrEnum):
    """What came of work with the family."""

    GOES_ON = "goes_on"
    SAFE_CONTACT = "safe_contact_is_possible"
    NO_SAFE_CONTACT = "safe_contact_is_not_possible"
    BROKEN_OFF = "broken_off"


class TalkWith(StrEnum):
    """With whom a talk was: the person and the family are talked with apart."""

    PERSON = "person"
    FAMILY = "family"


class Going(StrEnum):
    """Why somebody stays beyond nine months."""

    NO_HOME_YET = "no_home_yet"
    THREAT_REMAINS = "threat_remains"
    TREATMENT = "treatment_goes_on"
    CHILD_SCHOOL_YEAR = "school_year_of_a_child"
    RECEIVING_NOT_READY = "receiving_municipality_not_ready"


class After(StrEnum):
    """How somebody is after moving out, as the follow-up found."""

    SAFE = "safe"
    NEEDS_MORE = "needs_more_help"
    BACK_AT_RISK = "back_at_risk"
    NOT_REACHED = "not_reached"
