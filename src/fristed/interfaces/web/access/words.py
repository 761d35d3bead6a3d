"""What decisions, gradings, ties, roles and permissions are called on the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.identity.access.codes import Grading, Level, Outcome, TieKind
from fristed.foundation.identity.access.facts import RuleId

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
PERMISSIONS: Words = {
    "case.read": _("See the cases of one's own service"),
    "case.register": _("Register a case or a grey-zone case in one's own service"),
    "case.follow_up": _("Add contacts, current concerns and agencies; close and reopen"),
    "case.correct": _("Correct the main concern of a case, with a reason"),
    "case.import": _("Store many cases from a file in one's own service"),
    "case.export": _("Take the coded rows of one's own service's register out, with a purpose"),
    "case.protect": _(
        "Grade the address of a case, keep its block list and say who may see it in spite of the grading"
    ),
    "case.break_glass": _(
        "Open a case of another service for a day at most in an emergency, with notice and review"
    ),
    "access.govern": _(
        "Give and end access to one's own service's cases, end blocks and ties, review emergency access"
    ),
    "access_log.give": _("Give a person the log of who has looked at the person's case"),
    "audit.review": _("Look into unusual reading and say what came of it, never of one's own"),
    "year.confirm": _("Stand by what one's own service has registered in a year"),
    "statistics.read": _("Read the protected statistics"),
    "release.compute": _(
        "Freeze, count, protect, store and publish the statistics of a year; see what is hidden, why and "
        "at what cost, from which some hidden counts follow"
    ),
    "release.sign_off": _("Sign off statistics that somebody else has made"),
    "report.edit": _("Write and arrange the annual report, and ask services and directorates to contribute"),
    "report.approve": _("Approve prose of the annual report that somebody else has written"),
    "report.contribute": _(
        "Read the annual report while it is written, remark on it, and approve for one's own directorate"
    ),
    "leaks.find": _("Upload tables and see what their readers can work out"),
    "account.create": _("Create accounts and give them roles"),
    "roles.give": _(
        "See accounts, give and take roles, close accounts: a leader in the own service, never one's own"
    ),
    "account.help": _(
        "Help staff who cannot sign in, of one's own service or of all, and end their sessions"
    ),
    "place.read": _("Read and write places that one is a named officer of, with a passphrase"),
    "place.name": _("Open a place for a case in one's own service and name its officers"),
    "escrow.hold": _("Hold a part of the escrow of places, if appointed"),
    "escrow.appoint": _("Appoint the three who hold the escrow of places"),
    "retention.review": _("Review and carry out lists of what is due for destruction in one's own service"),
    "audit.read": _("Read and verify the audit trail"),
    "person.read": _(
        "Open what is held about the person of a case in one's own service, where there is a legal basis"
    ),
    "person.write": _(
        "Write and remove what is held about the person of a case in one's own service, likewise"
    ),
    "basis.read": _("See what one's own service may hold about persons, and on which legal basis"),
    "basis.decide": _(
        "Propose what one's own service may hold about persons; confirm what a system owner proposed"
    ),
    "basis.oversee": _(
        "See what every service may hold about persons; propose it, or confirm what a leader proposed"
    ),
    "handover.ask": _("Ask to hand a threatened person's few facts over for resettlement"),
    "handover.confirm": _("Confirm a hand-over for resettlement that somebody else has asked for"),
}


def grading_words(grading: str) -> str:
    """Give what a grading is called, or nothing where the address is not graded."""
    return "" if grading == Grading.NONE else str(GRADINGS[grading])
