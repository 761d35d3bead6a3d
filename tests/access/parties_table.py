"""Every verb and reading of parties, and how each ends for whom; kept by hand."""

from __future__ import annotations

from collections.abc import Mapping

from fristed.casework.parties import actions, queries
from fristed.casework.parties.facts import MemberDraft
from tests.access.modes_table import Call, Rule, given, on_a_case

CHILD = MemberDraft("child", "child_under_18", "female")

PARTIES: Mapping[str, tuple[Call, Rule]] = {
    "note_member": (
        lambda by, _s, ref: actions.note_member(reference=ref, draft=CHILD, **given(by)),
        on_a_case,
    ),
    "correct_member": (
        lambda by, _s, ref: actions.correct_member(reference=ref, key="0" * 16, draft=CHILD, **given(by)),
        on_a_case,
    ),
    "take_member_away": (
        lambda by, _s, ref: actions.take_member_away(reference=ref, key="0" * 16, **given(by)),
        on_a_case,
    ),
    "members_of": (lambda by, _s, ref: queries.members_of(by, ref), on_a_case),
}
PARTIES_OF_A_CASE: Mapping[str, str] = {
    "members_in": "who is in a case that has been reached",
    "line_of": "a row that has been reached",
}
