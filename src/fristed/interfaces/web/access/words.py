"""What decisions, gradings and ties are called on the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.identity.access.codes import Grading, Level, Outcome, TieKind
from fristed.foundation.identity.access.facts import RuleId
from fristed.foundation.identity.clients.facts import ClientState
from fristed.foundation.identity.rules import Permission

Words = Mapping[str, str | Promise]

GRADINGS: Words = {
    Grading.NONE: _("Not graded"),
    Grading.CONFIDENTIAL: _("Confidential address (code 7)"),
    Grading.STRICTLY: _("Strictly confidential address (code 6)"),
}
GRADINGS_MEAN: Words = {
    Grading.NONE: _("Everybody who works on cases in the service may see the case."),
    Grading.CONFIDENTIAL: _("Only those who are named to the case see it."),
    Grading.STRICTLY: _("Only those of this service who are named to the case see it."),
}
TIES: Words = {
    TieKind.SELF: _("The case is about me"),
    TieKind.KIN: _("The case is about my family"),
    TieKind.PARTNER: _("The case is about my present or former partner"),
    TieKind.OTHER: _("I have another tie: a friend, a neighbour, a party to the matter"),
}
LEVELS: Words = {
    Level.READ: _("Read"),
    Level.WORK: _("Read and follow up"),
}
OUTCOMES: Words = {
    Outcome.JUSTIFIED: _("It was needed"),
    Outcome.NOT_JUSTIFIED: _("It was not needed"),
}
GROUNDS: Words = {
    RuleId.OWN_SERVICE: _("Works with cases in the service"),
    RuleId.GRANT: _("Has been given access for a time"),
    RuleId.BROKEN_GLASS: _("Opened the case in an emergency"),
}

SCOPES: Words = {
    Permission.CASE_REGISTER: _("Register cases"),
    Permission.CASE_FOLLOW_UP: _("Follow up cases: contacts, notes, tasks, answers to moves"),
}
CLIENT_STATES: Words = {
    ClientState.ASKED: _("Waits for a second person"),
    ClientState.CONFIRMED: _("Confirmed, without a token"),
    ClientState.IN_USE: _("In use"),
    ClientState.ENDED: _("Ended"),
    ClientState.REVOKED: _("Revoked"),
}


def grading_words(grading: str) -> str:
    """Give what a grading is called, or nothing where the address is not graded."""
    return "" if grading == Grading.NONE else str(GRADINGS[grading])
