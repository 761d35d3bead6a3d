"""Every verb and reading of calls and consultations, and how each ends for whom; kept by hand.

``past`` means let in by permission and reach; what the verb then says of the values is tested elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from fristed.casework.consultations import actions, queries
from fristed.casework.consultations.facts import ContactRule
from fristed.foundation.identity.facts import Actor
from tests.access.modes_table import AT, DAY, REGISTERS, Call, Rule, given, of, on_a_case
from tests.access.vault_table import nobody, works_with_cases
from tests.spec.cast import plain_case

RULE = ContactRule(call_back="no", phone_watched="yes")


def in_a_register(by: Actor, service: str) -> bool:
    """Who works with cases in a service that has a register, of whatever case."""
    return works_with_cases(by, service) and by.service in REGISTERS


def in_this_register(by: Actor, service: str) -> bool:
    """The same, and in this service."""
    return in_a_register(by, service) and by.service == service


CALLS: Mapping[str, tuple[Call, Rule]] = {
    "save_call_draft": (
        lambda by, _s, _r: actions.save_call_draft(reference="x", fields={}, **given(by)),
        of(in_a_register),
    ),
    "throw_away_call_draft": (
        lambda by, _s, _r: actions.throw_away_call_draft(reference="x", **given(by)),
        of(in_a_register),
    ),
    "expire_call_drafts": (lambda by, _s, _r: actions.expire_call_drafts(**given(by)), of(nobody)),
    "call_drafts_of": (lambda by, _s, _r: queries.call_drafts_of(by, at=AT), of(in_a_register)),
    "call_draft": (lambda by, _s, _r: queries.call_draft(by, "x", at=AT), of(in_a_register)),
    "take_call": (
        lambda by, service, _r: actions.take_call(
            draft=plain_case(service, DAY), contact=RULE, is_anonymous=True, **given(by)
        ),
        of(in_this_register),
    ),
    "join_by_code": (
        lambda by, _s, _r: actions.join_by_code(code="AAAA-AAAA", **given(by)),
        of(in_a_register),
    ),
    "set_safe_contact": (
        lambda by, _s, ref: actions.set_safe_contact(reference=ref, rule=RULE, seen_version=0, **given(by)),
        on_a_case,
    ),
    "give_new_code": (lambda by, _s, ref: actions.give_new_code(reference=ref, **given(by)), on_a_case),
    "move_consultation": (
        lambda by, _s, ref: actions.move_consultation(reference=ref, to="advised", **given(by)),
        on_a_case,
    ),
    "link_consultation": (
        lambda by, _s, ref: actions.link_consultation(
            reference=ref, followed=ref, ground="caller_told", **given(by)
        ),
        on_a_case,
    ),
    "safe_contact_of": (lambda by, _s, ref: queries.safe_contact_of(by, ref, at=AT), on_a_case),
    "words_of_contact": (lambda by, _s, ref: queries.words_of_contact(by, ref), on_a_case),
    "call_on_case": (lambda by, _s, ref: queries.call_on_case(by, ref, at=AT), on_a_case),
    "consultation_of": (lambda by, _s, ref: queries.consultation_of(by, ref), on_a_case),
}
# Parts of verbs, called with a case that their caller has reached; tried by those verbs.
PARTS_OF_CALLS = ("store_new_code", "store_state", "store_rule", "what_caller_has")
