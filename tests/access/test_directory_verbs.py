"""Who gets past the door of each verb of the directory and of the preparedness letter, for every role."""

from __future__ import annotations

import pytest
from django.db import transaction

from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.refusals import Refused
from fristed.knowledge.directory.queries import EntryNotFound
from fristed.knowledge.letters.queries import LetterNotFound
from tests.access.directory_table import DIRECTORY
from tests.access.modes_table import Call
from tests.access.test_modes_verbs import EVERYBODY


def ends(call: Call, by: object) -> str:
    """Tell how a call ends."""
    try:
        call(by, "", "")  # type: ignore[arg-type]
    except NotPermitted:
        return "NotPermitted"
    except (Refused, EntryNotFound, LetterNotFound):
        return "past"
    return "past"


@pytest.mark.django_db
@pytest.mark.parametrize("verb", DIRECTORY)
def test_only_those_in_the_table_get_past(verb: str) -> None:
    call, rule = DIRECTORY[verb]
    for by in EVERYBODY:
        mark = transaction.savepoint()
        assert ends(call, by) == rule(by, ""), by
        transaction.savepoint_rollback(mark)
