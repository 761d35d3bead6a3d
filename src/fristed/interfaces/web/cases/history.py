"""What has happened in a case: from what the register keeps of it, and from the audit trail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.facts import CaseDetail
from fristed.casework.cases.messages import LABELS
from fristed.casework.cases.rules import day_of
from fristed.foundation.audit.queries import TrailLine
from fristed.interfaces.web import labels


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that has happened in a case, with its day."""

    on_date: date
    words: str
    more: str = ""
    is_contact: bool = False


# What the audit trail calls what has been done, in words.
EVENTS: dict[str, str | Promise] = {
    "case.registered": _("Registered the case"),
    "case.contact_added": _("Added a contact"),
    "case.current_concern_added": _("Noted how the concern is now"),
    "case.agencies_updated": _("Changed the agencies"),
    "case.attributes_updated": _("Noted more about the case"),
    "case.main_concern_corrected": _("Corrected the main concern"),
    "case.closed": _("Closed the case"),
    "case.reopened": _("Reopened the case"),
    "case.safe_contact_set": _("Said how to make contact safely"),
    "case.code_given": _("Gave the caller a code"),
    "case.joined_by_code": _("Joined a call to the case by its code"),
    "case.consultation_moved": _("Noted how the consultation stands"),
    "case.linked": _("Decided that two cases are about the same person"),
    "address.graded": _("Changed the protection of the address"),
    "person.written": _("Wrote about the person"),
    "person.read": _("Opened who the person is"),
    "person.removed": _("Took out something about the person"),
    "person.forgotten": _("Forgot who the person is, after destruction"),
    "address.lowering_asked": _("Asked to protect the address less"),
    "move.proposed": _("Prepared a move of the case"),
    "move.ground_recorded": _("Recorded the ground for a move"),
    "move.sent": _("Sent a referral, a transfer or a question about taking over"),
    "move.withdrawn": _("Withdrew what had been sent"),
    "move.declined": _("Declined what had been sent"),
    "move.accepted": _("Accepted what had been sent"),
    "move.assigned": _("Said who shall answer what has been sent"),
    "move.together": _("Noted that both sides work together"),
    "move.closed": _("Ended a referral"),
    "journey.drafted": _("Drafted an application for a journey home"),
    "journey.receiver_named": _("Named who in the Expert Team has a journey home"),
    "journey.submitted": _("Sent an application for a journey home"),
    "journey.withdrawn": _("Took back an application for a journey home"),
    "journey.document_noted": _("Noted that a paper for the journey home has come"),
    "journey.step_checked": _("Noted a step of the consular checklist"),
    "journey.condition_answered": _("Answered a condition for the refund"),
    "journey.information_requested": _("Asked for more about a journey home"),
    "journey.information_given": _("Answered what was asked about a journey home"),
    "journey.decided": _("Decided on a refund"),
    "journey.ticket_booked": _("Noted a ticket"),
    "journey.travelled": _("Noted who travelled home"),
    "journey.not_travelled": _("Noted that nobody travelled"),
    "journey.returned": _("Noted that somebody has come home"),
    "journey.reception_asked": _("Asked for reception with a journey home"),
    "journey.reception_dropped": _("Dropped the reception of a journey home"),
    "journey.claimed": _("Claimed a refund"),
    "journey.settled": _("Settled a refund"),
    "journey.read": _("Read an application for a journey home"),
    "journey.button_pressed": _("Took a step with a journey home"),
    "reception.requested": _("Asked for a reception"),
    "reception.coordinator_named": _("Named who in the Expert Team has a reception"),
    "reception.planned": _("Planned a reception"),
    "reception.reopened": _("Re-opened what was agreed for a reception"),
    "reception.part_asked": _("Asked for a part of a reception"),
    "reception.part_answered": _("Answered for a part of a reception"),
    "reception.left": _("Noted that those expected have left"),
    "reception.arrived": _("Noted an arrival"),
    "reception.handed_over": _("Noted that those who came are handed over"),
    "reception.interviewed": _("Noted a mapping interview"),
    "reception.postponed": _("Postponed a reception"),
    "reception.cancelled": _("Cancelled a reception"),
    "reception.details_written": _("Wrote sealed details of a reception"),
    "reception.details_destroyed": _("Destroyed the sealed details of a reception"),
    "reception.details_read": _("Opened the sealed details of a reception"),
    "reception.read": _("Read a reception"),
    "reception.part_read": _("Read their own part of a reception"),
    "reception.button_pressed": _("Took a step with a reception"),
    "move.read": _("Read what has been sent"),
    "conference.called": _("Called a case conference"),
    "conference.linked": _("Linked the case to a case conference"),
    "conference.point_recorded": _("Recorded what a case conference came to"),
    "conference.task_done": _("Noted that a task of a case conference is done"),
    "conference.ended": _("Held or cancelled a case conference"),
    "conference.people_left_out": _("Left out of a case conference who may not hear of the case any more"),
    "conference.read": _("Read about a case conference"),
    "team.case_assigned": _("Made somebody responsible for the case"),
    "team.member_added": _("Let somebody work on the case"),
    "outcome.noted": _("Noted the outcome"),
    "outcome.state_noted": _("Noted how the person is"),
    "outcome.answers_noted": _("Noted what the asker answered"),
    "outcome.follow_up_left_out": _("Left the follow-up after six months out"),
    "team.member_removed": _("Ended that somebody works on the case"),
    "party.noted": _("Noted somebody in the case"),
    "party.corrected": _("Corrected what is noted of somebody in the case"),
    "party.taken_away": _("Took away somebody who was noted in the case"),
    "housing.asked": _("Asked for a place to live"),
    "housing.mapped": _("Noted the mapping interview of who needs a place"),
    "housing.wishes_changed": _("Changed what is needed of a dwelling"),
    "housing.security_asked": _("Asked the police for a security recommendation"),
    "housing.security_passed_on": _("Passed the question on to a police district"),
    "housing.security_answered": _("Noted what the police recommend"),
    "housing.assessed": _("Assessed whether a place is right"),
    "housing.family_work_noted": _("Noted work with the family"),
    "housing.family_talk_noted": _("Noted a talk about the family"),
    "housing.offered": _("Offered a place"),
    "housing.put_on_waiting_list": _("Put somebody on the waiting list for a place"),
    "housing.accepted": _("Noted that an offered place was accepted"),
    "housing.declined": _("Noted that an offered place was declined"),
    "housing.not_offered": _("Decided that no place is offered"),
    "housing.allocated": _("Gave away a place"),
    "housing.places_given_up": _("Gave a place up before moving in"),
    "housing.moved_in": _("Noted that somebody moved in"),
    "housing.move_out_planned": _("Planned that somebody moves out"),
    "housing.moved_out": _("Noted that somebody moved out"),
    "housing.extended": _("Recorded an exception: a stay beyond nine months"),
    "housing.followed_up": _("Noted a follow-up after moving out"),
    "housing.closed": _("Ended the matter of a place to live"),
    "housing.warned": _("Warned that a stay has lasted long"),
    "housing.read": _("Read about a place to live"),
    "mentor.asked": _("Asked for a mentor"),
    "mentor.consented": _("Noted the consent to a mentor organisation"),
    "mentor.matched": _("Matched with a mentor"),
    "mentor.unmatched": _("Noted that a mentor could not after all"),
    "mentor.begun": _("Noted that the work with a mentor began"),
    "mentor.ended": _("Ended the work with a mentor"),
    "mentor.feedback_given": _("Noted feedback on a mentor"),
    "mentor.read": _("Read about a mentor"),
    "paper.form_read": _("Opened the form for a paper about a case"),
    "paper.list_read": _("Read which summaries of a case were given"),
    "paper.advice_printed": _("Printed a paper with advice for the asker"),
    "paper.summary_given": _("Gave a summary of a case to somebody outside"),
    "plan.read": _("Opened the plans of the case"),
    "plan.form_read": _("Opened a form of the plans"),
    "plan.alarm_read": _("Opened an alarm"),
    "plan.button_pressed": _("Pressed a button in the plans"),
    "plan.task_set": _("Set a task"),
    "plan.task_done": _("Noted a task as done"),
    "plan.task_reopened": _("Noted that a task was not done after all"),
    "plan.signs_promised": _("Noted promised signs of life"),
    "plan.sign_came": _("Noted that a promised sign of life came"),
    "plan.sign_withdrawn": _("Noted that a sign of life is not promised any more"),
    "plan.sign_awaited_again": _("Noted that a sign of life is waited for after all"),
    "plan.alarm_fired": _("An alarm fired: a promised sign of life did not come"),
    "plan.alarm_looked_at": _("Looks into an alarm"),
    "plan.alarm_answered": _("Answered an alarm"),
    "plan.leader_told": _("The leader was told of an alarm that nobody had looked at"),
    "plan.contact_written": _("Wrote how signs of life are given"),
    "plan.safety_written": _("Wrote the safety plan"),
    "plan.review_due": _("The safety plan was due to be looked at again"),
    "plan.month_remembered": _("Sealed a month to be remembered"),
    "plan.month_forgotten": _("Deleted a sealed month"),
    "plan.month_came": _("A sealed month came, became a task and was deleted"),
}


@dataclass(frozen=True, slots=True)
class Trace:
    """Who did what in a case, and when, as the audit trail says."""

    at: datetime
    words: str
    username: str


def traces(lines: Iterable[TrailLine]) -> Iterator[Trace]:
    """Put lines of the audit trail into words, newest first."""
    for line in reversed(list(lines)):
        yield Trace(line.at, str(EVENTS.get(line.event, line.event)), line.actor_username)


def happenings(detail: CaseDetail) -> list[Happening]:
    """Give what has happened, newest first; on one day the closing stands first, the first contact last."""
    oldest_first = sorted(_happenings(detail), key=lambda happening: happening.on_date)
    return oldest_first[::-1]


def _happenings(detail: CaseDetail) -> Iterator[Happening]:
    concern = labels.label("main_concerns", detail.main_concern)
    if detail.known_since_date != detail.first_contact_date:
        yield Happening(detail.known_since_date, gettext("Registered as a grey-zone case"))
    if not detail.corrections:
        yield Happening(detail.first_contact_date, gettext("First contact"), concern, is_contact=True)
    else:
        first = labels.label("main_concerns", detail.corrections[0].old_concern)
        yield Happening(detail.first_contact_date, gettext("First contact"), first, is_contact=True)
    for day in detail.contact_dates[1:]:
        yield Happening(day, gettext("Contact"), is_contact=True)
    for noted in detail.current_concerns:
        yield Happening(noted.on_date, gettext("Concern now"), labels.label("main_concerns", noted.concern))
    for correction in detail.corrections:
        changed = gettext("%(old)s became %(new)s. %(reason)s. By %(who)s.") % {
            "old": labels.label("main_concerns", correction.old_concern),
            "new": labels.label("main_concerns", correction.new_concern),
            "reason": LABELS[correction.reason],
            "who": correction.by_username,
        }
        yield Happening(day_of(correction.at), gettext("Main concern corrected"), changed)
    if detail.closed_date:
        yield Happening(detail.closed_date, gettext("Closed"))
