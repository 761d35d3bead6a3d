"""What the kinds, codes and choices of the journal are called on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fristed.casework.journal.codes import Flag, Kind, Obstacle, ObstacleState, Told, Visibility
from fristed.casework.journal.facts import NAME, RISK, SEVERITY, TEXT

Words = Mapping[str, str | Promise]

KINDS: Words = {
    Kind.NOTE: _("Note"),
    Kind.ADVICE: _("Advice given"),
    Kind.CHILD_AGREEMENT: _("Agreed with the child"),
    Kind.JUDGEMENT: _("Judgement of risk and severity"),
    Kind.DECISION: _("Decision"),
    Kind.CONCERN_REPORT: _("Concern report sent"),
    Kind.OBSTACLE: _("In the way of a return"),
    Kind.FLAG: _("Flag"),
    Kind.FILE: _("File"),
}
VISIBILITIES: Words = {
    Visibility.CASE_TEAM: _("Those who work on the case"),
    Visibility.SERVICE: _("Everybody in the service who may see the case"),
    Visibility.AUTHOR_AND_LEADER: _("I and the leader of the service"),
    Visibility.REACH: _("Everybody who may see the case"),
}
SEEN_BY: Words = {
    Visibility.CASE_TEAM: _("The case team"),
    Visibility.SERVICE: _("The service"),
    Visibility.AUTHOR_AND_LEADER: _("Author and leader"),
    Visibility.REACH: "",
}
TOLD: Words = {
    Told.YES: _("The person was told"),
    Told.NO: _("The person was not told"),
    Told.LATER: _("The person will be told later"),
}
OBSTACLES: Words = {
    Obstacle.PERMIT: _("Residence permit"),
    Obstacle.DOCUMENTS: _("Passport or other documents"),
    Obstacle.FATHERS_CONSENT: _("The father's consent"),
    Obstacle.BAN_ON_LEAVING: _("A ban on leaving, asked for by relatives"),
    Obstacle.OTHER_JURISDICTION: _("Another country's law or courts"),
}
OBSTACLE_STATES: Words = {
    ObstacleState.UNSOLVED: _("Not solved"),
    ObstacleState.BEING_SOLVED: _("Being solved"),
    ObstacleState.SOLVED: pgettext_lazy("obstacle", "Solved"),
}
FLAGS: Words = {
    Flag.PHONE_WATCHED: _("The phone may be watched"),
    Flag.NO_LETTERS_HOME: _("Send nothing to the home"),
    Flag.ONLY_WHEN_AGREED: _("Make contact only as agreed"),
    Flag.INTERPRETER_WITH_CARE: _("Choose the interpreter with care"),
    Flag.TRAVEL_SOON: _("A journey abroad may be near"),
    Flag.MEDIA_INTEREST: _("Journalists ask about the case"),
}
FIELDS: Words = {
    TEXT: _("Text"),
    RISK: _("How I judge the risk"),
    SEVERITY: _("How I judge the severity"),
    NAME: _("File"),
}
GROUNDS = _("Grounds")


@dataclass(frozen=True, slots=True)
class Writing:
    """The words of the page on which one kind of entry is written."""

    slug: str
    link: str | Promise
    explanation: str | Promise
    done: str | Promise


WRITINGS: Mapping[Kind, Writing] = {
    Kind.NOTE: Writing(
        "note", _("Write a note"), _("What others need to know to go on."), _("It is written.")
    ),
    Kind.ADVICE: Writing(
        "advice", _("Note advice given"), _("What was advised, and to whom by role."), _("It is written.")
    ),
    Kind.CHILD_AGREEMENT: Writing(
        "agreed-with-child",
        _("Note what is agreed with the child"),
        _("What was agreed before the parents are contacted, and in which order things happen."),
        _("It is written."),
    ),
    Kind.JUDGEMENT: Writing(
        "judgement",
        _("Note your judgement of risk and severity"),
        _("Your own professional judgement, in your own words. Nothing is computed from it."),
        _("It is written."),
    ),
    Kind.DECISION: Writing(
        "decision",
        _("Note a decision"),
        _("What was decided, by whom by role, and why."),
        _("It is written."),
    ),
    Kind.CONCERN_REPORT: Writing(
        "concern-report",
        _("Note that a concern report was sent"),
        _("Only when, to whom, and whether the person was told. What stood in it is not kept here."),
        _("It is noted."),
    ),
    Kind.OBSTACLE: Writing(
        "obstacle",
        _("Note what stands in the way of a return"),
        _("Each with how far it has come, and since when."),
        _("It is noted."),
    ),
    Kind.FLAG: Writing(
        "flag",
        _("Set a flag"),
        _("Everybody who opens the case sees it at once, until the day it ends."),
        _("The flag is set."),
    ),
    Kind.FILE: Writing(
        "file",
        _("Put in a file"),
        _("Who made the file, when and where is taken out of it, and it is sealed. It is not shown here."),
        _("The file is cleaned and sealed."),
    ),
}
BY_SLUG: Mapping[str, Kind] = {writing.slug: kind for kind, writing in WRITINGS.items()}
SHOWN: Words = {
    "": _("Everything"),
    "contacts": _("Contacts"),
    "events": _("Events"),
    "notes": pgettext_lazy("journal", "Notes"),
    "files": _("Files"),
}
