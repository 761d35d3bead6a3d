"""When the trail cannot be written, no verb stores anything: change and audit line are one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers

from fristed.casework.cases import actions
from fristed.casework.cases.actions import (
    closing_a_year,
    correcting,
    emergency,
    following_up,
    grey_zone,
    importing,
    loading,
    protecting,
    registering,
)
from fristed.casework.cases.facts import CaseAttributes, GreyZoneDraft
from fristed.casework.cases.models import Case
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.queries import verify_chain
from fristed.foundation.identity.access import storing
from fristed.foundation.identity.access.models import Lowering
from fristed.foundation.identity.models import Account, RoleGrant
from fristed.foundation.identity.queries import SYSTEM
from fristed.methods.reconstruction.records import RegisterRow
from tests.spec.cast import AUD, CASE_WORKERS, actor, at_ten, plain_case

MONDAY = date(2024, 3, 4)
AT = at_ten(date(2024, 3, 11))
COLLEAGUE = 55
LEADER = actor("leader", "MR", "service_leader")
ROW = RegisterRow(
    service="KT",
    year=2024,
    main_concern="fear_fgm",
    concern_basis="feared",
    gender="female",
    age_band="under_12",
    age_group="child_under_18",
    country_background="SO",
    referrer="police",
    immigration_case=True,
    abroad_case=False,
    agencies_involved=("police",),
    agencies_to_involve=("nav",),
)
Call = Callable[[str, str, str, datetime], Any]

# Every verb of the room: what calls it, given an open case, a closed case, a grey-zone case and a time.
VERBS: dict[str, Call] = {
    "register_case": lambda _o, _c, _g, at: actions.register_case(
        draft=plain_case("MR", MONDAY), by=AUD, at=at
    ),
    "add_contact": lambda case, _c, _g, at: actions.add_contact(
        reference=case, on_date=MONDAY, by=AUD, at=at
    ),
    "correct_main_concern": lambda case, _c, _g, at: actions.correct_main_concern(
        reference=case, new_concern="threats_and_violence", reason="wrong_key", by=AUD, at=at
    ),
    "add_current_concern": lambda case, _c, _g, at: actions.add_current_concern(
        reference=case, concern="threats_and_violence", on_date=MONDAY, by=AUD, at=at
    ),
    "update_agencies": lambda case, _c, _g, at: actions.update_agencies(
        reference=case, involved=("nav",), to_involve=("police",), by=AUD, at=at
    ),
    "update_attributes": lambda case, _c, _g, at: actions.update_attributes(
        reference=case,
        attributes=CaseAttributes(control_motive="honour", control_arenas=("digital",)),
        by=AUD,
        at=at,
    ),
    "close_case": lambda case, _c, _g, at: actions.close_case(reference=case, on_date=MONDAY, by=AUD, at=at),
    "reopen_case": lambda _o, closed, _g, at: actions.reopen_case(reference=closed, by=AUD, at=at),
    "register_grey_zone_case": lambda _o, _c, _g, at: actions.register_grey_zone_case(
        draft=GreyZoneDraft(service="MR", first_contact_date=MONDAY, topic="school"), by=AUD, at=at
    ),
    "convert_grey_zone_case": lambda _o, _c, grey, at: actions.convert_grey_zone_case(
        reference=grey, draft=plain_case("MR", MONDAY), by=AUD, at=at
    ),
    "import_cases": lambda _o, _c, _g, at: actions.import_cases(
        drafts=[plain_case("MR", MONDAY)], service="MR", file_sha256="0" * 64, left_out=0, by=AUD, at=at
    ),
    "declare_tie": lambda case, _c, _g, at: actions.declare_tie(reference=case, kind="kin", by=AUD, at=at),
    "block_staff": lambda case, _c, _g, at: actions.block_staff(
        reference=case, account=COLLEAGUE, by=AUD, at=at
    ),
    "name_staff": lambda case, _c, _g, at: actions.name_staff(
        reference=case, account=COLLEAGUE, by=AUD, at=at
    ),
    "unname_staff": lambda _o, closed, _g, at: actions.unname_staff(
        reference=closed, account=COLLEAGUE, by=AUD, at=at
    ),
    "grade_address": lambda case, _c, _g, at: actions.grade_address(
        reference=case, grading="strictly", by=AUD, at=at
    ),
    "confirm_lower_grading": lambda _o, closed, _g, at: actions.confirm_lower_grading(
        reference=closed, by=AUD, at=at
    ),
    "break_glass": lambda _o, _c, _g, at: actions.break_glass(
        reference=Case.objects.get(service="KT").reference,
        reason="She stands at the airport and must be met.",
        hours=1,
        by=AUD,
        at=at,
    ),
    "load_register": lambda _o, _c, _g, at: actions.load_register([ROW], seed=1, by=SYSTEM, at=at),
    "confirm_year": lambda _o, _c, _g, at: actions.confirm_year(service="MR", year=2023, by=LEADER, at=at),
    "withdraw_confirmation": lambda _o, _c, _g, at: actions.withdraw_confirmation(
        service="MR", year=2022, by=LEADER, at=at
    ),
}
ROOMS = (
    storing,
    protecting,
    emergency,
    closing_a_year,
    registering,
    following_up,
    correcting,
    grey_zone,
    importing,
    loading,
)


def everything_stored() -> str:
    """Give every row of the register as text."""
    rows = [
        row
        for room in ("cases", "access")
        for model in apps.get_app_config(room).get_models()
        for row in model._default_manager.all()
    ]
    return serializers.serialize("json", rows)


def world_for(verb: str) -> tuple[str, str, str]:
    """Give an open case, a closed case and a grey-zone case; a register is loaded into an empty database."""
    if verb == "load_register":
        return "", "", ""
    first = at_ten(MONDAY)
    opened = actions.register_case(draft=plain_case("MR", MONDAY), by=AUD, at=first).reference
    closed = actions.register_case(draft=plain_case("MR", MONDAY), by=AUD, at=first).reference
    actions.close_case(reference=closed, on_date=MONDAY, by=AUD, at=first)
    draft = GreyZoneDraft(service="MR", first_contact_date=MONDAY, topic="school")
    actions.confirm_year(service="MR", year=2022, by=LEADER, at=first)
    protect(closed, first)
    return opened, closed, actions.register_grey_zone_case(draft=draft, by=AUD, at=first)


def protect(closed: str, at: datetime) -> None:
    """Name a colleague to the closed case and ask to protect it less; open a case in KT, with a leader."""
    people = ((COLLEAGUE, "colleague", "MR"), (COLLEAGUE + 1, "leader", "KT"))
    for key, username, service in people:
        Account.objects.create(pk=key, username=username, display_name=username, service=service)
    RoleGrant.objects.create(account_id=COLLEAGUE + 1, role="service_leader", granted_at=at)
    actions.register_case(draft=plain_case("KT", MONDAY), by=CASE_WORKERS["KT"], at=at)
    actions.name_staff(reference=closed, account=COLLEAGUE, by=AUD, at=at)
    case = {"service": "MR", "reference": closed, "grading": "none", "asked_by": "colleague"}
    Lowering.objects.create(**case, asked_at=at)
    Case.objects.filter(reference=closed).update(address_grading="confidential")


def break_the_trail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every attempt to write an audit line fail."""

    def broken(**_: object) -> None:
        raise OSError("the disk is full")

    for room in ROOMS:
        monkeypatch.setattr(room, "write_line", broken)


def test_the_list_of_verbs_is_whole() -> None:
    verbs = {name for name in actions.__all__ if callable(getattr(actions, name)) and name.islower()}
    assert set(VERBS) == verbs


@pytest.mark.django_db
@pytest.mark.parametrize("verb", VERBS)
def test_nothing_is_stored_when_the_audit_line_cannot_be(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    world = world_for(verb)
    before = everything_stored()
    break_the_trail(monkeypatch)
    with pytest.raises(OSError, match="disk"):
        VERBS[verb](*world, AT)
    assert everything_stored() == before


@pytest.mark.django_db
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_stores_something_and_tells_it_in_the_trail(verb: str) -> None:
    world = world_for(verb)
    before, lines = everything_stored(), AuditLine.objects.count()
    VERBS[verb](*world, AT)
    assert everything_stored() != before
    assert AuditLine.objects.count() > lines
    assert AuditLine.objects.order_by("-position").values_list("at", flat=True)[0] == AT
    assert verify_chain().is_whole


@pytest.mark.django_db
@pytest.mark.parametrize("verb", VERBS)
def test_the_trail_tells_no_value_of_a_case(verb: str) -> None:
    VERBS[verb](*world_for(verb), AT)
    told = " ".join(f"{line.subject} {line.facts}" for line in AuditLine.objects.all())
    for value in ("female", "16_17", "SO", "negative_social_control", "threats", "honour", "nav", "2024-03"):
        assert value not in told
