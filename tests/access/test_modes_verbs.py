"""Who gets past the door of each verb of modes, persons, places, teams, moves and calls, for every role."""

from __future__ import annotations

from importlib import import_module
from inspect import isfunction
from itertools import product

import pytest
from django.db import transaction

from fristed.casework.cases.actions import register_case
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.persons.models import HeldField
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import ROLES, NotPermitted
from fristed.foundation.legal_basis.models import Decision, Handover
from tests.access.calls_table import CALLS
from tests.access.clients_table import CLIENTS
from tests.access.modes_table import AT, DAY, MODES, MODES_WITHOUT_AN_ACTOR, Call
from tests.access.moves_table import MOVES, prepare
from tests.access.outcomes_table import OUTCOMES
from tests.access.traces import counted
from tests.access.turns import in_turns
from tests.spec.cast import actor, plain_case

EVERYBODY = [
    actor(role, service, role, account_id=number)
    for number, (role, service) in enumerate(product(ROLES, ("MR", "KT", "SU", "FT", None)), 1)
]


def stored() -> tuple[int, ...]:
    """Count what a verb might have stored."""
    return counted(AuditLine, Decision, Handover, HeldField)


def outcome(call: Call, by: Actor, service: str, reference: str) -> str:
    """Tell how a call ended, and undo it; one that was refused leaves no trace."""
    before = stored()
    with transaction.atomic():
        try:
            call(by, service, reference)
        except (NotPermitted, CaseNotFound) as refusal:
            assert stored() == before
            found = type(refusal).__name__
        except Exception:
            found = "past"
        else:
            found = "past"
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(("verb", "service"), in_turns([*MODES, *MOVES, *CALLS, *OUTCOMES, *CLIENTS]))
def test_only_those_in_the_table_get_past(verb: str, service: str) -> None:
    call, rule = {**MODES, **MOVES, **CALLS, **OUTCOMES, **CLIENTS}[verb]
    opener = actor("opener", service, "case_worker", account_id=900)
    reference = register_case(draft=plain_case(service, DAY), by=opener, at=AT).reference
    if verb in MOVES:
        prepare(service)
    for by in EVERYBODY:
        assert outcome(call, by, service, reference) == rule(by, service), (by, service)


def test_the_verbs_of_the_one_door_are_in_the_table() -> None:
    door = import_module("fristed.foundation.legal_basis.actions.crossing")
    verbs = {
        name
        for name, found in vars(door).items()
        if isfunction(found) and found.__module__ == door.__name__ and not name.startswith("_")
    }
    assert verbs <= {*MODES, *MODES_WITHOUT_AN_ACTOR}
