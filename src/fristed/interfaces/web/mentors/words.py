"""What matches, offers and reasons are called on the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.mentors.codes import Because, From, Kind, State, Useful, Wanted, Way, Whose, Why

Words = Mapping[str, str | Promise]

STATES: Words = {
    State.REQUESTED: _("Asked for, waits for consent"),
    State.CONSENTED: _("Consented, waits for a mentor"),
    State.MATCHED: _("Matched, not begun"),
    State.ACTIVE: _("Going on"),
    State.ENDED: _("Ended"),
}
COLOURS: Mapping[str, str] = {State.CONSENTED: "warning", State.ACTIVE: "success"}
WHOSE: Words = {
    Whose.CASE: _("Those who work on the case"),
    Whose.ORGANISATION: _("The organisation"),
    Whose.NOBODY: _("Nobody"),
}
KINDS: Words = {
    Kind.MENTOR_FAMILY: _("Mentor family"),
    Kind.RESOURCE_FRIEND: _("Resource friend"),
    Kind.PEER: _("Peer"),
    Kind.GUIDE: _("Guide (los)"),
    Kind.NETWORK: _("Network"),
}
BECAUSE: Words = {
    Because.RESIDENT: _("Lives in the scheme"),
    Because.FORMER_RESIDENT: _("Has lived in the scheme"),
    Because.LOST_FAMILY: _("Has lost the family"),
}
WANTED: Words = {
    Wanted.ANY: _("Any"),
    Wanted.WOMAN: _("A woman"),
    Wanted.MAN: _("A man"),
}
WAYS: Words = {
    Way.IN_PERSON: _("In person"),
    Way.FROM_AFAR: _("By telephone or on a screen"),
    Way.BOTH: _("In person and from afar"),
}
WHYS: Words = {
    Why.GOAL_REACHED: _("The goal is reached"),
    Why.PERSON_WISHED: _("The person wished it"),
    Why.MENTOR_COULD_NOT: _("The mentor could not go on"),
    Why.CONSENT_WITHDRAWN: _("The consent is withdrawn"),
    Why.SECURITY: _("Reasons of security"),
    Why.MOVED: _("Moved away"),
    Why.NONE_FOUND: _("Nobody was found"),
}
GIVEN_BY: Words = {
    From.PERSON: _("The person"),
    From.MENTOR: _("The mentor"),
}
USEFUL: Words = {
    Useful.MUCH: _("Very useful"),
    Useful.SOME: _("Somewhat useful"),
    Useful.LITTLE: _("Of little use"),
    Useful.NOT: _("Of no use"),
}
SHEET: Words = {
    "kind": _("What kind of support?"),
    "age": _("Age"),
    "gender": _("Gender"),
    "way": _("How can they meet?"),
    "because": _("Why is the scheme for this person?"),
    "wanted": _("Which gender should the mentor have?"),
    "ended": _("Why it ended"),
    "safe": _("felt safe"),
    "unsafe": _("did not feel safe"),
}
