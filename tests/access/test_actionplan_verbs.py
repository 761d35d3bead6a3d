"""Who gets past the door of each verb of action plans: every role, with a ministry to write for or none."""

from __future__ import annotations

from inspect import isfunction

import pytest
from django.db import transaction

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import ROLES, NotPermitted
from fristed.knowledge.actionplan import actions, queries
from fristed.knowledge.actionplan.models import Change, Commitment, Writer
from tests.access.actionplan_table import FOR_THE_ROOM, VERBS, Call
from tests.access.traces import counted
from tests.spec.cast import actor
from tests.unit.knowledge.actionplan.world import AT, loaded, who

pytestmark = pytest.mark.django_db


def outcome(call: Call, by: Actor) -> str:
    """Tell how a call ended, and undo it; one that was refused leaves no trace."""
    before = _stored()
    with transaction.atomic():
        try:
            call(by)
        except NotPermitted:
            assert _stored() == before
            found = "NotPermitted"
        except Exception:
            found = "past"
        else:
            found = "past"
        transaction.set_rollback(True)
    return found


def _stored() -> tuple[int, ...]:
    return counted(AuditLine, Change, Commitment, Writer)


def test_only_those_in_the_table_get_past() -> None:
    loaded(writes={})
    tor = who("tor")
    everybody = [
        (role, actor(role, None, role, account_id=900 + number)) for number, role in enumerate(ROLES)
    ]
    wrong = [
        (name, role)
        for name, (call, rule) in VERBS.items()
        for role, by in everybody
        if outcome(call, by) != rule(role, False)
    ]
    actions.let_write(ministry="AID", account=tor.account_id, by=who("runa"), at=AT)
    wrong += [
        (name, "tor")
        for name, (call, rule) in VERBS.items()
        if outcome(call, tor) != rule("ministry_editor", True)
    ]
    assert wrong == []


def test_an_account_with_a_ministry_but_without_the_role_writes_nothing() -> None:
    loaded()
    lost = actor("tor", None, "none", account_id=who("tor").account_id or 0)
    assert queries.ministries_of(lost) == frozenset()
    assert outcome(VERBS["write_follow"][0], lost) == "NotPermitted"


def test_the_table_has_every_verb_and_reading() -> None:
    public = {
        name
        for module in (actions, queries)
        for name, found in vars(module).items()
        if isfunction(found) and found.__module__ == module.__name__ and not name.startswith("_")
    }
    assert public == {name.split(" ")[0] for name in VERBS} | FOR_THE_ROOM
