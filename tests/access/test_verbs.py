"""Every verb and every reading, for every role, in the own service and in another: one table, kept by hand.

The table is written apart from the roles in ``foundation/identity/rules.py``: a slip there fails here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from inspect import isfunction, signature
from itertools import product
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from django.db import transaction

from fristed.casework.cases import actions
from fristed.casework.cases.facts import CaseAttributes, GreyZoneDraft
from fristed.casework.cases.models import Case, GreyZoneCase
from fristed.casework.cases.queries import (
    CaseNotFound,
    case_detail,
    case_history,
    case_page,
    case_within_reach,
    cases_visible_to,
    grey_zone_case,
    grey_zone_cases_visible_to,
    grey_zone_within_reach,
    grounds_of,
    imports_of,
    is_within_reach,
    looks_registered,
    quality_work_list,
    rows_within_reach,
    stored_import,
)
from fristed.casework.exchange.actions import (
    ask_to_store,
    delete_case_upload,
    drop_case_file,
    expire_case_uploads,
    export_cases,
    keep_check,
    keep_not_stored,
    store_case_upload,
    upload_cases,
)
from fristed.casework.exchange.exporting import ExportRefused
from fristed.casework.exchange.facts import Check, check_as_record
from fristed.casework.exchange.files import CaseFile
from fristed.casework.exchange.models import CaseStoring
from fristed.casework.exchange.queries import (
    case_file_to_check,
    case_upload,
    case_uploads_of,
    exports_of,
    uploader_of,
    who_asked_to_store,
)
from fristed.casework.exchange.tasks import INBOX as CASES
from fristed.casework.housing.actions import load_housing
from fristed.casework.referrals.actions import protect_address
from fristed.casework.repatriation.actions import load_journeys
from fristed.foundation.audit.actions import record_read, write_line
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.queries import events_told, lines_open_to, newest_lines
from fristed.foundation.audit.review.actions import give_verdict
from fristed.foundation.audit.review.queries import (
    FindingNotFound,
    access_log_of,
    finding_for_review,
    lines_of_finding,
    review_list,
)
from fristed.foundation.audit.sealing.actions import make_checkpoint, record_anchored, verify_whole_trail
from fristed.foundation.audit.sealing.queries import NoSuchLine, line_proof, state_of_trail, whole_trail
from fristed.foundation.audit.sealing.verifying import Held
from fristed.foundation.backups.actions import make_backup, prune_backups, restore_backup
from fristed.foundation.handed_in.actions import (
    delete_handed_in,
    drop_unanswered,
    empty_answer,
    expire_inbox,
    hand_in,
    keep_answer,
)
from fristed.foundation.handed_in.models import HandedIn, HandedInFile
from fristed.foundation.handed_in.queries import files_in, upload_in, uploads_in
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
from fristed.foundation.identity.access.models import (
    Block,
    BrokenGlass,
    Grant,
    Lowering,
    Naming,
    Notice,
    Tie,
)
from fristed.foundation.identity.access.queries import (
    accounts_in_reach,
    accounts_to_look_after,
    blocks_in_service,
    glass_to_review,
    grants_in_service,
    grants_open_to_leader,
    names_in_service,
    notices_of,
    open_to_leader,
    reviewable,
    ties_in_service,
    unread_notices,
)
from fristed.foundation.identity.actions import (
    create_account,
    record_refused_sign_in,
    record_sign_in,
    record_sign_out,
)
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account, RoleGrant
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import ROLES, NotPermitted, Permission
from fristed.foundation.identity.staff.actions import (
    HelpRefused,
    bind_to_provider,
    end_sessions_by,
    forget_factors,
    issue_code,
    password_is_right,
    record_refused,
    set_new_password,
    unbind_from_provider,
)
from fristed.foundation.identity.staff.models import OneTimeCode
from fristed.foundation.identity.staff.queries import accounts_within_help, people_to_help
from fristed.foundation.vault.retention.queries import rows_open_to
from fristed.statistics.annual_report.checking.actions import keep_texts_check, request_texts_check
from fristed.statistics.annual_report.checking.models import TextsCheck
from fristed.statistics.annual_report.checking.queries import texts_check
from fristed.statistics.annual_report.citing.actions import record_figure, withdraw_figure
from fristed.statistics.annual_report.citing.facts import Cited
from fristed.statistics.annual_report.citing.models import CitedFigure
from fristed.statistics.annual_report.citing.queries import recorded_figures
from fristed.statistics.annual_report.editing.actions import (
    NotNow,
    add_section,
    approve_contribution,
    approve_order,
    approve_section,
    ask_contribution,
    bring_back_section,
    comment_on_section,
    move_section,
    put_figure,
    save_section,
    take_away_section,
)
from fristed.statistics.annual_report.editing.queries import (
    order_of,
    require_desk,
    section_at_desk,
    sections_of,
)
from fristed.statistics.leak_finding.actions import (
    delete_upload,
    drop_files,
    expire_uploads,
    store_findings,
    upload_tables,
)
from fristed.statistics.leak_finding.queries import answer_to, files_to_attack, uploads_of
from fristed.statistics.leak_finding.uploads import TableFile
from fristed.statistics.releases.actions import drop_preference, prefer_secondary, request_release
from fristed.statistics.releases.computing import NoCasesInYear, compute_release, release_unstored
from fristed.statistics.releases.official.actions import (
    NotOfficialYet,
    NotReadyToFreeze,
    freeze_facts,
    propose_release,
    publish_release,
    send_back_release,
    sign_off_release,
)
from fristed.statistics.releases.official.codes import Kind, Objection
from fristed.statistics.releases.official.forms.actions import (
    NotToBePrinted,
    keep_forms,
    request_forms,
    tell_progress,
)
from fristed.statistics.releases.official.forms.queries import print_state, version_to_print
from fristed.statistics.releases.official.queries import (
    NotPublished,
    frozen_of,
    proposals_of,
    proposed_release,
)
from fristed.statistics.releases.queries import last_request, protection_of, wishes_of
from tests.access.actionplan_table import FOR_THE_ROOM as FOR_THE_ROOM_OF_PLANS
from tests.access.actionplan_table import VERBS as ACTION_PLAN
from tests.access.calls_table import CALLS, PARTS_OF_CALLS
from tests.access.chain_table import CHAIN, CHAIN_WITHOUT_AN_ACTOR
from tests.access.clients_table import CLIENTS, CLIENTS_WITHOUT_AN_ACTOR
from tests.access.directory_table import DIRECTORY, DIRECTORY_WITHOUT_AN_ACTOR
from tests.access.guidance_table import GUIDANCE, GUIDANCE_FOR_EVERYBODY
from tests.access.home_table import HOME, HOME_WITHOUT_ASKING
from tests.access.journal_table import JOURNAL, JOURNAL_OF_A_CASE
from tests.access.modes_table import MODES, MODES_WITHOUT_AN_ACTOR
from tests.access.moves_table import MOVES, MOVES_WITHOUT_AN_ACTOR
from tests.access.outcomes_table import OUTCOMES
from tests.access.outreach_table import OUTREACH, OUTREACH_WITHOUT_AN_ACTOR
from tests.access.papers_table import PAPERS, PAPERS_OF_A_CASE
from tests.access.parties_table import PARTIES, PARTIES_OF_A_CASE
from tests.access.traces import counted
from tests.access.vault_table import VAULT, VAULT_WITHOUT_AN_ACTOR
from tests.spec.cast import actor, at_ten, plain_case

DAY = date(2024, 3, 4)
DAY_TO_COME = date(2024, 4, 4)
AT = at_ten(date(2024, 3, 11))
CELL = "table 2 KT 2024 female"
CITED = Cited("ssb-a", "7", "number", "Girls", "SSB", "Table 1", "", date(2024, 1, 1), DAY)
SOURCE = Path(actions.__file__).parents[3]
OPENER = {service: actor("opener", service, "case_worker") for service in ("MR", "KT", "SU")}
CASE_ROLES = ("case_worker", "service_leader")
MAKERS = ("statistician", "system_owner")
APPROVERS = ("service_leader", "system_owner")
AT_THE_DESK = ("statistician", "directorate_contact", *APPROVERS)
OF_SECTION: dict[str, Any] = {"year": 2024, "key": "saker-antall"}

# What calls each verb, as an actor, on a case, a closed case and a grey-zone case of one service.
Call = Callable[[Actor, str, "World"], Any]


class World:
    """An open, a closed and a grey-zone case of one service."""

    def __init__(self, service: str) -> None:
        by, at = OPENER[service], at_ten(DAY)
        self.opened = actions.register_case(draft=plain_case(service, DAY), by=by, at=at).reference
        self.closed = actions.register_case(draft=plain_case(service, DAY), by=by, at=at).reference
        actions.close_case(reference=self.closed, on_date=DAY, by=by, at=at)
        self.grey_zone = "none"
        if service == "MR":
            draft = GreyZoneDraft(service="MR", first_contact_date=DAY, topic="school")
            self.grey_zone = actions.register_grey_zone_case(draft=draft, by=by, at=at)


TABLES = [TableFile("spec.toml", b"threshold = 7"), TableFile("counts.csv", b"a;b")]


def uploaded_by(by: Actor) -> str:
    """Give an upload that belongs to the actor, whoever that is."""
    HandedIn.objects.filter(reference="theirs").delete()
    row = HandedIn.objects.create(
        inbox="tables", reference="theirs", account_id=by.account_id or 0, handed_in_at=AT
    )
    HandedInFile.objects.create(handed_in=row, name="spec.toml", content=b"threshold = 7")
    return "theirs"


def withdrawn_by(by: Actor) -> None:
    """Withdraw a figure that somebody has recorded."""
    days = {"source_date": DAY, "looked_up_date": DAY, "recorded_at": AT}
    CitedFigure.objects.get_or_create(key="ssb-b", value="7", unit="number", defaults=days)
    withdraw_figure(key="ssb-b", by=by, at=AT)


def checked_by(by: Actor) -> None:
    """Store what a check found that somebody has asked for."""
    TextsCheck.objects.get_or_create(year=2024, defaults={"task_id": "x", "requested_at": AT})
    keep_texts_check(year=2024, found=[], texts_sha256="", release_mark="", by=by, at=AT)


def computed(call: Callable[[], object]) -> None:
    """Compute a release of a year without cases: whoever may compute is told that there are none."""
    with pytest.raises(NoCasesInYear):
        call()


def refused_for_now(call: Callable[[], object]) -> None:
    """Call what needs a release that is under way: whoever may is told that there is none."""
    with pytest.raises((NotOfficialYet, NotReadyToFreeze, NotPublished, NotNow, NotToBePrinted)):
        call()


def found_nothing(call: Callable[[], object]) -> None:
    """Call what looks for a line or a finding that is not there: whoever may look is told so."""
    with pytest.raises((FindingNotFound, NoSuchLine)):
        call()


def as_the_first(call: Callable[[], object]) -> None:
    """Call what opens a transaction that must be the outermost; here it is within the test's own."""
    transaction.get_connection().atomic_blocks[-1]._from_testcase = True
    call()


# Verbs of a service's leader: another service's is refused as not permitted.
BY_A_LEADER: dict[str, Call] = {
    "confirm_year": lambda by, service, _: actions.confirm_year(service=service, year=2023, by=by, at=AT),
    "withdraw_confirmation": lambda by, service, _: actions.withdraw_confirmation(
        service=service, year=2023, by=by, at=AT
    ),
}
# Approving what one's service was asked for: those who approve, each for the own service.
FOR_A_SERVICE: dict[str, Call] = {
    "approve_contribution": lambda by, service, _: refused_for_now(
        lambda: approve_contribution(**OF_SECTION, party=service, number=1, by=by, at=AT)
    ),
}
FILE = CaseFile("saker.csv", b"gender")


def handed_in_by(by: Actor) -> str:
    """Give a checked file of cases with one right row that belongs to the actor, whoever that is."""
    draft = plain_case(by.service if by.service in OPENER else "KT", DAY)
    found = Check(rows=1, drafts=((2, draft),), errors=(), warnings=(), counts=())
    row = HandedIn.objects.create(
        inbox="cases",
        reference="theirs",
        account_id=by.account_id or 0,
        service=by.service or "",
        sha256="f" * 64,
        handed_in_at=AT,
        answered_at=AT,
        answer=json.dumps(check_as_record(found)),
    )
    HandedInFile.objects.create(handed_in=row, name="saker.csv", content=b"gender")
    return row.reference


def asked_by(by: Actor) -> str:
    """Give one that the actor has asked to have stored."""
    reference = handed_in_by(by)
    CaseStoring.objects.create(upload_id=reference, asked_at=AT)
    return reference


def taken_out(by: Actor, service: str) -> None:
    """Take rows out of an empty register: whoever may is told that there are none."""
    asked = {"years": [2024], "purpose": "a purpose in words", "form": "csv"}
    with pytest.raises(ExportRefused):
        export_cases(**asked, service=service, by=by, at=AT)  # type: ignore[arg-type]


OTHER = 55


def somebody(by: Actor, key: int = OTHER) -> int:
    """Give the account of somebody else, of the actor's own service."""
    Account.objects.create(
        pk=key, username=f"somebody{key}", display_name="Somebody", service=by.service or ""
    )
    return key


def somebody_elsewhere(by: Actor) -> int:
    """Give the account of somebody of another service."""
    Account.objects.create(pk=OTHER, username="elsewhere", display_name="Elsewhere", service="FT")
    return OTHER


def about(by: Actor) -> dict[str, Any]:
    """Give a case of the actor's own service, and somebody else, as rows of access name them."""
    return {"service": by.service or "KT", "reference": "AAAAA-AAAAA", "account_id": OTHER}


def with_role(by: Actor) -> int:
    """Give the account of somebody else who has a role."""
    key = somebody(by)
    RoleGrant.objects.create(account_id=key, role="case_worker", granted_at=AT)
    return key


def given_by(by: Actor) -> str:
    """Give the key of a grant in the actor's own service."""
    times = {"starts_at": AT, "ends_at": AT + timedelta(days=1), "given_at": AT}
    return Grant.objects.create(key="grant", **about(by), level="read", purpose="p", **times).key


def glass_noticed_to(by: Actor) -> str:
    """Give the key of broken glass in the actor's own service, of which the actor had notice."""
    times = {"broken_at": AT, "until_at": AT + timedelta(hours=1)}
    glass = BrokenGlass.objects.create(key="glass", **about(by), reason="r", **times)
    Notice.objects.create(glass=glass, account_id=by.account_id or 0, at=AT)
    return glass.key


def new_grant(by: Actor) -> str:
    """Give access to somebody of another service."""
    return give_grant(
        account=somebody_elsewhere(by),
        reference="",
        level="read",
        purpose="a purpose in words",
        starts_at=AT,
        ends_at=AT + timedelta(days=1),
        stands_in_for=None,
        by=by,
        at=AT,
    )


def asked_lowered(world: World) -> str:
    """Give a case that somebody has asked to protect less."""
    case = {"service": "KT", "reference": world.opened, "grading": "none"}
    Lowering.objects.create(**case, asked_at=AT, asked_by="somebody")
    return world.opened


def named_to(world: World) -> int:
    """Give somebody who is named to a case."""
    Naming.objects.create(service="KT", reference=world.opened, account_id=OTHER, named_at=AT, named_by="x")
    return OTHER


def in_an_emergency(by: Actor, world: World) -> None:
    """Open a case of which a leader can be told."""
    leader = Account.objects.create(pk=56, username="leader", display_name="Leader", service="KT")
    RoleGrant.objects.create(account=leader, role="service_leader", granted_at=AT)
    reason = "Somebody is at the airport now and must be met."
    actions.break_glass(reference=world.opened, reason=reason, hours=1, by=by, at=AT)


# Who looks after accounts: leaders of a service for their own, system owners for all.
OF_ACCOUNTS: dict[str, Call] = {
    "accounts_in_reach": lambda by, _s, _w: accounts_in_reach(by),
    "accounts_to_look_after": lambda by, _s, _w: accounts_to_look_after(by),
    "give_role": lambda by, _s, _w: give_role(account=somebody(by), role="case_worker", by=by, at=AT),
    "take_role": lambda by, _s, _w: take_role(account=with_role(by), role="case_worker", by=by, at=AT),
    "close_account": lambda by, _s, _w: close_account(account=somebody(by), by=by, at=AT),
}
# Who reviews emergency access: leaders of a service with a register, system owners where they had notice.
OF_REVIEWERS: dict[str, Call] = {
    "reviewable": lambda by, _s, _w: reviewable(by),
    "glass_to_review": lambda by, _s, _w: glass_to_review(by, at=AT),
    "review_glass": lambda by, _s, _w: review_glass(
        key=glass_noticed_to(by), outcome="justified", by=by, at=AT
    ),
}
# Verbs that name a service: another service's is refused as not permitted.
IN_A_SERVICE: dict[str, Call] = {
    "register_case": lambda by, service, _: actions.register_case(
        draft=plain_case(service, DAY), by=by, at=AT
    ),
    "register_grey_zone_case": lambda by, service, _: actions.register_grey_zone_case(
        draft=GreyZoneDraft(service=service, first_contact_date=DAY, topic="school"), by=by, at=AT
    ),
    "import_cases": lambda by, service, _: actions.import_cases(
        drafts=[plain_case(service, DAY)], service=service, file_sha256="0" * 64, left_out=0, by=by, at=AT
    ),
}
# What is done in the own service's register without naming it: those who work in it, and nobody else.
IN_THE_OWN_REGISTER: dict[str, Call] = {
    "imports_of": lambda by, _s, _w: imports_of(by),
    "stored_import": lambda by, _s, _w: stored_import(by, "0" * 64),
    "looks_registered": lambda by, _s, _w: looks_registered(by, first=DAY, last=DAY),
    "upload_cases": lambda by, _s, _w: upload_cases(file=FILE, by=by, at=AT),
    "case_uploads_of": lambda by, _s, _w: case_uploads_of(by, at=AT),
    "case_upload": lambda by, _s, _w: case_upload(by, handed_in_by(by), at=AT),
    "ask_to_store": lambda by, _s, _w: ask_to_store(reference=handed_in_by(by), leave_out=[], by=by, at=AT),
    "store_case_upload": lambda by, _s, _w: store_case_upload(reference=asked_by(by), by=by, at=AT),
    "hand_in": lambda by, _s, _w: hand_in(CASES, files=[FILE], name="saker.csv", by=by, at=AT),
    "uploads_in": lambda by, _s, _w: uploads_in(CASES, by, at=AT),
    "upload_in": lambda by, _s, _w: upload_in(CASES, by, handed_in_by(by), at=AT),
    "empty_answer": lambda by, _s, _w: empty_answer(CASES, reference=handed_in_by(by), by=by, at=AT),
    "delete_handed_in": lambda by, _s, _w: delete_handed_in(CASES, reference=handed_in_by(by), by=by, at=AT),
    "delete_case_upload": lambda by, _s, _w: delete_case_upload(reference=handed_in_by(by), by=by, at=AT),
}
# The same for what only the leader of the service may.
OF_THE_LEADER: dict[str, Call] = {
    "export_cases": lambda by, service, _w: taken_out(by, service or by.service or ""),
    "exports_of": lambda by, _s, _w: exports_of(by),
    "access_log_of": lambda by, _s, _w: access_log_of("22222-22222", by=by),
    "give_grant": lambda by, _s, _w: new_grant(by),
    "end_grant": lambda by, _s, _w: end_grant(key=given_by(by), by=by, at=AT),
    "end_tie": lambda by, _s, _w: end_tie(
        tie=Tie.objects.create(**about(by), kind="kin", declared_at=AT).pk, by=by, at=AT
    ),
    "end_block": lambda by, _s, _w: end_block(
        block=Block.objects.create(**about(by), blocked_at=AT).pk, by=by, at=AT
    ),
    "name_another": lambda by, _s, _w: name_another(
        reference=Naming.objects.create(**about(by), named_at=AT).reference,
        account=somebody(by, key=57),
        by=by,
        at=AT,
    ),
    "grants_in_service": lambda by, _s, _w: grants_in_service(by, at=AT),
    "names_in_service": lambda by, _s, _w: names_in_service(by),
    "ties_in_service": lambda by, _s, _w: ties_in_service(by),
    "blocks_in_service": lambda by, _s, _w: blocks_in_service(by),
    "open_to_leader": lambda by, _s, _w: open_to_leader(Tie.objects.all(), by),
    "grants_open_to_leader": lambda by, _s, _w: grants_open_to_leader(by),
}
# Verbs and readings that name a case: another service's is answered as one that does not exist.
ON_A_CASE: dict[str, Call] = {
    "case_detail": lambda by, _, world: case_detail(by, world.opened),
    "case_page": lambda by, _, world: case_page(by, world.opened),
    "case_within_reach": lambda by, _, world: case_within_reach(by, world.opened),
    "case_history": lambda by, _, world: case_history(by, world.opened),
    "grey_zone_case": lambda by, _, world: grey_zone_case(by, world.grey_zone),
    "add_contact": lambda by, _, world: actions.add_contact(
        reference=world.opened, on_date=DAY, by=by, at=AT
    ),
    "correct_main_concern": lambda by, _, world: actions.correct_main_concern(
        reference=world.opened, new_concern="threats_and_violence", reason="wrong_key", by=by, at=AT
    ),
    "add_current_concern": lambda by, _, world: actions.add_current_concern(
        reference=world.opened, concern="threats_and_violence", on_date=DAY, by=by, at=AT
    ),
    "update_agencies": lambda by, _, world: actions.update_agencies(
        reference=world.opened, involved=("nav",), to_involve=(), by=by, at=AT
    ),
    "update_attributes": lambda by, _, world: actions.update_attributes(
        reference=world.opened, attributes=CaseAttributes(elderly=False), by=by, at=AT
    ),
    "declare_tie": lambda by, _, world: actions.declare_tie(reference=world.opened, kind="kin", by=by, at=AT),
    "block_staff": lambda by, _, world: actions.block_staff(
        reference=world.opened, account=somebody(by), by=by, at=AT
    ),
    "name_staff": lambda by, _, world: actions.name_staff(
        reference=world.opened, account=somebody(by), by=by, at=AT
    ),
    "unname_staff": lambda by, _, world: actions.unname_staff(
        reference=world.opened, account=named_to(world), by=by, at=AT
    ),
    "grade_address": lambda by, _, world: actions.grade_address(
        reference=world.opened, grading="strictly", by=by, at=AT
    ),
    "protect_address": lambda by, _, world: protect_address(
        reference=world.opened, grading="strictly", by=by, at=AT
    ),
    "confirm_lower_grading": lambda by, _, world: actions.confirm_lower_grading(
        reference=asked_lowered(world), by=by, at=AT
    ),
    "grounds_of": lambda by, _, world: grounds_of(by, world.opened),
    "close_case": lambda by, _, world: actions.close_case(reference=world.opened, on_date=DAY, by=by, at=AT),
    "reopen_case": lambda by, _, world: actions.reopen_case(reference=world.closed, by=by, at=AT),
    "convert_grey_zone_case": lambda by, service, world: actions.convert_grey_zone_case(
        reference=world.grey_zone, draft=plain_case(service, DAY), by=by, at=AT
    ),
}
READS_THE_TRAIL = ("service_leader", "system_owner")
# What concerns no service: the roles that may.
HELPERS = ("service_leader", "system_owner")


def own(by: Actor) -> dict[str, Any]:
    """Give the actor an account row to change, and the arguments that every verb takes."""
    Account.objects.get_or_create(
        pk=by.account_id, defaults={"username": f"u{by.account_id}", "display_name": by.display_name}
    )
    return {"by": by, "at": AT}


ANYWHERE: dict[str, tuple[Call, tuple[str, ...]]] = {
    # What takes out of readings what is shut to a reader; whoever calls has asked for permission.
    "lines_open_to": (lambda by, _s, _w: lines_open_to(by, AuditLine.objects.all()), tuple(ROLES)),
    "rows_open_to": (lambda by, _s, _w: rows_open_to(by), tuple(ROLES)),
    # What concerns the own account alone is everybody's; an actor without an account is refused elsewhere.
    "record_refused": (lambda by, _s, _w: record_refused(what="x", reason="y", by=by, at=AT), tuple(ROLES)),
    "password_is_right": (
        lambda by, _s, _w: password_is_right(by=own(by)["by"], password="x"),
        tuple(ROLES),
    ),
    "set_new_password": (
        lambda by, _s, _w: set_new_password(password="four plain words", **own(by)),
        tuple(ROLES),
    ),
    "forget_factors": (lambda by, _s, _w: forget_factors(**own(by)), tuple(ROLES)),
    "bind_to_provider": (
        lambda by, _s, _w: bind_to_provider(subject="s", issuer="i", **own(by)),
        tuple(ROLES),
    ),
    "unbind_from_provider": (lambda by, _s, _w: unbind_from_provider(**own(by)), tuple(ROLES)),
    "people_to_help": (lambda by, _s, _w: people_to_help(by), HELPERS),
    "load_register": (lambda by, _s, _w: actions.load_register([], seed=1, by=by, at=AT), ()),
    "load_journeys": (lambda by, _s, _w: load_journeys([], seed=1, by=by, at=AT), ()),
    "load_housing": (lambda by, _s, _w: load_housing([], [], seed=1, by=by, at=AT), ()),
    "create_account": (
        lambda by, _s, _w: create_account(
            username="new",
            display_name="New",
            service="",
            roles=[],
            password="four plain words",
            by=by,
            at=AT,
        ),
        ("system_owner",),
    ),
    "record_sign_in": (lambda by, _s, _w: record_sign_in(by=by, at=AT), tuple(ROLES)),
    "record_sign_out": (lambda by, _s, _w: record_sign_out(by=by, at=AT), tuple(ROLES)),
    # Whoever is turned away is nobody yet, so no actor is given.
    "record_refused_sign_in": (
        lambda by, _s, _w: record_refused_sign_in(username=by.username, at=AT),
        tuple(ROLES),
    ),
    "upload_tables": (
        lambda by, _s, _w: upload_tables(files=TABLES, title="tables", by=by, at=AT),
        ("statistician",),
    ),
    "uploads_of": (lambda by, _s, _w: uploads_of(by, at=AT), ("statistician",)),
    "answer_to": (lambda by, _s, _w: answer_to(by, uploaded_by(by), at=AT), ("statistician",)),
    "delete_upload": (
        lambda by, _s, _w: delete_upload(reference=uploaded_by(by), by=by, at=AT),
        ("statistician",),
    ),
    "store_findings": (
        lambda by, _s, _w: store_findings(reference=uploaded_by(by), rows=[], by=by, at=AT),
        (),
    ),
    "drop_files": (lambda by, _s, _w: drop_files(reference=uploaded_by(by), by=by, at=AT), ()),
    "expire_uploads": (lambda by, _s, _w: expire_uploads(by=by, at=AT), ()),
    "files_to_attack": (lambda by, _s, _w: files_to_attack(uploaded_by(by), by=by), ()),
    "keep_answer": (
        lambda by, _s, _w: keep_answer(CASES, reference=handed_in_by(by), answer="{}", told={}, by=by, at=AT),
        (),
    ),
    "drop_unanswered": (
        lambda by, _s, _w: drop_unanswered(CASES, reference=handed_in_by(by), by=by, at=AT),
        (),
    ),
    "expire_inbox": (lambda by, _s, _w: expire_inbox(CASES, by=by, at=AT), ()),
    "files_in": (lambda by, _s, _w: files_in(CASES, handed_in_by(by), by=by), ()),
    "who_asked_to_store": (lambda by, _s, _w: who_asked_to_store(asked_by(by), by=by), ()),
    "keep_not_stored": (
        lambda by, _s, _w: keep_not_stored(reference=asked_by(by), why="stopped", by=by, at=AT),
        (),
    ),
    "keep_check": (
        lambda by, _s, _w: keep_check(
            reference=handed_in_by(by), found=Check(0, (), (), (), ()), by=by, at=AT
        ),
        (),
    ),
    "drop_case_file": (lambda by, _s, _w: drop_case_file(reference=handed_in_by(by), by=by, at=AT), ()),
    "expire_case_uploads": (lambda by, _s, _w: expire_case_uploads(by=by, at=AT), ()),
    "case_file_to_check": (lambda by, _s, _w: case_file_to_check(handed_in_by(by), by=by), ()),
    "uploader_of": (lambda by, _s, _w: uploader_of(handed_in_by(by), by=by, at=AT), ()),
    "read_notices": (lambda by, _s, _w: read_notices(by=by, at=AT), tuple(ROLES)),
    "notices_of": (lambda by, _s, _w: notices_of(by, at=AT), tuple(ROLES)),
    "unread_notices": (lambda by, _s, _w: unread_notices(by), tuple(ROLES)),
    "newest_lines": (lambda by, _s, _w: newest_lines(by=by), READS_THE_TRAIL),
    "events_told": (lambda by, _s, _w: events_told(by=by), READS_THE_TRAIL),
    "state_of_trail": (lambda by, _s, _w: state_of_trail(by=by), READS_THE_TRAIL),
    "whole_trail": (lambda by, _s, _w: whole_trail(Held(), by=by), READS_THE_TRAIL),
    "verify_whole_trail": (lambda by, _s, _w: verify_whole_trail(Held(), by=by, at=AT), READS_THE_TRAIL),
    "line_proof": (lambda by, _s, _w: found_nothing(lambda: line_proof(1, by=by)), READS_THE_TRAIL),
    "make_checkpoint": (lambda by, _s, _w: make_checkpoint(by=by, at=AT), ()),
    "record_anchored": (lambda by, _s, _w: record_anchored(holder="archive", size=1, by=by, at=AT), ()),
    "review_list": (lambda by, _s, _w: review_list(by=by, at=AT), READS_THE_TRAIL),
    "finding_for_review": (
        lambda by, _s, _w: found_nothing(lambda: finding_for_review("none", by=by, at=AT)),
        READS_THE_TRAIL,
    ),
    "lines_of_finding": (
        lambda by, _s, _w: found_nothing(lambda: lines_of_finding("none", by=by, at=AT)),
        READS_THE_TRAIL,
    ),
    "give_verdict": (
        lambda by, _s, _w: found_nothing(
            lambda: give_verdict(key="none", verdict="fine", reason="a good reason", by=by, at=AT)
        ),
        READS_THE_TRAIL,
    ),
    # Whoever reads is put on record, refused or not.
    "record_read": (
        lambda by, _s, _w: as_the_first(lambda: record_read(event="a.read", by=by, at=AT)),
        tuple(ROLES),
    ),
    "write_line": (lambda by, _s, _w: write_line(event="something.done", by=by, at=AT), tuple(ROLES)),
    "request_release": (
        lambda by, _s, _w: request_release(year=2024, policy="safe", data=Path(), by=by, at=AT),
        ("statistician",),
    ),
    "prefer_secondary": (
        lambda by, _s, _w: prefer_secondary(year=2024, policy="safe", key=CELL, by=by, at=AT),
        ("statistician",),
    ),
    "drop_preference": (
        lambda by, _s, _w: drop_preference(year=2024, policy="safe", key=CELL, by=by, at=AT),
        ("statistician",),
    ),
    "compute_release": (
        lambda by, _s, _w: computed(
            lambda: compute_release(year=1999, policy="safe", data=Path(), by=by, at=AT)
        ),
        ("statistician",),
    ),
    "release_unstored": (
        lambda by, _s, _w: computed(lambda: release_unstored(year=1999, policy="safe", data=Path(), by=by)),
        ("statistician",),
    ),
    "protection_of": (lambda by, _s, _w: protection_of(2024, "safe", reader=by), ("statistician",)),
    "wishes_of": (lambda by, _s, _w: wishes_of(2024, "safe", reader=by), ("statistician",)),
    "freeze_facts": (
        lambda by, _s, _w: refused_for_now(lambda: freeze_facts(year=2030, kind=Kind.RUNNING, by=by, at=AT)),
        ("statistician",),
    ),
    "propose_release": (
        lambda by, _s, _w: refused_for_now(
            lambda: propose_release(year=2024, policy="safe", frozen=1, by=by, at=AT)
        ),
        ("statistician",),
    ),
    "sign_off_release": (
        lambda by, _s, _w: refused_for_now(
            lambda: sign_off_release(year=2024, policy="safe", version=1, seal="", by=by, at=AT)
        ),
        MAKERS,
    ),
    "send_back_release": (
        lambda by, _s, _w: refused_for_now(
            lambda: send_back_release(
                year=2024, policy="safe", version=1, objection=Objection.NOT_NOW, by=by, at=AT
            )
        ),
        MAKERS,
    ),
    "publish_release": (
        lambda by, _s, _w: refused_for_now(
            lambda: publish_release(year=2024, policy="safe", version=1, from_at=AT, by=by, at=AT)
        ),
        ("statistician",),
    ),
    "proposals_of": (lambda by, _s, _w: proposals_of(2024, "safe", reader=by, at=AT), MAKERS),
    "proposed_release": (
        lambda by, _s, _w: refused_for_now(lambda: proposed_release(2024, "safe", 1, reader=by)),
        MAKERS,
    ),
    "request_forms": (
        lambda by, _s, _w: refused_for_now(
            lambda: request_forms(year=2024, policy="safe", version=1, by=by, at=AT)
        ),
        ("statistician",),
    ),
    "keep_forms": (
        lambda by, _s, _w: refused_for_now(
            lambda: keep_forms(
                year=2024,
                policy="safe",
                version=1,
                files=(),
                published_at=AT,
                next_update=None,
                by=by,
                at=AT,
            )
        ),
        ("statistician",),
    ),
    "tell_progress": (
        lambda by, _s, _w: tell_progress(
            year=2024, policy="safe", version=1, written=1, wanted=6, by=by, at=AT
        ),
        ("statistician",),
    ),
    "version_to_print": (
        lambda by, _s, _w: refused_for_now(lambda: version_to_print(2024, "safe", 1, reader=by, at=AT)),
        ("statistician",),
    ),
    "print_state": (lambda by, _s, _w: print_state(2024, "safe", 1, reader=by, at=AT), ("statistician",)),
    "frozen_of": (lambda by, _s, _w: frozen_of(2024, "safe", reader=by), MAKERS),
    "sections_of": (lambda by, _s, _w: sections_of(2024, reader=by), AT_THE_DESK),
    "section_at_desk": (lambda by, _s, _w: section_at_desk(**OF_SECTION, reader=by), AT_THE_DESK),
    "require_desk": (lambda by, _s, _w: require_desk(by), AT_THE_DESK),
    "save_section": (
        lambda by, _s, _w: save_section(
            **OF_SECTION, language="nb", title="Saker", text="Ord.", base=0, by=by, at=AT
        ),
        ("statistician",),
    ),
    "approve_section": (
        lambda by, _s, _w: refused_for_now(
            lambda: approve_section(**OF_SECTION, language="nb", number=1, by=by, at=AT)
        ),
        APPROVERS,
    ),
    "comment_on_section": (
        lambda by, _s, _w: comment_on_section(**OF_SECTION, text="Husk.", by=by, at=AT),
        AT_THE_DESK,
    ),
    "add_section": (
        lambda by, _s, _w: add_section(year=2024, titles={"nb": "Året"}, beside="saker", by=by, at=AT),
        ("statistician",),
    ),
    "move_section": (
        lambda by, _s, _w: move_section(**OF_SECTION, direction="down", by=by, at=AT),
        ("statistician",),
    ),
    "take_away_section": (
        lambda by, _s, _w: refused_for_now(
            lambda: take_away_section(**OF_SECTION, reason="Prøve.", by=by, at=AT)
        ),
        ("statistician",),
    ),
    "bring_back_section": (
        lambda by, _s, _w: refused_for_now(lambda: bring_back_section(**OF_SECTION, by=by, at=AT)),
        ("statistician",),
    ),
    "approve_order": (
        lambda by, _s, _w: refused_for_now(lambda: approve_order(year=2024, number=1, by=by, at=AT)),
        APPROVERS,
    ),
    "put_figure": (
        lambda by, _s, _w: refused_for_now(
            lambda: put_figure(**OF_SECTION, figure="totals", after=0, alts={}, bases={}, by=by, at=AT)
        ),
        ("statistician",),
    ),
    "order_of": (lambda by, _s, _w: order_of(2024, reader=by), AT_THE_DESK),
    "ask_contribution": (
        lambda by, _s, _w: ask_contribution(**OF_SECTION, party="FT", due_date=DAY_TO_COME, by=by, at=AT),
        ("statistician",),
    ),
    "record_figure": (lambda by, _s, _w: record_figure(figure=CITED, by=by, at=AT), ("statistician",)),
    "withdraw_figure": (lambda by, _s, _w: withdrawn_by(by), ("statistician",)),
    "recorded_figures": (lambda by, _s, _w: recorded_figures(reader=by), AT_THE_DESK),
    "request_texts_check": (
        lambda by, _s, _w: request_texts_check(year=2024, by=by, at=AT),
        ("statistician",),
    ),
    "keep_texts_check": (lambda by, _s, _w: checked_by(by), ("statistician",)),
    "texts_check": (lambda by, _s, _w: texts_check(2024, reader=by, at=AT), AT_THE_DESK),
    "last_request": (lambda by, _s, _w: last_request("safe", reader=by, at=AT), ("statistician",)),
}
LISTS = (
    cases_visible_to,
    grey_zone_cases_visible_to,
    rows_within_reach,
    grey_zone_within_reach,
    partial(quality_work_list, year=2024),
)
# What asks for no actor, and why it need not.
WITHOUT_AN_ACTOR: Mapping[str, str] = {
    "take_code": "is asked at the door, before there is an actor; the code itself is what opens",
    "factors_of": "tells which factors an account has, at the door",
    "actor_bound_to": "makes the actor, from what the provider has signed",
    "confirmations_of": "tells which services stand by a year, nothing of any case",
    "published_years": "gives what is public",
    "published_versions": "gives what is public",
    "published_release": "gives what is public",
    "forms_of": "gives what is public",
    "form_file": "gives what is public",
    "seal_of": "hashes what it was given",
    "register_is_empty": "tells whether there is a register, for the demo that would fill it",
    "attributes_of": "reads a case that its caller was given",
    "agencies_of": "reads a case that its caller was given",
    "verify_chain": "tells only whether the trail is whole",
    "read_lines": "counts what a request has put on record",
    "trail_name": "names the trail by a hash",
    "own_public_key": "gives what is public",
    "newest_checkpoint": "gives hashes and signatures, for holders outside",
    "checkpoint_at": "gives hashes and signatures, for holders outside",
    "notes_here": "gives hashes and signatures, for holders outside",
    "leaves_between": "gives hashes of hashes, for holders outside",
    "is_checkpoint_due": "tells how old a signature is",
    "lines_about": "is called where the case has been given to the actor",
    "actor_of": "makes the actor",
    "actor_named": "makes the actor, for the demo whose cast acts",
    "system_in": "makes the actor of the command line",
    "actors_with_role": "tells who has a role, to the verb that gives them notice",
    "everybody": "makes the actors that a case is explained for",
    "colleagues": "tells who works here, nothing of any case",
    "names_of": "is called where the case has been given to the actor",
    "blocks_of": "is called where the case has been given to the actor",
    "lowering_asked": "is called where the case has been given to the actor",
    "account_exists": "is asked at the door, before there is an actor",
    "display_names": "tells what those with an account are called; only pages behind the door ask",
    "printed_of": "gives what is printed of the chain to releases, which print it",
    "stored_release": "gives what is printed; its pages ask for the permission to read statistics",
    "release_head": "gives what is printed",
    "stored_years": "gives what is printed",
    "certificate_of": "tells no more than the print",
    "print_of": "is the print",
    "require_allowed_policy": "refuses; it gives nothing",
    "require_report": "refuses; it gives nothing",
    "place_of": "tells which sections the report has",
    "steps_of": "tells which steps were taken on the order, for this room",
    "outline_at_desk": "tells in which order the sections stand",
    "outline_to_print": "gives what the report prints",
    "chapters_to_print": "gives what the report prints",
    "waiting_for": "tells who was asked, for this room",
    "figure_title": "names a figure",
    "drawable_figures": "names the figures that can be drawn",
    "figures_at_desk": "tells which figures stand where",
    "what_goes_with": "names sections and figures",
    "require_writable": "refuses; it gives nothing",
    "require_there": "refuses; it gives nothing",
    "require_drawn_once": "refuses; it gives nothing",
    "from_the_files": "gives what the prose files say",
    "text_of_row": "reads a version that its caller was given",
    "approved_texts": "gives what the report prints",
    "newest_and_approved": "gives texts to the program that checks them, and hashes them",
    "citations_in_use": "tells which sections cite which public figure",
    "standing_figures": "gives what the report prints",
    "recorder_of": "tells whose hands a figure went through, for the verb that asks for others",
    "release_mark": "tells one release from another",
    "report_bytes": "prints what it was given",
    "report_file_name": "names a file",
    "chapter_files": "prints what it was given",
    "report_files": "prints what it was given",
    "print_report": "prints what it was given",
    "chapter_titles": "names the chapters of what it was given",
    "actor_with_id": "makes the actor, for the program that does what an account asked for",
    "upload_of": "reads a row that its caller was given",
    "not_stored_because": "reads a row that its caller was given",
    "stored_import_of": "reads a row that its caller was given",
    "lines_beside": "gives the lines of a finding that its caller was given to review",
    "points_of": "is called where the conference has been given to the actor",
    "positions_of": "is called where the rows have been given to the actor",
    "staff": "gives who works here to rooms that decide what is shown of whom",
    "holders_of": "gives who has a role to rooms that let somebody in or tell them",
    "holds_on": "is called where it has been decided who may know",
    "history_beside": "gives what was done in a case whose page its caller was given",
}
UNASKED = {*WITHOUT_AN_ACTOR, *VAULT_WITHOUT_AN_ACTOR, *MODES_WITHOUT_AN_ACTOR, *MOVES_WITHOUT_AN_ACTOR}
UNASKED |= {*CLIENTS_WITHOUT_AN_ACTOR, *DIRECTORY_WITHOUT_AN_ACTOR}
UNASKED |= {*CLIENTS_WITHOUT_AN_ACTOR, *OUTREACH_WITHOUT_AN_ACTOR}
SERVICES_OF_ACTORS = ("MR", "KT", "SU", "FT", None)


EVERYBODY = [actor(role, own, role) for role in ROLES for own in SERVICES_OF_ACTORS]


def stored() -> tuple[int, ...]:
    """Count what a verb might have stored."""
    return counted(Case, GreyZoneCase, AuditLine)


def outcome(call: Call, by: Actor, service: str, world: World | None) -> str:
    """Tell how a call ended, and undo it; one that was refused must have stored nothing by itself."""
    before = stored()
    with transaction.atomic():
        try:
            call(by, service, world)  # type: ignore[arg-type]
            found = "done"
        except (NotPermitted, CaseNotFound) as refusal:
            assert stored() == before
            found = type(refusal).__name__
        transaction.set_rollback(True)
    return found


def case_worker_of(by: Actor) -> str:
    """Give the service in whose register an actor works, or nothing; ``by`` is named after the role."""
    return by.service or "" if by.username in CASE_ROLES and by.service in OPENER else ""


def modules_with_verbs() -> list[str]:
    """Give every module of every room in which doors find what they may call."""
    places = sorted(
        path for name in ("actions", "queries") for path in (*SOURCE.rglob(f"{name}.py"), *SOURCE.rglob(name))
    )
    return [".".join(("fristed", *path.relative_to(SOURCE).with_suffix("").parts)) for path in places]


def verbs_in(module: str) -> Iterator[FunctionType]:
    """Give what a module offers: what it names as its own, or else every public function it has."""
    content = vars(import_module(module))
    own = {
        name
        for name, found in content.items()
        if isfunction(found) and found.__module__ == module and not name.startswith("_")
    }
    for name in content.get("__all__", own):
        if isfunction(content[name]):
            yield content[name]


VERBS = {verb.__name__: verb for module in modules_with_verbs() for verb in verbs_in(module)}


def test_every_room_is_walked() -> None:
    rooms = {module.split(".")[2] for module in modules_with_verbs()}
    assert rooms >= {"audit", "identity", "cases", "releases", "leak_finding", "handed_in", "annual_report"}
    assert {"register_case", "create_account", "request_release", "wishes_of", "answer_to"} <= set(VERBS)


# What is done at the machine itself, by no person and from no page.
BY_THE_HOUSE_ALONE: Mapping[str, Callable[[Actor, Path], Any]] = {
    "make_backup": lambda by, place: make_backup(to=place, recipients=(), by=by, at=AT),
    "restore_backup": lambda by, place: restore_backup(source=place, identities=(), by=by, at=AT),
    "prune_backups": lambda by, place: prune_backups(directory=place, by=by, at=AT),
}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", BY_THE_HOUSE_ALONE)
def test_nobody_makes_puts_back_or_lets_go_of_a_backup_but_the_house(verb: str, tmp_path: Path) -> None:
    for by in EVERYBODY:
        with pytest.raises(NotPermitted):
            BY_THE_HOUSE_ALONE[verb](by, tmp_path)


def test_the_table_names_every_verb_and_reading_of_every_room() -> None:
    lists = {getattr(reading, "func", reading).__name__ for reading in LISTS}
    of_services = {*BY_A_LEADER, *FOR_A_SERVICE, *IN_A_SERVICE, *IN_THE_OWN_REGISTER, *OF_THE_LEADER}
    of_services |= {*OF_ACCOUNTS, *OF_REVIEWERS, "break_glass", "is_within_reach"}
    named = {*of_services, *OF_A_COLLEAGUE, *ON_A_CASE, *ANYWHERE, *lists, *WITHOUT_AN_ACTOR}
    named |= {*MOVES, *MOVES_WITHOUT_AN_ACTOR, *OUTCOMES}
    named |= {*VAULT, *VAULT_WITHOUT_AN_ACTOR, *MODES, *MODES_WITHOUT_AN_ACTOR, *BY_THE_HOUSE_ALONE}
    named |= {*CALLS, *PARTS_OF_CALLS}
    named |= {*DIRECTORY, *DIRECTORY_WITHOUT_AN_ACTOR}
    named |= {*JOURNAL, *JOURNAL_OF_A_CASE}
    named |= {*PAPERS, *PAPERS_OF_A_CASE, *PARTIES, *PARTIES_OF_A_CASE}
    named |= {*CHAIN, *CHAIN_WITHOUT_AN_ACTOR, *HOME, *HOME_WITHOUT_ASKING}
    named |= {*GUIDANCE, *GUIDANCE_FOR_EVERYBODY}
    named |= {*OUTREACH, *OUTREACH_WITHOUT_AN_ACTOR}
    named |= {*JOURNAL, *JOURNAL_OF_A_CASE, *CLIENTS, *CLIENTS_WITHOUT_AN_ACTOR}
    named |= {*ACTION_PLAN, *FOR_THE_ROOM_OF_PLANS}
    assert set(VERBS) - named == set()


@pytest.mark.parametrize("verb", sorted(set(VERBS) & UNASKED))
def test_what_is_told_who_acts_cannot_be_left_out(verb: str) -> None:
    assert not {"by", "actor", "reader"} & set(signature(VERBS[verb]).parameters)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", IN_A_SERVICE)
def test_only_case_workers_register_and_only_in_their_own_service(verb: str) -> None:
    # Grey-zone cases are the advisers' alone by a rule, so only their service is tried.
    services = ("MR",) if verb == "register_grey_zone_case" else tuple(OPENER)
    for by, service in product(EVERYBODY, services):
        expected = "done" if case_worker_of(by) == service else "NotPermitted"
        assert outcome(IN_A_SERVICE[verb], by, service, None) == expected, (by, service)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", BY_A_LEADER)
def test_only_the_leader_stands_by_a_year_and_only_of_the_own_service(verb: str) -> None:
    for by, service in product(EVERYBODY, OPENER):
        is_leader = by.username == "service_leader" and by.service == service
        expected = "done" if is_leader else "NotPermitted"
        assert outcome(BY_A_LEADER[verb], by, service, None) == expected, (by, service)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", FOR_A_SERVICE)
def test_a_contribution_is_approved_by_those_who_approve_and_only_for_the_own_service(verb: str) -> None:
    for by, service in product(EVERYBODY, SERVICES_OF_ACTORS[:-1]):
        may = by.username in APPROVERS and by.service == service
        assert outcome(FOR_A_SERVICE[verb], by, service or "", None) == ("done" if may else "NotPermitted"), (
            by
        )


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ON_A_CASE)
def test_only_case_workers_reach_a_case_and_only_their_own_services(verb: str) -> None:
    services = ("MR",) if "grey_zone" in verb else tuple(OPENER)
    worlds = {service: World(service) for service in services}
    for by, service in product(EVERYBODY, services):
        works_in = case_worker_of(by)
        expected = "done" if works_in == service else "CaseNotFound" if works_in else "NotPermitted"
        assert outcome(ON_A_CASE[verb], by, service, worlds[service]) == expected, (by, service)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", IN_THE_OWN_REGISTER)
def test_only_case_workers_hand_files_in_and_only_in_their_own_register(verb: str) -> None:
    for by in EVERYBODY:
        expected = "done" if case_worker_of(by) else "NotPermitted"
        assert outcome(IN_THE_OWN_REGISTER[verb], by, "", None) == expected, by


@pytest.mark.django_db
@pytest.mark.parametrize("verb", OF_THE_LEADER)
def test_only_a_leader_takes_rows_out_and_only_of_the_own_register(verb: str) -> None:
    for by in EVERYBODY:
        is_leader = by.username == "service_leader" and by.service in OPENER
        assert outcome(OF_THE_LEADER[verb], by, "", None) == ("done" if is_leader else "NotPermitted"), by


@pytest.mark.django_db
@pytest.mark.parametrize("verb", OF_ACCOUNTS)
def test_accounts_are_looked_after_by_leaders_of_a_service_and_system_owners(verb: str) -> None:
    for by in EVERYBODY:
        may = by.username == "system_owner" or (by.username == "service_leader" and by.service)
        assert outcome(OF_ACCOUNTS[verb], by, "", None) == ("done" if may else "NotPermitted"), by


@pytest.mark.django_db
@pytest.mark.parametrize("verb", OF_REVIEWERS)
def test_emergency_access_is_reviewed_by_leaders_with_a_register_and_system_owners(verb: str) -> None:
    for by in EVERYBODY:
        may = by.username == "system_owner" or (by.username == "service_leader" and by.service in OPENER)
        assert outcome(OF_REVIEWERS[verb], by, "", None) == ("done" if may else "NotPermitted"), by


@pytest.mark.django_db
def test_only_who_works_on_a_case_is_told_that_it_is_within_reach() -> None:
    world = World("KT")
    for by in [*EVERYBODY, SYSTEM]:
        assert is_within_reach(by, Permission.CASE_FOLLOW_UP, world.opened) == (case_worker_of(by) == "KT")


@pytest.mark.django_db
def test_only_case_workers_break_the_glass() -> None:
    world = World("KT")
    for by in [*EVERYBODY, SYSTEM]:
        expected = "done" if case_worker_of(by) else "NotPermitted"
        assert outcome(lambda who, _s, at: in_an_emergency(who, at), by, "KT", world) == expected, by


@pytest.mark.django_db
def test_a_leader_takes_no_rows_out_of_another_service() -> None:
    by = actor("service_leader", "KT", "service_leader")
    for service in OPENER:
        expected = "done" if service == "KT" else "NotPermitted"
        assert outcome(OF_THE_LEADER["export_cases"], by, service, None) == expected


# Helping somebody in: a leader in the own service, a system owner everywhere, nobody else and nowhere else.
OF_A_COLLEAGUE: dict[str, Callable[[Actor, int], object]] = {
    "issue_code": lambda by, account: issue_code(account=account, purpose="password", by=by, at=AT),
    "end_sessions_by": lambda by, account: end_sessions_by(account=account, by=by, at=AT),
    "accounts_within_help": lambda by, account: accounts_within_help(by).get(pk=account),
}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", OF_A_COLLEAGUE)
def test_a_colleague_is_helped_in_by_the_own_leader_and_the_system_owner_alone(verb: str) -> None:
    colleagues = {
        service: Account.objects.create(pk=100 + n, username=f"c{n}", display_name="C", service=service or "")
        for n, service in enumerate(SERVICES_OF_ACTORS)
    }
    for by, service in product(EVERYBODY, SERVICES_OF_ACTORS):
        leads = by.username == "service_leader" and by.service is not None and by.service == service
        may, before = leads or by.username == "system_owner", AuditLine.objects.count()
        try:
            OF_A_COLLEAGUE[verb](by, colleagues[service].pk)
            found = True
        except (NotPermitted, HelpRefused, Account.DoesNotExist):
            found = False
            assert AuditLine.objects.count() == before
        OneTimeCode.objects.all().delete()
        assert found == may, (verb, by, service)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ANYWHERE)
def test_what_concerns_no_service_follows_the_role_alone(verb: str) -> None:
    call, roles = ANYWHERE[verb]
    for by in EVERYBODY:
        expected = "done" if by.username in roles else "NotPermitted"
        assert outcome(call, by, "", None) == expected, by


@pytest.mark.django_db
def test_a_list_holds_the_own_services_cases_and_no_other() -> None:
    worlds = {service: World(service) for service in OPENER}
    for by in EVERYBODY:
        if service := case_worker_of(by):
            found = {line.reference for line in cases_visible_to(by).lines}
            assert found == {worlds[service].opened, worlds[service].closed}
            assert len(grey_zone_cases_visible_to(by)) == (1 if service == "MR" else 0)


@pytest.mark.django_db
@pytest.mark.parametrize("reading", LISTS)
def test_who_is_no_case_worker_gets_no_list(reading: Callable[[Actor], object]) -> None:
    for by in EVERYBODY:
        if not case_worker_of(by):
            with pytest.raises(NotPermitted):
                reading(by)


@pytest.mark.django_db
def test_a_missing_case_and_a_hidden_one_give_the_same_answer() -> None:
    hidden = World("KT").opened
    answers = set()
    for reference in (hidden, "AAAAA-AAAAA"):
        with pytest.raises(CaseNotFound) as refusal:
            case_detail(OPENER["MR"], reference)
        answers.add(str(refusal.value))
    assert len(answers) == 1


@pytest.mark.django_db
def test_who_may_read_no_case_learns_nothing_of_what_exists() -> None:
    hidden = World("KT").opened
    answers = set()
    for reference in (hidden, "AAAAA-AAAAA"):
        with pytest.raises(NotPermitted) as refusal:
            case_detail(actor("dina", None, "statistician"), reference)
        answers.add(str(refusal.value))
    assert len(answers) == 1


@pytest.mark.django_db
def test_the_command_line_reaches_no_case() -> None:
    world = World("MR")
    for call in (*IN_A_SERVICE.values(), *ON_A_CASE.values(), *OF_THE_LEADER.values()):
        assert outcome(call, SYSTEM, "MR", world) == "NotPermitted"
