"""Who gets past the door of each verb of guidance, for every role; nobody without an account writes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fristed.foundation.identity.rules import NotPermitted
from tests.access.guidance_table import GUIDANCE, WRITERS
from tests.access.test_modes_verbs import EVERYBODY, outcome

VERBS = ("propose_edition", "approve_edition", "withdraw_edition")


@pytest.mark.django_db
@pytest.mark.parametrize("verb", GUIDANCE)
def test_only_those_in_the_table_get_past(verb: str) -> None:
    call, rule = GUIDANCE[verb]
    for by in EVERYBODY:
        assert outcome(call, by, "", "") == rule(by, ""), by
    assert {by.username for by in EVERYBODY} >= WRITERS


@pytest.mark.django_db
@pytest.mark.parametrize("verb", VERBS)
def test_nobody_without_an_account_writes_guidance(verb: str) -> None:
    writer = next(by for by in EVERYBODY if by.username in WRITERS)
    with pytest.raises(NotPermitted):
        GUIDANCE[verb][0](replace(writer, account_id=None), "", "")
