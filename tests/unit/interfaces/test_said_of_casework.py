"""Kinds, states and fields of casework are named in several rooms; none of them may be forgotten in one."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from fristed.casework.cases.facts import CaseDetail
from fristed.casework.journal.codes import (
    CODED,
    WRITTEN,
    Flag,
    Kind,
    Obstacle,
    ObstacleState,
    Told,
    Visibility,
)
from fristed.casework.journal.facts import NAME, Line
from fristed.casework.journal.rules import CODES, FIELDS_OF, NEEDED, STATES
from fristed.casework.papers.codes import ENTRIES
from fristed.casework.referrals import codes as moves
from fristed.casework.referrals.rules import FOLLOWS, LISTS, SENDABLE, values_to_send
from fristed.foundation.identity.clients.rules import ROLE, SCOPES
from fristed.foundation.identity.rules import ROLES
from fristed.interfaces.api.casework.addressed import KEY
from fristed.interfaces.api.casework.addresses import ADDRESSES, addresses_of_casework, answering
from fristed.interfaces.api.casework.bearer import FORMS as FORMS_OF_AN_ADDRESS
from fristed.interfaces.web.access import words as of_access
from fristed.interfaces.web.forms.journal import FORMS
from fristed.interfaces.web.journal import words
from fristed.interfaces.web.journal.shown import shown_line
from fristed.interfaces.web.moves import words as of_moves
from fristed.methods.classifications import code_list
from tests.unit.interfaces.web.visitors import AT

TODAY = AT.date()
SEALED = [(kind, name) for kind, names in FIELDS_OF.items() for name in names]


def form_of(kind: Kind, **typed: str) -> Any:
    return FORMS[kind](typed, today=TODAY, service="MR")


def line_with(kind: Kind, words_: dict[str, str]) -> Line:
    written: dict[str, Any] = {"first_written_at": AT, "written_at": AT, "written_by": "aud", "is_own": True}
    coded_: dict[str, Any] = {"code": "", "state": "", "file_kind": "", "file_parts": 0}
    of: dict[str, Any] = {"visibility": "service", "number": 1, "latest": 1, "until_date": None}
    return Line("0" * 16, kind, on_date=TODAY, has_words=True, words=words_, **written, **coded_, **of)


def test_every_kind_of_entry_has_a_name_a_page_and_a_form() -> None:
    assert set(words.KINDS) == set(words.WRITINGS) == set(FORMS) == set(Kind) == WRITTEN | CODED
    assert len(words.BY_SLUG) == len(words.WRITINGS)


def test_every_written_kind_has_sealed_fields_and_the_coded_ones_have_none() -> None:
    assert set(FIELDS_OF) == set(NEEDED) == WRITTEN
    assert all(set(NEEDED[kind]) <= set(names) for kind, names in FIELDS_OF.items())
    assert set(words.FIELDS) == {name for _kind, name in SEALED}


@pytest.mark.parametrize(("kind", "name"), [one for one in SEALED if one[1] != NAME])
def test_every_sealed_field_is_asked_for_taken_along_and_shown(kind: Kind, name: str) -> None:
    form = form_of(kind, **{name: "what was written"})
    assert name in form.fields
    assert name in form.fields.keys() & set(form.field_order)
    form.is_valid()
    draft = form.draft()
    assert draft.words[name] == "what was written"
    shown = shown_line(line_with(kind, {name: "what was written"}), whole=True)
    assert [one.text for one in shown.texts] == ["what was written"]


# What is never given to somebody outside, and why.
NEVER_GIVEN_OUT = {Kind.FILE: "a file is handed out as it is, not printed"}


def test_of_every_kind_it_is_said_whether_it_may_be_given_to_somebody_outside() -> None:
    assert {*ENTRIES, *NEVER_GIVEN_OUT} == set(Kind)
    assert not set(ENTRIES) & set(NEVER_GIVEN_OUT)


def test_every_coded_kind_has_codes() -> None:
    assert {*CODES, Kind.CONCERN_REPORT} == CODED
    assert set(STATES) <= CODED


def test_every_code_of_the_journal_has_words() -> None:
    assert set(words.VISIBILITIES) == set(words.SEEN_BY) == set(Visibility)
    assert (set(words.TOLD), set(words.FLAGS)) == (set(Told), set(Flag))
    assert (set(words.OBSTACLES), set(words.OBSTACLE_STATES)) == (set(Obstacle), set(ObstacleState))


def test_every_kind_of_move_either_sends_or_asks_and_has_words() -> None:
    assert set(moves.Kind) == moves.SENDS | moves.ASKS
    assert not moves.SENDS & moves.ASKS
    assert moves.GOES_ON <= moves.SENDS
    assert set(of_moves.KINDS) == set(of_moves.KINDS_TO_CHOOSE) == set(moves.Kind)


def test_every_state_of_a_move_has_words_and_a_place_among_the_others() -> None:
    assert set(of_moves.STATES) == set(FOLLOWS) == set(moves.State)
    assert {one for after in FOLLOWS.values() for one in after} == set(moves.State) - {moves.State.PROPOSED}
    withdrawn = {one for one, after in FOLLOWS.items() if moves.State.WITHDRAWN in after}
    assert withdrawn == set(moves.NOT_ANSWERED)
    assert {one for one, after in FOLLOWS.items() if moves.State.CLOSED in after} == set(moves.TOGETHER)


def test_every_value_that_may_be_sent_is_taken_from_the_case_and_has_words_and_a_list() -> None:
    first = {field: next(iter(code_list(name).codes())) for field, name in LISTS.items()}
    of_a_list = {"countries": ("SO",), "agencies_involved": ("police",), "current_concerns": ()}
    detail = CaseDetail.__new__(CaseDetail)
    for field in CaseDetail.__dataclass_fields__:
        object.__setattr__(detail, field, of_a_list.get(field, first.get(field, "")))
    object.__setattr__(detail, "abroad_case", True)
    assert set(values_to_send(detail)) == set(SENDABLE) - {"concern_now"}
    assert set(of_moves.FIELDS) == set(SENDABLE) == {*LISTS, "abroad_case"}


def test_every_scope_is_within_the_role_of_a_client_and_has_words() -> None:
    assert set(of_access.SCOPES) == set(SCOPES)
    assert set(SCOPES) <= ROLES[ROLE].permissions


def test_the_door_of_the_api_knows_the_form_of_whatever_stands_in_an_address() -> None:
    named = {name for one in addresses_of_casework() for name in one.pattern.converters}
    assert {"reference", "key"} <= named <= set(FORMS_OF_AN_ADDRESS)
    assert FORMS_OF_AN_ADDRESS["key"].pattern == KEY


def test_the_addresses_that_lead_to_the_api_are_those_that_it_has() -> None:
    assert {address: one.name for address, one in answering().items()} == dict(ADDRESSES)
    assert list(answering()) == list(ADDRESSES)
    for one in addresses_of_casework():
        there = answering()[str(one.pattern)]
        assert one.pattern.converters.keys() == there.pattern.converters.keys()
        assert getattr(one.callback, "csrf_exempt", False) == getattr(there.callback, "csrf_exempt", False)


def test_clients_that_come_first_together_get_the_same_api() -> None:
    code = (
        "import fristed.config.wsgi; from concurrent.futures import ThreadPoolExecutor; "
        "from fristed.interfaces.api.casework.addresses import answering; "
        "pool = ThreadPoolExecutor(8); found = [pool.submit(answering) for _ in range(8)]; "
        "print(len({id(one.result()) for one in found}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"
