"""Moves of a case: referred, handed over, asked for; accepted, declined, withdrawn. Nobody sees more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from fristed.casework.cases.actions import (
    block_staff,
    close_case,
    declare_tie,
    grade_address,
    name_staff,
    register_case,
)
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_detail, case_history
from fristed.casework.referrals.actions import (
    accept_move,
    assign_move,
    begin_working_together,
    close_move,
    decline_move,
    propose_move,
    protect_address,
    read_letter,
    record_ground,
    send_move,
    withdraw_move,
)
from fristed.casework.referrals.codes import State
from fristed.casework.referrals.fact_queries import link_facts
from fristed.casework.referrals.facts import LinkFact
from fristed.casework.referrals.models import BlindLink, Move
from fristed.casework.referrals.queries import (
    inbox_of,
    links_of,
    move_detail,
    moves_and_links_of,
    moves_of_day,
    outbox_of,
)
from fristed.casework.referrals.refusals import MoveRefused
from fristed.casework.teams.actions import arrange_stand_in
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.access.codes import Grading
from fristed.foundation.identity.access.models import Block
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.queries import actor_with_id
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.notifying.queries import given_notices_of
from tests.spec.cast import at_ten, plain_case

DAY = date(2024, 3, 4)
AT = at_ten(date(2024, 3, 11))
LETTER = "She says that the trip is planned for June."
pytestmark = pytest.mark.django_db


def somebody(number: int, service: str, role: str = "case_worker") -> Actor:
    """Create somebody with an account and a role, as the door meets them."""
    name = f"p{number}"
    row = Account.objects.create(pk=number, username=name, display_name=name, service=service)
    row.grants.create(role=role, granted_at=AT)
    return actor_with_id(number, at=AT)


@dataclass
class Cast:
    """An adviser with a case, a colleague, envoys, the Expert Team, and somebody without cases."""

    aud: Actor
    berit: Actor
    cem: Actor
    ceren: Actor
    ivar: Actor
    bo: Actor
    eli: Actor
    case: str


@pytest.fixture
def cast() -> Cast:
    aud = somebody(201, "MR")
    case = register_case(draft=plain_case("MR", DAY), by=aud, at=at_ten(DAY)).reference
    return Cast(
        aud,
        somebody(202, "MR"),
        somebody(203, "SU"),
        somebody(204, "SU"),
        somebody(205, "SU", "service_leader"),
        somebody(206, "KT"),
        somebody(207, "FT", "competence_adviser"),
        case,
    )


def proposed(cast: Cast, by: Actor | None = None, **changes: Any) -> str:
    """Propose a referral to the envoys, changed as asked."""
    asked: dict[str, Any] = {
        "reference": cast.case,
        "kind": "refer",
        "service": "SU",
        "to": None,
        "fields": ["main_concern", "age_band"],
        "letter": LETTER,
    }
    return propose_move(**{**asked, **changes}, by=by or cast.aud, at=AT)


def sent(cast: Cast, by: Actor | None = None, **changes: Any) -> str:
    """Propose, record a ground, and send."""
    move = proposed(cast, by, **changes)
    record_ground(reference=move, ground="consent_of_person", by=by or cast.aud, at=AT)
    send_move(reference=move, by=by or cast.aud, at=AT)
    return move


def accepted(cast: Cast, move: str, by: Actor | None = None) -> str:
    """Accept with a case of one's own, and give its reference."""
    who = by or cast.cem
    draft = plain_case(who.service or "", DAY, main_concern="involuntary_stay_abroad", abroad_case=True)
    return accept_move(reference=move, draft=draft, by=who, at=AT)


def refused(verb: Callable[..., Any], **given: Any) -> list[tuple[str, str]]:
    """Call a verb that must refuse, and give why; nothing may be stored by it."""
    before = (AuditLine.objects.count(), Move.objects.count(), Case.objects.count())
    with pytest.raises(MoveRefused) as refusal:
        verb(at=AT, **given)
    assert (AuditLine.objects.count(), Move.objects.count(), Case.objects.count()) == before
    return list(refusal.value.problems)


def state(move: str) -> str:
    return Move.objects.get(reference=move).state


def is_there(by: Actor, move: str) -> bool:
    """Whether a move is there for somebody: its page, its letter and its line alike."""
    listed = move in {line.reference for line in (*inbox_of(by), *outbox_of(by))}
    found = []
    for reading in (lambda: move_detail(by, move), lambda: read_letter(reference=move, by=by, at=AT)):
        try:
            reading()
            found.append(True)
        except CaseNotFound:
            found.append(False)
    assert len({listed, *found}) == 1, (listed, found)
    return listed


def test_an_accepted_referral_gives_a_case_each_and_neither_sees_the_others(cast: Cast) -> None:
    move = sent(cast)
    theirs = accepted(cast, move)
    assert theirs != cast.case
    assert [Case.objects.get(reference=one).service for one in (cast.case, theirs)] == ["MR", "SU"]
    for by, other in ((cast.aud, theirs), (cast.cem, cast.case)):
        with pytest.raises(CaseNotFound):
            case_detail(by, other)
    assert [line.own_case for line in moves_and_links_of(cast.aud, cast.case).moves] == [cast.case]
    assert [line.own_case for line in moves_and_links_of(cast.cem, theirs).moves] == [theirs]
    assert theirs not in repr(move_detail(cast.aud, move))
    assert cast.case not in repr(move_detail(cast.cem, move))
    assert case_detail(cast.aud, cast.case).main_concern == "negative_social_control"


def test_the_blind_link_has_one_row_at_each_end_with_one_token_and_no_more(cast: Cast) -> None:
    theirs = accepted(cast, sent(cast))
    links = list(BlindLink.objects.order_by("pk"))
    assert [link.case.reference for link in links] == [cast.case, theirs]
    assert len({link.token for link in links}) == 1
    assert {link.ground for link in links} == {"consent_of_person"}
    assert [link.with_services for link in links_of(cast.aud, cast.case)] == [("SU",)]
    assert [link.with_services for link in links_of(cast.cem, theirs)] == [("MR",)]
    assert list(link_facts()) == [LinkFact(("MR", "SU"), 2024)]


def test_the_receiver_sees_what_was_sent_and_no_more(cast: Cast) -> None:
    detail = move_detail(cast.cem, sent(cast))
    assert dict(detail.sent) == {"main_concern": ("negative_social_control",), "age_band": ("16_17",)}
    assert (detail.may_answer, detail.may_change, detail.line.own_case) == (True, False, "")


def test_nothing_is_there_for_the_other_side_before_it_is_sent(cast: Cast) -> None:
    move = proposed(cast)
    assert is_there(cast.aud, move)
    assert not is_there(cast.cem, move)
    record_ground(reference=move, ground="consent_of_person", by=cast.aud, at=AT)
    assert not is_there(cast.cem, move)
    send_move(reference=move, by=cast.aud, at=AT)
    assert is_there(cast.cem, move)
    assert not is_there(cast.bo, move)
    with pytest.raises(NotPermitted):
        move_detail(cast.eli, move)


def test_what_was_sent_stays_as_it_was_sent(cast: Cast) -> None:
    move = sent(cast)
    Case.objects.filter(reference=cast.case).update(age_band="18_24")
    assert move_detail(cast.cem, move).sent["age_band"] == ("16_17",)


def test_the_letter_is_sealed_and_reading_it_is_on_record_with_the_case(cast: Cast) -> None:
    move = sent(cast)
    before = AuditLine.objects.count()
    assert read_letter(reference=move, by=cast.cem, at=AT) == LETTER
    lines = AuditLine.objects.filter(position__gt=before).values_list("event", "subject", "actor_username")
    assert list(lines) == [(event, cast.case, cast.cem.username) for event in ("move.read", "vault.opened")]
    stored = str(list(Move.objects.values_list())) + str(list(AuditLine.objects.values_list()))
    assert "June" not in stored


def test_a_referral_is_declined_with_a_reason_and_then_nothing_is_there_for_who_declined(cast: Cast) -> None:
    move = sent(cast)
    assert refused(decline_move, reference=move, reason="", by=cast.cem) == [("reason", "unknown_reason")]
    decline_move(reference=move, reason="no_capacity", by=cast.cem, at=AT)
    assert state(move) == State.DECLINED
    assert not is_there(cast.cem, move)
    [line] = outbox_of(cast.aud)
    assert (line.state, line.decline_reason) == ("declined", "no_capacity")
    assert links_of(cast.aud, cast.case) == ()
    assert list(link_facts()) == []


def test_a_withdrawn_referral_is_gone_for_the_other_side_and_leaves_no_link(cast: Cast) -> None:
    move = sent(cast)
    withdraw_move(reference=move, by=cast.aud, at=AT)
    assert not is_there(cast.cem, move)
    assert BlindLink.objects.count() == 0
    with pytest.raises(CaseNotFound):
        accepted(cast, move)
    assert refused(send_move, reference=move, by=cast.aud) == [("", "not_now")]


@pytest.mark.parametrize("verb", [withdraw_move, send_move])
def test_what_has_been_answered_is_not_taken_back_or_sent_again(cast: Cast, verb: Any) -> None:
    move = sent(cast)
    accepted(cast, move)
    assert refused(verb, reference=move, by=cast.aud) == [("", "not_now")]


def test_an_answer_is_given_once(cast: Cast) -> None:
    move = sent(cast)
    accepted(cast, move)
    draft = plain_case("SU", DAY)
    assert refused(accept_move, reference=move, draft=draft, by=cast.ceren) == [("", "not_now")]
    assert refused(decline_move, reference=move, reason="no_capacity", by=cast.cem) == [("", "not_now")]
    assert Case.objects.filter(service="SU").count() == 1


def test_without_a_ground_from_the_list_nothing_is_sent(cast: Cast) -> None:
    move = proposed(cast)
    assert refused(send_move, reference=move, by=cast.aud) == [("", "not_now")]
    problem = [("ground", "unknown_ground")]
    assert refused(record_ground, reference=move, ground="because", by=cast.aud) == problem
    assert state(move) == State.PROPOSED


def test_only_the_sending_side_records_sends_and_withdraws(cast: Cast) -> None:
    move = sent(cast)
    for verb, more in (
        (record_ground, {"ground": "consent_of_person"}),
        (send_move, {}),
        (withdraw_move, {}),
    ):
        for by in (cast.cem, cast.bo):
            with pytest.raises(CaseNotFound):
                verb(reference=move, by=by, at=AT, **more)


def test_both_sides_may_say_that_they_work_together_and_that_it_is_over(cast: Cast) -> None:
    move = sent(cast)
    with pytest.raises(CaseNotFound):
        begin_working_together(reference=move, by=cast.cem, at=AT)
    accepted(cast, move)
    begin_working_together(reference=move, by=cast.cem, at=AT)
    assert state(move) == State.WORKING_TOGETHER
    close_move(reference=move, by=cast.aud, at=AT)
    assert state(move) == State.CLOSED
    assert refused(begin_working_together, reference=move, by=cast.aud) == [("", "not_now")]
    with pytest.raises(CaseNotFound):
        close_move(reference=move, by=cast.bo, at=AT)


def test_the_case_that_the_service_has_already_is_linked_instead_of_a_second(cast: Cast) -> None:
    had = register_case(draft=plain_case("SU", DAY, abroad_case=True), by=cast.cem, at=AT).reference
    move = sent(cast)
    both = {"draft": plain_case("SU", DAY, abroad_case=True), "existing": had}
    assert refused(accept_move, reference=move, by=cast.cem, **both) == [("existing", "one_of_two")]
    assert refused(accept_move, reference=move, by=cast.cem) == [("existing", "one_of_two")]
    for other in (cast.case, "AAAAA-AAAAA"):
        problem = [("existing", "other_case")]
        assert refused(accept_move, reference=move, existing=other, by=cast.cem) == problem
    assert accept_move(reference=move, existing=had, by=cast.cem, at=AT) == had
    assert Case.objects.filter(service="SU").count() == 1


def test_who_is_shut_out_of_the_case_sees_nothing_of_what_is_sent_from_it(cast: Cast) -> None:
    before, after = cast.cem.account_id, cast.ceren.account_id
    block_staff(reference=cast.case, account=before, by=cast.aud, at=AT)
    move = sent(cast)
    block_staff(reference=cast.case, account=after, by=cast.aud, at=AT)
    assert not is_there(cast.cem, move)
    assert not is_there(cast.ceren, move)
    problem = [("to", "not_a_colleague")]
    assert refused(assign_move, reference=move, to=before, by=cast.ivar) == problem
    theirs = accepted(cast, move, cast.ivar)
    for by in (cast.cem, cast.ceren):
        with pytest.raises(CaseNotFound):
            case_detail(by, theirs)
    assert case_detail(cast.ivar, theirs).reference == theirs


def test_who_has_a_tie_to_the_person_sees_nothing_at_either_end(cast: Cast) -> None:
    declare_tie(reference=cast.case, kind="kin", by=cast.berit, at=AT)
    move = sent(cast)
    assert not is_there(cast.berit, move)
    assert is_there(cast.aud, move)


def test_of_a_graded_case_one_person_is_asked_and_the_grading_goes_with_it(cast: Cast) -> None:
    grade_address(reference=cast.case, grading=Grading.STRICTLY, by=cast.aud, at=AT)
    with pytest.raises(MoveRefused):
        proposed(cast)
    move = sent(cast, to=cast.cem.account_id)
    assert is_there(cast.cem, move)
    assert not is_there(cast.ivar, move)
    theirs = accepted(cast, move)
    assert case_detail(cast.cem, theirs).address_grading == Grading.STRICTLY
    with pytest.raises(CaseNotFound):
        case_detail(cast.ivar, theirs)


def test_a_case_graded_after_it_was_written_is_not_sent_to_nobody_in_particular(cast: Cast) -> None:
    move = proposed(cast)
    record_ground(reference=move, ground="consent_of_person", by=cast.aud, at=AT)
    grade_address(reference=cast.case, grading=Grading.CONFIDENTIAL, by=cast.aud, at=AT)
    assert refused(send_move, reference=move, by=cast.aud) == [("", "name_the_receiver")]


def test_who_was_named_answers_or_their_stand_in_or_leader_and_no_other(cast: Cast) -> None:
    move = sent(cast, to=cast.cem.account_id)
    assert refused(decline_move, reference=move, reason="no_capacity", by=cast.ceren) == [("", "not_asked")]
    assert move_detail(cast.ivar, move).may_answer
    pair = {"away": cast.cem.account_id, "stand_in": cast.ceren.account_id}
    ends = at_ten(date(2024, 3, 20))
    arrange_stand_in(**pair, starts_at=AT, ends_at=ends, by=cast.cem, at=AT)
    decline_move(reference=move, reason="no_capacity", by=cast.ceren, at=AT)
    assert state(move) == State.DECLINED


def test_the_service_that_was_asked_says_who_answers(cast: Cast) -> None:
    move = sent(cast)
    assign_move(reference=move, to=cast.ceren.account_id, by=cast.cem, at=AT)
    assert not move_detail(cast.cem, move).may_answer
    assert move_detail(cast.ceren, move).may_answer
    for by in (cast.aud, cast.bo):
        with pytest.raises(CaseNotFound):
            assign_move(reference=move, to=cast.bo.account_id, by=by, at=AT)
    problem = [("to", "not_a_colleague")]
    assert refused(assign_move, reference=move, to=cast.bo.account_id, by=cast.cem) == problem


def test_a_transfer_within_a_service_keeps_one_case_and_changes_who_has_it_on_acceptance(cast: Cast) -> None:
    move = sent(cast, kind="transfer", service="MR", to=cast.berit.account_id, fields=[], letter="")
    assert Case.objects.get().responsible == cast.aud.account_id
    assert [line.reference for line in inbox_of(cast.berit)] == [move]
    assert inbox_of(cast.aud) == ()
    assert accept_move(reference=move, by=cast.berit, at=AT) == cast.case
    assert Case.objects.get().responsible == cast.berit.account_id
    assert BlindLink.objects.count() == 0
    events = [line.event for line in case_history(cast.aud, cast.case)]
    assert events[-2:] == ["team.case_assigned", "move.accepted"]


def test_a_declined_transfer_changes_nothing(cast: Cast) -> None:
    move = sent(cast, kind="transfer", service="MR", to=cast.berit.account_id, fields=[], letter="")
    decline_move(reference=move, reason="no_capacity", by=cast.berit, at=AT)
    assert Case.objects.get().responsible == cast.aud.account_id


def test_a_colleague_asks_for_a_case_and_who_has_it_gives_it(cast: Cast) -> None:
    ask = {"kind": "ask_transfer", "service": "MR", "fields": [], "letter": ""}
    with pytest.raises(MoveRefused):
        proposed(cast, **ask)
    move = sent(cast, cast.berit, **ask)
    assert [line.reference for line in inbox_of(cast.aud)] == [move]
    assert refused(accept_move, reference=move, by=cast.berit) == [("", "not_asked")]
    accept_move(reference=move, by=cast.aud, at=AT)
    assert Case.objects.get().responsible == cast.berit.account_id


def test_a_transfer_to_another_service_opens_its_case_and_leaves_a_link(cast: Cast) -> None:
    theirs = accepted(cast, sent(cast, kind="transfer"))
    assert Case.objects.get(reference=theirs).responsible == cast.cem.account_id
    assert [link.with_services for link in links_of(cast.aud, cast.case)] == [("SU",)]


def test_a_linked_case_is_asked_for_along_the_link_without_being_seen(cast: Cast) -> None:
    ask = {"kind": "ask_transfer", "service": "SU", "fields": [], "letter": ""}
    with pytest.raises(MoveRefused) as refusal:
        proposed(cast, **ask)
    assert ("service", "not_linked") in refusal.value.problems
    theirs = accepted(cast, sent(cast))
    move = sent(cast, **ask)
    assert accept_move(reference=move, by=cast.ceren, at=AT) == theirs
    assert BlindLink.objects.count() == 2
    with pytest.raises(CaseNotFound):
        case_detail(cast.aud, theirs)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"kind": "give"}, ("kind", "unknown_kind")),
        ({"service": "FT"}, ("service", "unknown_service")),
        ({"service": "MR"}, ("service", "refers_elsewhere")),
        ({"kind": "transfer", "service": "MR"}, ("to", "choose_somebody")),
        ({"kind": "transfer", "service": "MR", "to": 203}, ("to", "not_a_colleague")),
        ({"kind": "transfer", "service": "MR", "to": 201}, ("to", "already_responsible")),
        ({"to": 202}, ("to", "not_a_colleague")),
        ({"fields": ["reference"]}, ("fields", "not_of_the_case")),
        ({"fields": [], "letter": " "}, ("fields", "nothing_to_send")),
        ({"letter": "x" * 4001}, ("letter", "too_long")),
        ({"letter": "Write to kari@example.no"}, ("letter", "email")),
    ],
)
def test_what_cannot_be_asked_is_refused(cast: Cast, changes: dict[str, Any], expected: Any) -> None:
    with pytest.raises(MoveRefused) as refusal:
        proposed(cast, **changes)
    assert expected in refusal.value.problems
    assert Move.objects.count() == 0


def test_the_same_is_not_asked_twice_and_nothing_of_a_closed_case(cast: Cast) -> None:
    proposed(cast)
    with pytest.raises(MoveRefused) as refusal:
        proposed(cast)
    assert refusal.value.problems == (("", "asked_already"),)
    close_case(reference=cast.case, on_date=DAY, by=cast.aud, at=AT)
    with pytest.raises(MoveRefused) as refusal:
        proposed(cast, service="KT")
    assert refusal.value.problems == (("", "case_is_closed"),)


def test_another_services_case_is_not_sent_by_who_reads_it_on_a_grant(cast: Cast) -> None:
    for by in (cast.bo, replace(cast.aud, account_id=None)):
        with pytest.raises((CaseNotFound, NotPermitted)):
            proposed(cast, by)


def test_one_person_in_three_services_is_counted_once_however_the_links_go(cast: Cast) -> None:
    accepted(cast, sent(cast))
    draft = plain_case("KT", DAY)
    accept_move(reference=sent(cast, service="KT"), draft=draft, by=cast.bo, at=AT)
    assert list(link_facts()) == [LinkFact(("KT", "MR", "SU"), 2024)]


def test_a_year_that_is_over_is_counted_as_it_stood_at_its_end(cast: Cast) -> None:
    accepted(cast, sent(cast))
    accept_move(reference=sent(cast, service="KT"), draft=plain_case("KT", DAY), by=cast.bo, at=AT)
    # In Oslo the new year has begun.
    newest = datetime(2024, 12, 31, 23, 30, tzinfo=UTC)
    BlindLink.objects.filter(case__service="KT").update(made_at=newest)
    assert list(link_facts()) == [LinkFact(("MR", "SU"), 2024), LinkFact(("KT", "MR", "SU"), 2025)]


def test_a_colleague_named_to_a_graded_case_can_be_handed_it(cast: Cast) -> None:
    grade_address(reference=cast.case, grading=Grading.STRICTLY, by=cast.aud, at=AT)
    hand = {"kind": "transfer", "service": "MR", "to": cast.berit.account_id, "fields": [], "letter": ""}
    with pytest.raises(MoveRefused):
        proposed(cast, **hand)
    name_staff(reference=cast.case, account=cast.berit.account_id, by=cast.aud, at=AT)
    move = sent(cast, **hand)
    accept_move(reference=move, by=cast.berit, at=AT)
    assert Case.objects.get().responsible == cast.berit.account_id


def told(who: Actor) -> list[tuple[str, str]]:
    """Give what somebody has been given notice of, oldest first, with the case where one is named."""
    return [(line.kind.value, line.reference) for line in reversed(given_notices_of(who))]


def test_who_is_asked_is_told_without_the_case_and_who_asked_is_told_of_the_answer(cast: Cast) -> None:
    declined = sent(cast)
    assert told(cast.ivar) == [("move_came", "")]
    assert told(cast.cem) == told(cast.bo) == told(cast.aud) == []
    assign_move(reference=declined, to=cast.ceren.account_id, by=cast.ivar, at=AT)
    assert told(cast.ceren) == [("move_came", "")]
    decline_move(reference=declined, reason="no_capacity", by=cast.ceren, at=AT)
    assert told(cast.aud) == [("move_answered", cast.case)]
    named = sent(cast, to=cast.cem.account_id)
    assert told(cast.cem) == [("move_came", "")]
    assert len(told(cast.ivar)) == 1
    accepted(cast, named)
    assert told(cast.aud) == [("move_answered", cast.case)] * 2


def test_a_leader_who_is_shut_out_is_not_told_that_a_move_waits(cast: Cast) -> None:
    Block.objects.create(
        service="MR", reference=cast.case, account_id=cast.ivar.account_id, blocked_at=AT, blocked_by="p201"
    )
    sent(cast)
    assert told(cast.ivar) == []


def test_who_becomes_responsible_by_a_transfer_is_told(cast: Cast) -> None:
    move = sent(cast, kind="transfer", service="MR", to=cast.berit.account_id, fields=[], letter="")
    accept_move(reference=move, by=cast.berit, at=AT)
    assert told(cast.berit) == [("move_came", "")]
    asked = sent(cast, kind="ask_transfer", service="MR", fields=[], letter="")
    accept_move(reference=asked, by=cast.berit, at=AT)
    assert ("case_assigned", cast.case) in told(cast.aud)


def test_who_prepared_a_move_is_reminded_to_send_it_and_nobody_else(cast: Cast) -> None:
    move = proposed(cast)
    unsent = {who.username: moves_of_day(who)[1] for who in (cast.aud, cast.berit, cast.cem)}
    assert [line.reference for line in unsent[cast.aud.username]] == [move]
    assert unsent[cast.berit.username] == unsent[cast.cem.username] == ()
    record_ground(reference=move, ground="consent_of_person", by=cast.aud, at=AT)
    assert [line.reference for line in moves_of_day(cast.aud)[1]] == [move]
    send_move(reference=move, by=cast.aud, at=AT)
    assert moves_of_day(cast.aud) == ((), ())
    assert [line.reference for line in moves_of_day(cast.cem)[0]] == [move]


def test_who_was_named_and_is_shut_out_is_not_told_that_a_move_waits_but_the_leader_is(cast: Cast) -> None:
    block_staff(reference=cast.case, account=cast.cem.account_id, by=cast.aud, at=AT)
    move = sent(cast, to=cast.cem.account_id)
    assert told(cast.cem) == []
    assert told(cast.ivar) == [("move_came", "")]
    assert not is_there(cast.cem, move)


def test_what_asks_for_a_linked_case_is_not_there_for_who_is_shut_out_of_that_case(cast: Cast) -> None:
    theirs = accepted(cast, sent(cast))
    block_staff(reference=theirs, account=cast.ceren.account_id, by=cast.cem, at=AT)
    move = sent(cast, kind="ask_transfer")
    assert is_there(cast.cem, move)
    assert not is_there(cast.ceren, move)
    grade_address(reference=theirs, grading=Grading.STRICTLY, by=cast.cem, at=AT)
    assert not is_there(cast.ivar, move)


def test_who_is_shut_out_of_the_senders_case_later_has_no_letter_through_the_own_case(cast: Cast) -> None:
    move = sent(cast)
    theirs = accepted(cast, move)
    assert read_letter(reference=move, by=cast.ceren, at=AT) == LETTER
    block_staff(reference=cast.case, account=cast.ceren.account_id, by=cast.aud, at=AT)
    assert not is_there(cast.ceren, move)
    assert moves_and_links_of(cast.ceren, theirs).moves == ()
    assert read_letter(reference=move, by=cast.cem, at=AT) == LETTER


def test_who_is_shut_out_of_the_receivers_case_is_shut_out_of_what_is_sent_next(cast: Cast) -> None:
    had = register_case(draft=plain_case("SU", DAY, abroad_case=True), by=cast.cem, at=AT).reference
    declare_tie(reference=had, kind="kin", by=cast.ceren, at=AT)
    accept_move(reference=sent(cast), existing=had, by=cast.cem, at=AT)
    assert not is_there(cast.ceren, sent(cast))


def test_a_case_that_is_protected_more_takes_what_is_sent_with_it(cast: Cast) -> None:
    to_all, to_one = sent(cast), sent(cast, kind="transfer", to=cast.cem.account_id)
    protect_address(reference=cast.case, grading=Grading.CONFIDENTIAL, by=cast.aud, at=AT)
    assert [is_there(by, to_all) for by in (cast.cem, cast.ceren, cast.ivar, cast.aud)] == [
        *(False, False, False),
        True,
    ]
    assert [is_there(by, to_one) for by in (cast.cem, cast.ceren, cast.ivar)] == [True, False, False]
    assert not protect_address(reference=cast.case, grading=Grading.NONE, by=cast.aud, at=AT)
    assert not is_there(cast.ceren, to_all)
