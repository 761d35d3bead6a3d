"""Every verb and reading of teams and moves, and how each ends for whom; kept by hand.

``past`` means let in by permission and reach; what the verb then says of the values is tested elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from fristed.casework.cases.actions import register_case
from fristed.casework.cases.queries import case_within_reach
from fristed.casework.plans import actions as plans
from fristed.casework.plans import queries as planned
from fristed.casework.referrals import actions as moves
from fristed.casework.referrals import queries as sent
from fristed.casework.referrals.conferences import actions as meeting
from fristed.casework.referrals.conferences import queries as meetings
from fristed.casework.referrals.models import Move
from fristed.casework.teams import actions as teams
from fristed.casework.teams import queries as who
from fristed.foundation.identity.access.queries import stood_in_for_by_grant
from fristed.foundation.identity.facts import Actor
from fristed.foundation.notifying import actions as notices
from fristed.foundation.notifying import queries as noticed
from fristed.statistics.overlap.queries import measured_overlap
from tests.access.chain_roles import WITHOUT_STATISTICS
from tests.access.modes_table import leads, of, on_a_case
from tests.access.vault_table import anybody, nobody, works_with_cases
from tests.spec.cast import actor, at_ten, plain_case

DAY = date(2024, 3, 4)
AT = at_ten(DAY)
# What calls each verb, as an actor, on a case of a service.
Call = Callable[[Actor, str, str], Any]
Rule = Callable[[Actor, str], str]
WEEK = {"starts_at": AT, "ends_at": AT + timedelta(days=7)}


def given(by: Actor) -> dict[str, Any]:
    """Give who and when."""
    return {"by": by, "at": AT}


ASKED = {"MR": "SU", "SU": "KT", "KT": "MR"}


def prepared(service: str, *, is_sent: bool = False) -> str:
    """Give a referral from a case of a service to the next one, prepared or sent."""
    by = actor("sender", service, "case_worker", account_id=901)
    case = register_case(draft=plain_case(service, DAY), by=by, at=AT).reference
    asked = {"kind": "refer", "service": ASKED[service], "to": None, "fields": ["gender"], "letter": ""}
    move = moves.propose_move(reference=case, **asked, **given(by))  # type: ignore[arg-type]
    if is_sent:
        moves.record_ground(reference=move, ground="consent_of_person", **given(by))
        moves.send_move(reference=move, **given(by))
    return move


# Referrals that are there before a verb is tried, by the service that sends and whether they are sent.
PREPARED: dict[tuple[str, bool], str] = {}
CALLED: dict[str, str] = {}


def prepare(service: str) -> None:
    """Make a referral that is prepared and one that is sent, and a conference that the next service is in."""
    for is_sent in (False, True):
        PREPARED[service, is_sent] = prepared(service, is_sent=is_sent)
    by = actor("sender", service, "case_worker", account_id=901)
    case = register_case(draft=plain_case(service, DAY), by=by, at=AT).reference
    asked = {"on_date": DAY, "purpose": "", "accounts": [], "agencies": ["police"]}
    ground = "anonymous_consultation"
    CALLED[service] = meeting.call_conference(reference=case, **asked, ground=ground, **given(by))  # type: ignore[arg-type]


def as_asked(by: Actor, service: str) -> str:
    """Who works in the service that is asked answers; to others that work with cases it is not there."""
    if not works_with_cases(by, service):
        return "NotPermitted"
    # The sender is told that it waits for an answer that is not theirs to give.
    return "past" if by.service in (service, ASKED[service]) else "CaseNotFound"


def only_asked(by: Actor, service: str) -> str:
    """The same, where the sender finds nothing either."""
    if not works_with_cases(by, service):
        return "NotPermitted"
    return "past" if by.service == ASKED[service] else "CaseNotFound"


def reads_statistics(by: Actor, _service: str) -> bool:
    """Everybody but who has no role, and those in the chain."""
    return by.username not in WITHOUT_STATISTICS


MOVES: Mapping[str, tuple[Call, Rule]] = {
    "propose_move": (
        lambda by, _s, ref: moves.propose_move(
            reference=ref, kind="", service="", to=None, fields=[], letter="", **given(by)
        ),
        on_a_case,
    ),
    "record_ground": (
        lambda by, s, _r: moves.record_ground(reference=PREPARED[s, False], ground="", **given(by)),
        on_a_case,
    ),
    "send_move": (lambda by, s, _r: moves.send_move(reference=PREPARED[s, False], **given(by)), on_a_case),
    "withdraw_move": (
        lambda by, s, _r: moves.withdraw_move(reference=PREPARED[s, False], **given(by)),
        on_a_case,
    ),
    "begin_working_together": (
        lambda by, s, _r: moves.begin_working_together(reference=PREPARED[s, False], **given(by)),
        on_a_case,
    ),
    "close_move": (lambda by, s, _r: moves.close_move(reference=PREPARED[s, False], **given(by)), on_a_case),
    "decline_move": (
        lambda by, s, _r: moves.decline_move(reference=PREPARED[s, True], reason="", **given(by)),
        as_asked,
    ),
    "accept_move": (
        lambda by, s, _r: moves.accept_move(reference=PREPARED[s, True], **given(by)),
        as_asked,
    ),
    "assign_move": (
        lambda by, s, _r: moves.assign_move(reference=PREPARED[s, True], to=0, **given(by)),
        only_asked,
    ),
    "read_letter": (
        lambda by, s, _r: moves.read_letter(reference=PREPARED[s, True], **given(by)),
        as_asked,
    ),
    "move_detail": (lambda by, s, _r: sent.move_detail(by, PREPARED[s, True]), as_asked),
    "move_within_reach": (
        lambda by, s, _r: sent.move_within_reach(by, PREPARED[s, True]),
        as_asked,
    ),
    "links_of": (lambda by, _s, ref: sent.links_of(by, ref), on_a_case),
    "work_on": (lambda by, _s, ref: sent.work_on(by, ref), on_a_case),
    "moves_and_links_of": (lambda by, _s, ref: sent.moves_and_links_of(by, ref), on_a_case),
    "team_of_case": (lambda by, _s, ref: who.team_of_case(by, case_within_reach(by, ref)), on_a_case),
    "asked_of": (lambda by, _s, _r: sent.asked_of(by), of(works_with_cases)),
    "moves_of_cases": (lambda by, _s, _r: sent.moves_of_cases(by), of(works_with_cases)),
    "inbox_of": (lambda by, _s, _r: sent.inbox_of(by), of(works_with_cases)),
    "moves_of_day": (lambda by, _s, _r: sent.moves_of_day(by), of(works_with_cases)),
    "outbox_of": (lambda by, _s, _r: sent.outbox_of(by), of(works_with_cases)),
    "waiting_for_a_representative": (
        lambda by, _s, _r: sent.waiting_for_a_representative(by),
        of(works_with_cases),
    ),
    "measured_overlap": (lambda by, _s, _r: measured_overlap(by, at=AT), of(reads_statistics)),
    "call_conference": (
        lambda by, _s, ref: meeting.call_conference(
            reference=ref, on_date=None, purpose="", accounts=[], agencies=[], ground="", **given(by)
        ),
        on_a_case,
    ),
    "link_to_conference": (
        lambda by, s, _r: meeting.link_to_conference(reference=CALLED[s], own="", **given(by)),
        on_a_case,
    ),
    "record_point": (
        lambda by, s, _r: meeting.record_point(reference=CALLED[s], kind="", words="", **given(by)),
        on_a_case,
    ),
    "finish_agreed_task": (
        lambda by, s, _r: meeting.finish_agreed_task(reference=CALLED[s], number=9, **given(by)),
        on_a_case,
    ),
    "end_conference": (
        lambda by, s, _r: meeting.end_conference(reference=CALLED[s], state="", **given(by)),
        on_a_case,
    ),
    "read_conference": (
        lambda by, s, _r: meeting.read_conference(reference=CALLED[s], **given(by)),
        on_a_case,
    ),
    "conference_detail": (lambda by, s, _r: meetings.conference_detail(by, CALLED[s]), on_a_case),
    "conference_within_reach": (
        lambda by, s, _r: meetings.conference_within_reach(by, CALLED[s]),
        on_a_case,
    ),
    "conferences_of": (lambda by, _s, _r: meetings.conferences_of(by), of(works_with_cases)),
    "conferences_within_reach": (
        lambda by, _s, _r: meetings.conferences_within_reach(by),
        of(works_with_cases),
    ),
    # Of a move that its caller was given.
    "is_sender": (
        lambda by, s, _r: sent.is_sender(by, Move.objects.get(reference=PREPARED[s, False])),
        of(anybody),
    ),
    "may_answer": (
        lambda by, s, _r: sent.may_answer(by, Move.objects.get(reference=PREPARED[s, False])),
        of(anybody),
    ),
    "assign_case": (lambda by, _s, ref: teams.assign_case(reference=ref, to=99, **given(by)), on_a_case),
    "add_to_team": (lambda by, _s, ref: teams.add_to_team(reference=ref, account=99, **given(by)), on_a_case),
    "remove_from_team": (
        lambda by, _s, ref: teams.remove_from_team(reference=ref, account=99, **given(by)),
        on_a_case,
    ),
    "arrange_stand_in": (
        lambda by, _s, _r: teams.arrange_stand_in(away=by.account_id, stand_in=99, **WEEK, **given(by)),
        of(works_with_cases),
    ),
    "end_stand_in": (lambda by, _s, _r: teams.end_stand_in(key=99, **given(by)), of(works_with_cases)),
    "give_fields_of_work": (
        lambda by, _s, _r: teams.give_fields_of_work(account=99, fields=[], **given(by)),
        of(leads),
    ),
    "team_of": (lambda by, _s, ref: who.team_of(by, ref), on_a_case),
    "colleagues_to_choose": (lambda by, _s, _r: who.colleagues_to_choose(by), of(works_with_cases)),
    "stand_ins_in_service": (lambda by, _s, _r: who.stand_ins_in_service(by), of(works_with_cases)),
    "references_in_care_of": (lambda by, _s, _r: who.references_in_care_of(by), of(works_with_cases)),
    "set_task": (
        lambda by, _s, ref: plans.set_task(
            reference=ref, kind="call", account=None, due_date=DAY, text="", **given(by)
        ),
        on_a_case,
    ),
    "finish_task": (lambda by, _s, ref: plans.finish_task(reference=ref, key="x", **given(by)), on_a_case),
    "reopen_task": (lambda by, _s, ref: plans.reopen_task(reference=ref, key="x", **given(by)), on_a_case),
    "promise_signs": (
        lambda by, _s, ref: plans.promise_signs(
            reference=ref, first_date=DAY, by_time=None, every_days=1, times=1, **given(by)
        ),
        on_a_case,
    ),
    "note_sign": (lambda by, _s, ref: plans.note_sign(reference=ref, key="x", **given(by)), on_a_case),
    "withdraw_sign": (
        lambda by, _s, ref: plans.withdraw_sign(reference=ref, key="x", **given(by)),
        on_a_case,
    ),
    "await_sign": (lambda by, _s, ref: plans.await_sign(reference=ref, key="x", **given(by)), on_a_case),
    "look_at_alarm": (
        lambda by, _s, ref: plans.look_at_alarm(reference=ref, key="x", **given(by)),
        on_a_case,
    ),
    "answer_alarm": (
        lambda by, _s, ref: plans.answer_alarm(
            reference=ref, key="x", answer="reached", text="x", **given(by)
        ),
        on_a_case,
    ),
    "write_contact_plan": (
        lambda by, _s, ref: plans.write_contact_plan(reference=ref, text="x", version=0, **given(by)),
        on_a_case,
    ),
    "write_safety_plan": (
        lambda by, _s, ref: plans.write_safety_plan(
            reference=ref, text="x", review_date=DAY, version=0, **given(by)
        ),
        on_a_case,
    ),
    "remember_month": (
        lambda by, _s, ref: plans.remember_month(reference=ref, month=date(2025, 3, 1), age=18, **given(by)),
        on_a_case,
    ),
    "forget_month": (lambda by, _s, ref: plans.forget_month(reference=ref, key="x", **given(by)), on_a_case),
    "read_plans": (lambda by, _s, ref: plans.read_plans(reference=ref, **given(by)), on_a_case),
    "read_alarm": (lambda by, _s, ref: plans.read_alarm(reference=ref, key="x", **given(by)), on_a_case),
    "case_of_plans": (lambda by, _s, ref: planned.case_of_plans(by, ref), on_a_case),
    "day_for": (lambda by, _s, _r: planned.day_for(replace(by, at=AT)), of(works_with_cases)),
    "oversight_of": (lambda by, _s, _r: planned.oversight_of(replace(by, at=AT)), of(leads)),
    "without_contact_plan": (
        lambda by, _s, _r: planned.without_contact_plan(replace(by, at=AT)),
        of(works_with_cases),
    ),
    "saved_filters_of": (lambda by, _s, _r: planned.saved_filters_of(by), of(works_with_cases)),
    "save_filter": (
        lambda by, _s, _r: plans.save_filter(codes={"status": "open"}, **given(by)),
        of(works_with_cases),
    ),
    "remove_filter": (lambda by, _s, _r: plans.remove_filter(key="x", **given(by)), of(works_with_cases)),
    "fire_alarms": (lambda by, _s, _r: plans.fire_alarms(**given(by)), of(nobody)),
    "tell_leaders": (lambda by, _s, _r: plans.tell_leaders(**given(by)), of(nobody)),
    "fire_reviews": (lambda by, _s, _r: plans.fire_reviews(**given(by)), of(nobody)),
    "fire_months": (lambda by, _s, _r: plans.fire_months(**given(by)), of(nobody)),
    "send_mails": (lambda by, _s, _r: notices.send_mails(**given(by)), of(nobody)),
    "notify": (
        lambda by, _s, ref: notices.notify(account_ids=[99], kind="alarm", reference=ref, **given(by)),
        of(anybody),
    ),
    "read_given_notices": (lambda by, _s, _r: notices.read_given_notices(**given(by)), of(anybody)),
    "set_mail_address": (
        lambda by, _s, _r: notices.set_mail_address(address="a@example.no", **given(by)),
        of(anybody),
    ),
    "remove_mail_address": (lambda by, _s, _r: notices.remove_mail_address(**given(by)), of(anybody)),
    "given_notices_of": (lambda by, _s, _r: noticed.given_notices_of(by), of(anybody)),
    "unread_given_notices": (lambda by, _s, _r: noticed.unread_given_notices(by), of(anybody)),
    "mail_address_of": (lambda by, _s, _r: noticed.mail_address_of(by), of(anybody)),
    "own_account": (lambda by, _s, _r: noticed.own_account(by), of(anybody)),
    # Answers whether, never why not.
    "is_in_team": (lambda by, _s, ref: who.is_in_team(by, ref), of(anybody)),
    "stood_in_for": (lambda by, _s, _r: who.stood_in_for(by), of(anybody)),
    "stood_in_for_by_grant": (lambda by, s, ref: stood_in_for_by_grant(by, s, ref), of(anybody)),
}
MOVES_WITHOUT_AN_ACTOR: Mapping[str, str] = {
    "members_of": "gives accounts, to a room that has decided who may know",
    "settle_notices": "notes that what was told of is dealt with, for a verb that has decided who may",
    "representatives": "tells who has a field of work, nothing of any case",
    "names_of_accounts": "tells what staff are called, where the accounts have been given to the actor",
    "protected": "hides what is small in facts that its caller was given",
    "sets_of_services": "names services, nothing of any case",
    "people": "gives who works here, nothing of any case",
    "in_care": "narrows rows that its caller may read",
    "to_be_told": "is asked of a case that its caller was given",
    "who_may_work_on": "is asked of a case that its caller was given",
    "outline_beside": "reads a page that its caller was given",
    "counted_beside": "reads a page that its caller was given",
    "plans_beside": "says what a page is to be read with",
    "moves_beside": "says what a page is to be read with",
    "task_lines": "is asked of a case that its caller was given",
    "sign_lines": "is asked of a case that its caller was given",
    "languages_of": "gives how staff are written to, nothing of any case",
    "stand_ins_by_grant": "gives accounts, to a room that has decided who may know",
    "may_work_on": "is asked of a case that its caller was given",
}
