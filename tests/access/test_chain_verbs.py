"""Who gets past the door of each verb of housing, of mentors and of outreach, for every role and service."""

from __future__ import annotations

import pytest
from django.db import transaction

from fristed.casework.cases.actions import register_case
from tests.access.chain_table import CHAIN
from tests.access.modes_table import AT, DAY
from tests.access.outreach_table import OUTREACH
from tests.access.test_modes_verbs import EVERYBODY, outcome
from tests.access.turns import in_turns
from tests.spec.cast import actor, plain_case


@pytest.mark.django_db
@pytest.mark.parametrize(("verb", "service"), in_turns([*CHAIN, *OUTREACH]))
def test_only_those_in_the_table_get_past(verb: str, service: str) -> None:
    call, rule = {**CHAIN, **OUTREACH}[verb]
    opener = actor("opener", service, "case_worker", account_id=900)
    reference = register_case(draft=plain_case(service, DAY), by=opener, at=AT).reference
    for by in EVERYBODY:
        mark = transaction.savepoint()
        assert outcome(call, by, service, reference) == rule(by, service), (by, service)
        transaction.savepoint_rollback(mark)
