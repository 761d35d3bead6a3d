"""Every verb and reading of modes, persons and places, and how each ends for whom; kept by hand.

``past`` means let in by permission and reach; what the verb then says of the values is tested elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fristed.casework.persons import actions, queries
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission
from fristed.foundation.legal_basis.actions import confirm_basis, propose_basis, refuse_basis, sides_of
from fristed.foundation.legal_basis.actions.crossing import (
    ask_handover,
    confirm_handover,
    refuse_handover,
    take_handover,
)
from fristed.foundation.legal_basis.queries import legal_basis_seen_by, services_seen_by
from tests.access.vault_table import anybody, may_hold, nobody, owns_the_system, works_with_cases
from tests.spec.cast import at_ten

DAY = date(2024, 3, 4)
AT = at_ten(DAY)
WORD = "a passphrase of some length"
REGISTERS = ("MR", "KT", "SU")
# What calls each verb, as an actor, on a case of a service.
Call = Callable[[Actor, str, str], Any]
Rule = Callable[[Actor, str], str]


def on_a_case(by: Actor, service: str) -> str:
    """Who works with cases reaches those of the own service; others' are not there."""
    if not works_with_cases(by, service):
        return "NotPermitted"
    return "past" if by.service == service else "CaseNotFound"


def leader_on_a_case(by: Actor, service: str) -> str:
    """The same for the leader alone."""
    return on_a_case(by, service) if by.username == "service_leader" else "NotPermitted"


def of(allowed: Callable[[Actor, str], bool]) -> Rule:
    """Give the rule of a verb that names no case."""
    return lambda by, service: "past" if allowed(by, service) else "NotPermitted"


def leads(by: Actor, _service: str) -> bool:
    """The leader of any service that has a register."""
    return by.username == "service_leader" and by.service in REGISTERS


def decides_for(by: Actor, service: str) -> bool:
    """The leader of that service, and system owners for all."""
    return (leads(by, service) and by.service == service) or owns_the_system(by, service)


def decides(by: Actor, service: str) -> bool:
    """Leaders and system owners."""
    return leads(by, service) or owns_the_system(by, service)


def sees(by: Actor, service: str) -> bool:
    """Those who work with cases see the own service's, system owners all."""
    return works_with_cases(by, service) or owns_the_system(by, service)


def holds_or_reads(by: Actor, service: str) -> bool:
    """Who may read places, answer for a reception, or hold escrow."""
    holds = ("service_leader", "system_owner", "police_coordinator")
    reads_addresses = by.username == "housing_officer" and by.service in REGISTERS
    return works_with_cases(by, service) or by.username in holds or reads_addresses


def given(by: Actor) -> dict[str, Any]:
    """Give who and when."""
    return {"by": by, "at": AT}


def proposed(by: Actor, service: str) -> str:
    """Propose a mode for a service."""
    words = {"basis": "It is needed for this.", "law": "A law § 1", "purpose": ""}
    dates = {"from_date": DAY, "to_date": None}
    return propose_basis(service=service, field="", setting="identified", **words, **dates, **given(by))


HANDED = {
    "municipality_needs": "A school.",
    "household_size": "1",
    "protection_needed": "no",
    "sealed_contact": "x",
}

MODES: Mapping[str, tuple[Call, Rule]] = {
    "write_person": (
        lambda by, _s, ref: actions.write_person(reference=ref, values={"name": "x"}, **given(by)),
        on_a_case,
    ),
    "read_person": (lambda by, _s, ref: actions.read_person(reference=ref, **given(by)), on_a_case),
    "remove_person": (
        lambda by, _s, ref: actions.remove_person(reference=ref, fields=["name"], **given(by)),
        on_a_case,
    ),
    "person_outline": (lambda by, _s, ref: queries.person_outline(replace(by, at=AT), ref), on_a_case),
    "place_outline": (lambda by, _s, ref: queries.place_outline(replace(by, at=AT), ref), on_a_case),
    "case_of_own_service": (
        lambda by, _s, ref: queries.case_of_own_service(by, Permission.PERSON_READ, ref),
        on_a_case,
    ),
    "open_case_place": (
        lambda by, _s, ref: actions.open_case_place(reference=ref, officers=["aud"], **given(by)),
        leader_on_a_case,
    ),
    "write_case_place": (
        lambda by, _s, ref: actions.write_case_place(
            reference=ref, values={"address": "x"}, passphrase=WORD, **given(by)
        ),
        on_a_case,
    ),
    "read_case_place": (
        lambda by, _s, ref: actions.read_case_place(reference=ref, passphrase=WORD, **given(by)),
        on_a_case,
    ),
    "name_case_officer": (
        lambda by, _s, ref: actions.name_case_officer(
            reference=ref, officer="aud", passphrase=WORD, **given(by)
        ),
        on_a_case,
    ),
    # In a register without a basis an officer can still be removed; here nobody is one, so nothing is there.
    "remove_case_officer": (
        lambda by, _s, ref: actions.remove_case_officer(
            reference=ref, officer="aud", passphrase=WORD, **given(by)
        ),
        lambda by, service: "CaseNotFound" if works_with_cases(by, service) else "NotPermitted",
    ),
    "renew_case_place": (
        lambda by, _s, ref: actions.renew_case_place(reference=ref, passphrase=WORD, **given(by)),
        lambda by, service: "CaseNotFound" if works_with_cases(by, service) else "NotPermitted",
    ),
    "begin_opening": (
        lambda by, _s, ref: actions.begin_opening(
            reference=ref, officer="aud", reason="court_order", passphrase=WORD, **given(by)
        ),
        of(may_hold),
    ),
    "finish_opening": (
        lambda by, _s, _r: actions.finish_opening(opening="x", passphrase=WORD, **given(by)),
        of(may_hold),
    ),
    "ask_to_hand_over": (
        lambda by, _s, ref: actions.ask_to_hand_over(reference=ref, values=HANDED, **given(by)),
        on_a_case,
    ),
    "clear_without_basis": (lambda by, _s, _r: actions.clear_without_basis(**given(by)), of(leads)),
    "forget_destroyed": (lambda by, _s, _r: actions.forget_destroyed(**given(by)), of(works_with_cases)),
    "tell_own_number": (
        lambda by, _s, _r: actions.tell_own_number(number="01020312345", **given(by)),
        of(works_with_cases),
    ),
    "make_own_key": (
        lambda by, _s, _r: actions.make_own_key(passphrase="short", **given(by)),
        of(holds_or_reads),
    ),
    "change_own_key": (
        lambda by, _s, _r: actions.change_own_key(old=WORD, new=WORD, **given(by)),
        of(anybody),
    ),
    # Only who has a key can make another in its place, so nothing more is asked.
    "make_own_key_anew": (
        lambda by, _s, _r: actions.make_own_key_anew(passphrase=WORD, **given(by)),
        of(anybody),
    ),
    "appoint_holders": (
        lambda by, _s, _r: actions.appoint_holders(holders=["a", "b", "c"], **given(by)),
        of(owns_the_system),
    ),
    "propose_basis": (lambda by, service, _r: proposed(by, service), of(decides_for)),
    "confirm_basis": (lambda by, _s, _r: confirm_basis(key="x", **given(by)), of(decides)),
    "refuse_basis": (lambda by, _s, _r: refuse_basis(key="x", **given(by)), of(decides)),
    "legal_basis_seen_by": (lambda by, _s, _r: legal_basis_seen_by(by, at=AT), of(sees)),
    # Tells on whose behalf somebody decides; for most, on nobody's.
    "sides_of": (lambda by, service, _r: sides_of(by, service), of(anybody)),
    "services_seen_by": (lambda by, _s, _r: services_seen_by(by), of(sees)),
    "ask_handover": (
        lambda by, _s, ref: ask_handover(reference=ref, values=HANDED, **given(by)),
        of(works_with_cases),
    ),
    "confirm_handover": (lambda by, _s, _r: confirm_handover(key="x", **given(by)), of(leads)),
    "refuse_handover": (lambda by, _s, _r: refuse_handover(key="x", **given(by)), of(leads)),
    "take_handover": (lambda by, _s, _r: take_handover(key="x", **given(by)), of(nobody)),
}
# What asks for no actor, and why it need not.
MODES_WITHOUT_AN_ACTOR: Mapping[str, str] = {
    "decisions_of": "tells what a service has decided, to the rooms that hold to it",
    "decided_of": "reads a row that its caller was given",
    "service_state": "tells what a service may hold, nothing of any case",
    "basis_of": "tells what a service may hold, nothing of any case",
    "refused_fields": "tells what a service may hold, nothing of any case",
    "owner_of": "names whose sealed fields they are",
    "sealed_names": "names fields of a case that its caller was given, and opens none",
    "place_names": "names fields of a case that its caller was given, and opens none",
    "officers_to_choose": "tells who has a key and may read places, nothing of any case",
    "holders_to_choose": "tells who has a key and may hold escrow, nothing of any case",
    "answers_for": "asks the rule for a case that its caller was given",
    "handovers_of": "is called where the case has been given to the actor",
    "case_to_write": "is tried by the verbs that write",
    "take_out": "takes fields out of a case that its caller was given",
}
