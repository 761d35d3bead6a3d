"""Grants, reviews, ties and blocks as leaders handle them, notices, and who looks after accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fristed.casework.cases import actions
from fristed.casework.cases.actions import GlassNotBroken
from fristed.casework.cases.facts import GreyZoneDraft
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import (
    CaseNotFound,
    case_detail,
    case_history,
    cases_visible_to,
    grey_zone_cases_visible_to,
    grounds_of,
)
from fristed.foundation.audit.actions import record_read
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.queries import TrailFilters, events_told, newest_lines
from fristed.foundation.audit.reading import REFUSED
from fristed.foundation.audit.review.queries import lines_of_finding, review_list
from fristed.foundation.identity.access.actions import (
    close_account,
    end_block,
    end_grant,
    end_tie,
    give_grant,
    give_role,
    name_another,
    read_notices,
    review_glass,
    take_role,
)
from fristed.foundation.identity.access.facts import RuleId
from fristed.foundation.identity.access.models import BrokenGlass, Grant, Notice
from fristed.foundation.identity.access.queries import (
    accounts_in_reach,
    blocks_in_service,
    glass_to_review,
    grants_in_service,
    names_in_service,
    notices_of,
    ties_in_service,
    unread_notices,
)
from fristed.foundation.identity.access.refusals import AccessRefused
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.queries import actor_of
from fristed.foundation.identity.staff.sessions import open_session, session_with
from tests.spec.cast import at_ten, plain_case

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 4)
NOW = at_ten(date(2024, 3, 11))
REASON = "She stands at the airport and must be met at once."


def person(username: str, service: str, *roles: str) -> Actor:
    """Store an account with roles and give its actor, met now."""
    account = Account.objects.create(username=username, display_name=username.title(), service=service)
    for role in roles:
        account.grants.create(role=role, granted_at=NOW)
    return actor_of(account, at=NOW)


def later(by: Actor, at: datetime) -> Actor:
    return replace(by, at=at)


@pytest.fixture
def aud() -> Actor:
    return person("aud", "MR", "case_worker")


@pytest.fixture
def bo() -> Actor:
    return person("bo", "KT", "case_worker")


@pytest.fixture
def hege() -> Actor:
    return person("hege", "MR", "service_leader")


@pytest.fixture
def case(aud: Actor) -> str:
    return actions.register_case(draft=plain_case("MR", DAY), by=aud, at=NOW).reference


def sees(by: Actor, reference: str) -> bool:
    """Whether somebody sees a case; list, total and detail must say the same."""
    found = cases_visible_to(by)
    is_listed = reference in {line.reference for line in found.lines}
    assert found.total == len(found.lines)
    try:
        case_detail(by, reference)
    except CaseNotFound:
        assert not is_listed
        return False
    assert is_listed
    return True


def granted(hege: Actor, to: Actor, **changes: Any) -> str:
    asked: dict[str, Any] = {
        "account": to.account_id,
        "reference": "",
        "level": "read",
        "purpose": "stands in during the winter",
        "starts_at": NOW,
        "ends_at": NOW + timedelta(days=2),
        "stands_in_for": None,
    }
    return give_grant(**asked | changes, by=hege, at=NOW)


def codes_of(refusal: pytest.ExceptionInfo[AccessRefused]) -> set[tuple[str, str]]:
    return set(refusal.value.problems)


def test_who_registered_a_case_is_responsible_for_it(aud: Actor, case: str) -> None:
    assert Case.objects.get(reference=case).responsible == aud.account_id


@pytest.mark.parametrize("kind", ["self", "kin", "partner", "other"])
def test_a_case_with_a_declared_tie_is_gone_from_view(aud: Actor, hege: Actor, case: str, kind: str) -> None:
    actions.declare_tie(reference=case, kind=kind, by=aud, at=NOW)
    assert not sees(aud, case)
    assert sees(hege, case)
    with pytest.raises(CaseNotFound):
        actions.add_contact(reference=case, on_date=DAY, by=aud, at=NOW)
    told = AuditLine.objects.get(event="access.tie_declared")
    assert (told.subject, told.facts) == (case, "{}")


def test_only_a_leader_ends_a_tie_and_never_their_own(aud: Actor, hege: Actor, case: str) -> None:
    actions.declare_tie(reference=case, kind="kin", by=aud, at=NOW)
    [line] = ties_in_service(hege)
    assert (line.reference, line.person.username) == (case, "aud")
    end_tie(tie=line.id, by=hege, at=NOW)
    assert sees(aud, case)
    actions.declare_tie(reference=case, kind="kin", by=hege, at=NOW)
    assert ties_in_service(hege) == ()
    with pytest.raises(AccessRefused):
        end_tie(tie=line.id, by=hege, at=NOW)


def test_a_case_is_shut_to_a_named_colleague_until_the_leader_opens_it(
    aud: Actor, hege: Actor, case: str
) -> None:
    cousin = person("cousin", "MR", "case_worker")
    assert sees(cousin, case)
    actions.block_staff(reference=case, account=cousin.account_id, by=aud, at=NOW)
    assert not sees(cousin, case)
    assert case_history(aud, case)
    assert "access.blocked" not in {line.event for line in case_history(aud, case)}
    with pytest.raises(AccessRefused) as twice:
        actions.block_staff(reference=case, account=cousin.account_id, by=aud, at=NOW)
    assert codes_of(twice) == {("account", "already_so")}
    [line] = blocks_in_service(hege)
    end_block(block=line.id, by=hege, at=NOW)
    assert sees(cousin, case)


def test_a_leader_who_is_shut_out_does_not_find_it_in_any_list(aud: Actor, hege: Actor, case: str) -> None:
    actions.block_staff(reference=case, account=hege.account_id, by=aud, at=NOW)
    assert not sees(hege, case)
    assert (blocks_in_service(hege), names_in_service(hege), ties_in_service(hege)) == ((), (), ())
    with pytest.raises(AccessRefused):
        end_block(block=1, by=hege, at=NOW)


def test_a_graded_case_is_seen_by_those_named_only(aud: Actor, hege: Actor, case: str) -> None:
    colleague = person("colleague", "MR", "case_worker")
    assert actions.grade_address(reference=case, grading="confidential", by=colleague, at=NOW)
    assert (sees(aud, case), sees(colleague, case), sees(hege, case)) == (True, True, False)
    dag = person("dag", "MR", "case_worker")
    actions.name_staff(reference=case, account=dag.account_id, by=aud, at=NOW)
    assert sees(dag, case)
    actions.unname_staff(reference=case, account=dag.account_id, by=aud, at=NOW)
    assert not sees(dag, case)
    name_another(reference=case, account=dag.account_id, by=hege, at=NOW)
    assert (sees(dag, case), sees(hege, case)) == (True, False)
    with pytest.raises(AccessRefused):
        name_another(reference=case, account=hege.account_id, by=hege, at=NOW)


def test_protecting_less_takes_a_second_person(aud: Actor, case: str) -> None:
    colleague = person("colleague", "MR", "case_worker")
    actions.grade_address(reference=case, grading="strictly", by=aud, at=NOW)
    actions.name_staff(reference=case, account=colleague.account_id, by=aud, at=NOW)
    assert not actions.grade_address(reference=case, grading="none", by=aud, at=NOW)
    assert case_detail(aud, case).address_grading == "strictly"
    with pytest.raises(AccessRefused) as alone:
        actions.confirm_lower_grading(reference=case, by=aud, at=NOW)
    assert codes_of(alone) == {("grading", "same_person")}
    actions.confirm_lower_grading(reference=case, by=colleague, at=NOW)
    assert case_detail(aud, case).address_grading == "none"
    events = list(AuditLine.objects.filter(subject=case, event__startswith="address.").order_by("position"))
    assert [line.event for line in events] == ["address.graded", "address.lowering_asked", "address.graded"]


def test_a_lowering_that_was_asked_falls_when_the_grading_is_raised(aud: Actor, case: str) -> None:
    colleague = person("colleague", "MR", "case_worker")
    actions.grade_address(reference=case, grading="confidential", by=aud, at=NOW)
    actions.name_staff(reference=case, account=colleague.account_id, by=aud, at=NOW)
    actions.grade_address(reference=case, grading="none", by=aud, at=NOW)
    actions.grade_address(reference=case, grading="strictly", by=aud, at=NOW)
    with pytest.raises(AccessRefused) as gone:
        actions.confirm_lower_grading(reference=case, by=colleague, at=NOW)
    assert codes_of(gone) == {("grading", "nobody_asked")}


def test_a_grant_opens_the_register_for_its_time_and_only_for_reading(
    bo: Actor, hege: Actor, case: str
) -> None:
    assert not sees(bo, case)
    key = granted(hege, bo)
    assert sees(bo, case)
    with pytest.raises(CaseNotFound):
        actions.add_contact(reference=case, on_date=DAY, by=bo, at=NOW)
    assert not sees(later(bo, NOW + timedelta(days=2)), case)
    assert not sees(replace(bo, at=None), case)
    end_grant(key=key, by=hege, at=NOW)
    assert not sees(bo, case)
    assert grants_in_service(hege, at=NOW) == ()


def test_a_grant_to_work_lets_somebody_follow_up_one_case(bo: Actor, hege: Actor, case: str) -> None:
    other = actions.register_case(draft=plain_case("MR", DAY), by=hege, at=NOW).reference
    granted(hege, bo, reference=case, level="work")
    actions.add_contact(reference=case, on_date=DAY, by=bo, at=NOW)
    assert (sees(bo, case), sees(bo, other)) == (True, False)


def test_a_grant_does_not_beat_a_core_rule(aud: Actor, bo: Actor, hege: Actor, case: str) -> None:
    granted(hege, bo)
    actions.declare_tie(reference=case, kind="other", by=bo, at=NOW)
    assert not sees(bo, case)
    graded = actions.register_case(draft=plain_case("MR", DAY), by=aud, at=NOW).reference
    actions.grade_address(reference=graded, grading="strictly", by=aud, at=NOW)
    actions.name_staff(reference=graded, account=bo.account_id, by=aud, at=NOW)
    assert not sees(bo, graded)


def test_a_grant_widens_where_and_never_what(hege: Actor, case: str) -> None:
    eli = person("eli", "FT", "competence_adviser")
    granted(hege, eli)
    assert "case.read" not in eli.permissions


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"purpose": "too short"}, ("purpose", "purpose_missing")),
        ({"purpose": "word " * 60}, ("purpose", "purpose_too_long")),
        ({"level": "everything"}, ("level", "unknown_value")),
        ({"reference": "Kari Nordmann"}, ("reference", "not_a_reference")),
        ({"ends_at": None}, ("ends", "no_end")),
        ({"starts_at": None}, ("starts", "no_start")),
        ({"ends_at": NOW}, ("ends", "ends_before_start")),
        ({"ends_at": NOW + timedelta(days=367)}, ("ends", "too_long")),
        ({"account": 987654}, ("account", "unknown_person")),
        ({"stands_in_for": 987654}, ("stands_in_for", "needs_whom")),
    ],
)
def test_a_grant_needs_a_purpose_a_person_and_an_end(
    bo: Actor, hege: Actor, change: dict[str, Any], problem: tuple[str, str]
) -> None:
    with pytest.raises(AccessRefused) as refusal:
        granted(hege, bo, **change)
    assert problem in codes_of(refusal)
    assert not Grant.objects.exists()


def test_nobody_grants_themselves_or_the_own_service(aud: Actor, hege: Actor) -> None:
    for to, code in ((hege, "yourself"), (aud, "own_service")):
        with pytest.raises(AccessRefused) as refusal:
            granted(hege, to)
        assert codes_of(refusal) == {("account", code)}


def test_a_stand_in_is_a_grant_that_says_for_whom(aud: Actor, bo: Actor, hege: Actor) -> None:
    granted(hege, bo, stands_in_for=aud.account_id)
    [line] = grants_in_service(hege, at=NOW)
    assert line.stands_in_for is not None
    assert (line.person.username, line.stands_in_for.username) == ("bo", "aud")


def test_whether_a_case_exists_is_not_told_by_a_grant(bo: Actor, hege: Actor) -> None:
    granted(hege, bo, reference="AAAAA-AAAAA")
    assert cases_visible_to(bo).total == 0


def test_broken_glass_opens_one_case_for_a_time_and_tells_those_responsible(
    aud: Actor, bo: Actor, hege: Actor, case: str
) -> None:
    assert actions.break_glass(reference=case, reason=REASON, hours=100, by=bo, at=NOW)
    assert sees(bo, case)
    with pytest.raises(CaseNotFound):
        actions.add_contact(reference=case, on_date=DAY, by=bo, at=NOW)
    assert sees(later(bo, NOW + timedelta(hours=23, minutes=59)), case)
    assert not sees(later(bo, NOW + timedelta(hours=24)), case)
    assert {notice.account_id for notice in Notice.objects.all()} == {aud.account_id, hege.account_id}
    assert unread_notices(aud) == 1
    [notice] = notices_of(aud, at=NOW)
    assert (notice.reference, notice.reason, notice.is_read) == (case, REASON, False)
    read_notices(by=aud, at=NOW)
    assert (unread_notices(aud), unread_notices(hege)) == (0, 1)
    assert REASON not in AuditLine.objects.get(event="access.broken_glass").facts


def test_broken_glass_stays_listed_until_it_is_reviewed_by_somebody_else(
    bo: Actor, hege: Actor, case: str
) -> None:
    actions.break_glass(reference=case, reason=REASON, hours=1, by=bo, at=NOW)
    after = NOW + timedelta(days=7, seconds=1)
    [line] = glass_to_review(hege, at=NOW)
    assert (line.is_late, glass_to_review(hege, at=after)[0].is_late) == (False, True)
    with pytest.raises(AccessRefused):
        review_glass(key=line.key, outcome="perhaps", by=hege, at=after)
    review_glass(key=line.key, outcome="not_justified", by=hege, at=after)
    assert glass_to_review(hege, at=after) == ()
    with pytest.raises(AccessRefused):
        review_glass(key=line.key, outcome="justified", by=hege, at=after)
    assert BrokenGlass.objects.get().outcome == "not_justified"


def test_where_the_only_leader_is_shut_out_the_system_owner_is_told_and_reviews(
    aud: Actor, bo: Actor, hege: Actor, case: str
) -> None:
    finn = person("finn", "", "system_owner")
    actions.block_staff(reference=case, account=hege.account_id, by=aud, at=NOW)
    actions.break_glass(reference=case, reason=REASON, hours=1, by=bo, at=NOW)
    assert {notice.account_id for notice in Notice.objects.all()} == {aud.account_id, finn.account_id}
    assert glass_to_review(hege, at=NOW) == ()
    [line] = glass_to_review(finn, at=NOW)
    review_glass(key=line.key, outcome="justified", by=finn, at=NOW)


@pytest.mark.parametrize("why", ["absent", "tie", "block", "code 7", "nobody to tell", "no reference"])
def test_what_cannot_be_opened_is_answered_in_one_way_and_is_in_the_trail(
    why: str, aud: Actor, bo: Actor, request: pytest.FixtureRequest, case: str
) -> None:
    if why != "nobody to tell":
        request.getfixturevalue("hege")
    typed = {"absent": "AAAAA-AAAAA", "no reference": "Kari Nordmann"}.get(why, case)
    if why == "tie":
        hege = request.getfixturevalue("hege")
        granted(hege, bo)
        actions.declare_tie(reference=case, kind="kin", by=bo, at=NOW)
    elif why == "block":
        actions.block_staff(reference=case, account=bo.account_id, by=aud, at=NOW)
    elif why == "code 7":
        actions.grade_address(reference=case, grading="confidential", by=aud, at=NOW)
    with pytest.raises(GlassNotBroken, match=r"^Nothing is opened\.$"):
        actions.break_glass(reference=typed, reason=REASON, hours=1, by=bo, at=NOW)
    line = AuditLine.objects.get(event="access.glass_refused")
    assert (line.subject, line.facts) == ("" if why == "no reference" else typed, "{}")
    assert not BrokenGlass.objects.exists()


def test_a_reason_too_short_is_refused_before_anything_is_looked_for(bo: Actor) -> None:
    with pytest.raises(AccessRefused):
        actions.break_glass(reference="AAAAA-AAAAA", reason="x " * 14, hours=1, by=bo, at=NOW)
    assert not AuditLine.objects.filter(event__startswith="access.").exists()


def test_a_case_within_reach_needs_no_glass(aud: Actor, hege: Actor, case: str) -> None:
    assert not actions.break_glass(reference=case, reason=REASON, hours=1, by=hege, at=NOW)
    assert not BrokenGlass.objects.exists()


def test_the_grounds_of_a_case_tell_who_and_why_and_not_who_has_a_tie(
    aud: Actor, bo: Actor, hege: Actor, case: str
) -> None:
    tied = person("tied", "MR", "case_worker")
    actions.declare_tie(reference=case, kind="kin", by=tied, at=NOW)
    person("dina", "", "statistician")
    granted(hege, bo)
    found = {reader.username: reader.rule for reader in grounds_of(aud, case).readers}
    assert found == {"aud": RuleId.OWN_SERVICE, "hege": RuleId.OWN_SERVICE, "bo": RuleId.GRANT}


def test_a_grey_zone_case_hands_its_protection_on_to_the_case_it_becomes(aud: Actor) -> None:
    cousin, tied = person("cousin", "MR", "case_worker"), person("tied", "MR", "case_worker")
    draft = GreyZoneDraft(service="MR", first_contact_date=DAY, topic="school")
    grey = actions.register_grey_zone_case(draft=draft, by=aud, at=NOW)
    actions.block_staff(reference=grey, account=cousin.account_id, by=aud, at=NOW)
    actions.declare_tie(reference=grey, kind="kin", by=tied, at=NOW)
    actions.grade_address(reference=grey, grading="confidential", by=aud, at=NOW)
    new = actions.convert_grey_zone_case(reference=grey, draft=plain_case("MR", DAY), by=aud, at=NOW)
    assert case_detail(aud, new.reference).address_grading == "confidential"
    for shut_out in (cousin, tied):
        assert not sees(shut_out, new.reference)
        assert grey_zone_cases_visible_to(shut_out) == ()


def test_a_grey_zone_case_is_hidden_with_the_case_it_became(aud: Actor) -> None:
    colleague = person("colleague", "MR", "case_worker")
    draft = GreyZoneDraft(service="MR", first_contact_date=DAY, topic="school")
    grey = actions.register_grey_zone_case(draft=draft, by=aud, at=NOW)
    new = actions.convert_grey_zone_case(reference=grey, draft=plain_case("MR", DAY), by=aud, at=NOW)
    assert len(grey_zone_cases_visible_to(colleague)) == 1
    actions.declare_tie(reference=new.reference, kind="kin", by=colleague, at=NOW)
    assert grey_zone_cases_visible_to(colleague) == ()


def test_a_leader_hands_out_roles_of_a_service_in_the_own_service_only(bo: Actor, hege: Actor) -> None:
    new = person("new", "MR")
    assert new.account_id is not None
    assert bo.account_id is not None
    assert hege.account_id is not None
    give_role(account=new.account_id, role="case_worker", by=hege, at=NOW)
    assert {line.person.username for line in accounts_in_reach(hege)} == {"hege", "new"}
    for account, role, problem in (
        (new.account_id, "system_owner", ("role", "not_yours_to_give")),
        (new.account_id, "case_worker", ("role", "already_so")),
        (bo.account_id, "case_worker", ("account", "another_service")),
        (hege.account_id, "case_worker", ("account", "yourself")),
    ):
        with pytest.raises(AccessRefused) as refusal:
            give_role(account=account, role=role, by=hege, at=NOW)
        assert codes_of(refusal) == {problem}
    open_session(session_key="news", account_id=new.account_id or 0, means="password", at=NOW)
    take_role(account=new.account_id, role="case_worker", by=hege, at=NOW)
    assert session_with("news", at=NOW) is None
    assert not Account.objects.get(username="new").grants.exists()


def test_a_closed_account_may_do_nothing_and_its_sessions_are_gone(
    bo: Actor, hege: Actor, aud: Actor
) -> None:
    assert aud.account_id is not None
    for key, one in (("auds", aud), ("bos", bo)):
        open_session(session_key=key, account_id=one.account_id or 0, means="password", at=NOW)
    close_account(account=aud.account_id, by=hege, at=NOW)
    assert actor_of(Account.objects.get(username="aud")).permissions == frozenset()
    assert session_with("auds", at=NOW) is None
    assert session_with("bos", at=NOW)
    with pytest.raises(AccessRefused):
        close_account(account=aud.account_id, by=hege, at=NOW)


def test_a_leader_does_not_close_an_account_with_roles_beyond_the_service(hege: Actor) -> None:
    both = person("both", "MR", "case_worker", "system_owner")
    assert both.account_id is not None
    with pytest.raises(AccessRefused):
        close_account(account=both.account_id, by=hege, at=NOW)


def test_a_refusal_says_why_in_plain_words() -> None:
    refusal = AccessRefused(("purpose", "purpose_missing"), ("purpose", "unknown_value"))
    assert str(refusal).startswith("purpose: Write what the access is for")
    assert len(refusal.errors["purpose"]) == 2


@pytest.fixture
def shut_to_hege(aud: Actor, hege: Actor, case: str) -> str:
    """A case that its person wants kept from the leader, who is a relative; colleagues have worked on it."""
    actions.block_staff(reference=case, account=hege.account_id, by=aud, at=NOW)
    record_read(event="case.read", by=aud, at=NOW, subject=case)
    return case


def told_to(by: Actor) -> str:
    """Give all that the log, and what stands out in it, tell somebody."""
    found = review_list(by=by, at=NOW)
    lines = [line for one in found for line in lines_of_finding(one.finding.key, by=by, at=NOW)]
    return repr((newest_lines(by=by), found, lines))


def test_the_log_does_not_tell_a_leader_of_a_case_that_is_shut_to_the_leader(
    aud: Actor, hege: Actor, shut_to_hege: str
) -> None:
    guri = person("guri", "MR", "service_leader")
    record_read(event="address.read", by=aud, at=NOW, subject=shut_to_hege)
    granted(guri, person("cem", "SU", "case_worker"), reference=shut_to_hege)
    assert shut_to_hege in told_to(guri)
    assert "access.blocked" in told_to(guri)
    assert shut_to_hege not in told_to(hege)
    assert "access.blocked" not in told_to(hege)
    assert not newest_lines(by=hege, filters=TrailFilters(subject=shut_to_hege))
    assert "access.blocked" not in events_told(by=hege)
    assert "address" not in {one.finding.rule for one in review_list(by=hege, at=NOW)}


def test_nor_does_it_tell_a_system_owner_who_is_shut_out(aud: Actor, case: str) -> None:
    finn, ida = person("finn", "", "system_owner"), person("ida", "", "system_owner")
    actions.block_staff(reference=case, account=finn.account_id, by=aud, at=NOW)
    record_read(event="address.read", by=aud, at=NOW, subject=case)
    assert case in told_to(ida)
    assert case not in told_to(finn)


def test_what_a_leader_tried_in_vain_is_told_alike_of_a_case_shut_to_the_leader_and_of_none(
    hege: Actor, shut_to_hege: str
) -> None:
    cem = person("cem", "SU", "case_worker")
    told = []
    for reference in (shut_to_hege, "22222-22222"):
        record_read(event=REFUSED, by=hege, at=NOW, subject=reference)
        key = granted(hege, cem, reference=reference)
        lines = newest_lines(by=hege, filters=TrailFilters(subject=reference))
        listed = [one.key for one in grants_in_service(hege, at=NOW) if one.reference == reference]
        assert listed == [key]
        end_grant(key=key, by=hege, at=NOW)
        told.append([(line.event, line.actor_username) for line in lines])
    assert told[0] == told[1] == [(REFUSED, "hege")]


def test_no_system_owner_is_told_of_an_emergency_in_a_case_that_is_shut_to_them(
    aud: Actor, bo: Actor, case: str
) -> None:
    finn, ida = person("finn", "", "system_owner"), person("ida", "", "system_owner")
    actions.block_staff(reference=case, account=finn.account_id, by=aud, at=NOW)
    actions.break_glass(reference=case, reason=REASON, hours=1, by=bo, at=NOW)
    assert finn.account_id not in set(Notice.objects.values_list("account_id", flat=True))
    assert len(glass_to_review(ida, at=NOW)) == 1
    actions.block_staff(reference=case, account=ida.account_id, by=aud, at=NOW)
    assert not glass_to_review(ida, at=NOW)


def test_an_emergency_opens_nothing_where_the_only_system_owner_is_shut_out(
    aud: Actor, bo: Actor, case: str
) -> None:
    finn = person("finn", "", "system_owner")
    actions.block_staff(reference=case, account=finn.account_id, by=aud, at=NOW)
    with pytest.raises(GlassNotBroken):
        actions.break_glass(reference=case, reason=REASON, hours=1, by=bo, at=NOW)


def test_guessing_at_cases_by_way_of_emergencies_stands_out(bo: Actor, aud: Actor) -> None:
    gro = person("gro", "KT", "service_leader")
    for number in range(5):
        with pytest.raises(GlassNotBroken):
            actions.break_glass(reference=f"22222-2222{number + 2}", reason=REASON, hours=1, by=bo, at=NOW)
    assert "refused" in {one.finding.rule for one in review_list(by=gro, at=NOW)}


def test_an_emergency_asks_the_database_the_same_of_a_case_shut_to_one_and_of_none(
    aud: Actor, bo: Actor, case: str
) -> None:
    actions.block_staff(reference=case, account=bo.account_id, by=aud, at=NOW)
    asked = []
    for reference in (case, "22222-22222"):
        with CaptureQueriesContext(connection) as queries, pytest.raises(GlassNotBroken):
            actions.break_glass(reference=reference, reason=REASON, hours=1, by=bo, at=NOW)
        asked.append([query["sql"].split(" WHERE ")[0] for query in queries if query["sql"][:6] == "SELECT"])
    assert asked[0] == asked[1]
