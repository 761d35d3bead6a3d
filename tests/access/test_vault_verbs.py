"""Who gets past the door of each verb of the vault, for every role, in the own service and in another."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import transaction

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import ROLES, NotPermitted
from fristed.foundation.vault.facts import Owner
from fristed.foundation.vault.keys.models import CaseKey, PlaceOfficer
from tests.access.traces import counted
from tests.access.vault_table import REGISTERS, VAULT, Call
from tests.spec.cast import actor

EVERYBODY = [
    actor(role, service, role, account_id=number)
    for number, (role, service) in enumerate(product(ROLES, ("MR", "KT", "SU", "FT", None)), 1)
]


def _stored() -> tuple[int, ...]:
    return (*counted(AuditLine), *counted(CaseKey, PlaceOfficer))


def gets_past(call: Call, by: Actor, owner: Owner) -> bool:
    """Whether a verb lets an actor past its door; one that is refused leaves no trace."""
    before = _stored()
    # What a verb has committed in the key database stays; the next actor finds it and is none the wiser.
    with transaction.atomic():
        try:
            call(by, owner)
        except NotPermitted:
            found = False
            assert _stored() == before
        except Exception:
            found = True
        else:
            found = True
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("verb", VAULT)
def test_only_those_in_the_table_get_past(verb: str) -> None:
    call, rule = VAULT[verb]
    for by, service in product(EVERYBODY, REGISTERS):
        assert gets_past(call, by, Owner(service, "CASE-1")) == rule(by, service), (by, service)
