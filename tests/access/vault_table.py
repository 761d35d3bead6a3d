"""Every verb and reading of the vault, and who gets past its door; kept by hand, apart from the roles.

The vault's verbs of zone B ask for nothing: the room that calls has decided. The others ask themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault import actions
from fristed.foundation.vault.facts import FieldName, Held, Owner
from fristed.foundation.vault.retention.actions import (
    approve_destruction,
    carry_out_destruction,
    keep_row,
    propose_destruction,
)
from fristed.foundation.vault.retention.queries import list_of, lists_of, whole_list_of
from tests.spec.cast import at_ten
from tests.unit.foundation.vault.quick_lock import quick_lock

DAY = date(2024, 3, 4)
AT = at_ten(DAY)
FIELD = FieldName("persons", "name", "1")
WORD = "a passphrase of some length"
REGISTERS = ("MR", "KT", "SU")
Call = Callable[[Actor, Owner], Any]
Rule = Callable[[Actor, str], bool]


def anybody(_by: Actor, _service: str) -> bool:
    """The room that calls has decided."""
    return True


def works_there(by: Actor, service: str) -> bool:
    """Who works with the cases of the service: its case workers and its leader."""
    return by.username in ("case_worker", "service_leader") and by.service == service


def reads_places_there(by: Actor, service: str) -> bool:
    """Who works there, and a housing officer; both come further only as named officer of the place."""
    return works_there(by, service) or (by.username == "housing_officer" and by.service == service)


def works_with_cases(by: Actor, _service: str) -> bool:
    """Who works with cases anywhere."""
    return by.username in ("case_worker", "service_leader") and by.service in REGISTERS


def leads_it(by: Actor, service: str) -> bool:
    """The leader of the service."""
    return by.username == "service_leader" and by.service == service


def may_hold(by: Actor, _service: str) -> bool:
    """Who may hold escrow: leaders, wherever they belong, and system owners."""
    return by.username in ("service_leader", "system_owner")


def may_enrol(by: Actor, service: str) -> bool:
    """Who may read places, answer for a reception, or hold escrow."""
    reads = works_with_cases(by, service) or (by.username == "housing_officer" and by.service in REGISTERS)
    return reads or may_hold(by, service) or by.username == "police_coordinator"


def owns_the_system(by: Actor, _service: str) -> bool:
    """The system owner."""
    return by.username == "system_owner"


def nobody(_by: Actor, _service: str) -> bool:
    """Our own programs alone."""
    return False


def given(by: Actor) -> dict[str, Any]:
    """Give who and when."""
    return {"by": by, "at": AT}


VAULT: Mapping[str, tuple[Call, Rule]] = {
    "seal": (lambda by, o: actions.seal(owner=o, field=FIELD, plain="x", **given(by)), anybody),
    "seal_many": (lambda by, o: actions.seal_many(owner=o, values={FIELD: "x"}, **given(by)), anybody),
    "unseal": (lambda by, o: actions.unseal(owner=o, fields=[FIELD], **given(by)), anybody),
    "opened": (lambda by, o: actions.opened(owner=o, field=FIELD, **given(by)), anybody),
    "opened_many": (lambda by, o: actions.opened_many(owner=o, fields=[FIELD], **given(by)), anybody),
    "shred": (
        lambda by, o: actions.shred(
            owner=o, retention="case_identity", decided_by=["one", "two"], **given(by)
        ),
        anybody,
    ),
    "enrol_officer": (
        lambda by, _o: actions.enrol_officer(passphrase=WORD, lock=quick_lock, **given(by)),
        may_enrol,
    ),
    # Only who has enrolled can begin anew, for the own account alone.
    "enrol_anew": (
        lambda by, _o: actions.enrol_anew(passphrase=WORD, lock=quick_lock, **given(by)),
        anybody,
    ),
    # Only who has enrolled has a passphrase, so nothing more is asked.
    "change_passphrase": (lambda by, _o: actions.change_passphrase(old=WORD, new=WORD, **given(by)), anybody),
    "appoint_escrow": (
        lambda by, _o: actions.appoint_escrow(holders=["a", "b", "c"], **given(by)),
        owns_the_system,
    ),
    "open_place": (lambda by, o: actions.open_place(owner=o, officers=["aud"], **given(by)), leads_it),
    "name_officer": (
        lambda by, o: actions.name_officer(owner=o, officer="aud", passphrase=WORD, **given(by)),
        reads_places_there,
    ),
    "remove_officer": (
        lambda by, o: actions.remove_officer(owner=o, officer="aud", passphrase=WORD, **given(by)),
        reads_places_there,
    ),
    "renew_place_key": (
        lambda by, o: actions.renew_place_key(owner=o, passphrase=WORD, **given(by)),
        reads_places_there,
    ),
    "seal_place": (
        lambda by, o: actions.seal_place(owner=o, values={FIELD: "x"}, passphrase=WORD, **given(by)),
        reads_places_there,
    ),
    "opened_place": (
        lambda by, o: actions.opened_place(owner=o, fields=[FIELD], passphrase=WORD, **given(by)),
        reads_places_there,
    ),
    "begin_escrow": (
        lambda by, o: actions.begin_escrow(
            owner=o, to_officer="aud", reason="court_order", passphrase=WORD, **given(by)
        ),
        may_hold,
    ),
    "finish_escrow": (
        lambda by, _o: actions.finish_escrow(opening="x", passphrase=WORD, **given(by)),
        may_hold,
    ),
    "openings_to_finish": (lambda by, _o: actions.openings_to_finish(**given(by)), may_hold),
    "rotate_root_key": (lambda by, _o: actions.rotate_root_key(**given(by)), nobody),
    "rotate_service_key": (
        lambda by, o: actions.rotate_service_key(service=o.service, **given(by)),
        nobody,
    ),
    "rotate_case_key": (lambda by, o: actions.rotate_case_key(owner=o, **given(by)), nobody),
    "rotate_pseudonym_key": (
        lambda by, o: actions.rotate_pseudonym_key(service=o.service, **given(by)),
        nobody,
    ),
    "drop_pseudonym_key": (
        lambda by, o: actions.drop_pseudonym_key(service=o.service, version=1, **given(by)),
        nobody,
    ),
    "sweep_orphans": (lambda by, _o: actions.sweep_orphans(**given(by)), nobody),
    "propose_destruction": (
        lambda by, o: propose_destruction(
            held=[Held(o, "case_identity", DAY)], service=o.service, on_date=DAY, **given(by)
        ),
        works_there,
    ),
    "approve_destruction": (lambda by, _o: approve_destruction(row="x", **given(by)), works_with_cases),
    "keep_row": (lambda by, _o: keep_row(row="x", **given(by)), works_with_cases),
    "carry_out_destruction": (
        lambda by, _o: carry_out_destruction(reference="x", held=[], **given(by)),
        works_with_cases,
    ),
    "lists_of": (lambda by, _o: lists_of(by), works_with_cases),
    "list_of": (lambda by, _o: list_of("x", by=by), works_with_cases),
    "whole_list_of": (lambda by, _o: whole_list_of("x", by=by), works_with_cases),
}
# What asks for no actor, and why it need not.
VAULT_WITHOUT_AN_ACTOR: Mapping[str, str] = {
    "sealed_fields": "names fields and opens none; its caller has decided who may know",
    "place_fields": "names fields and opens none; its caller has decided who may know",
    "is_shredded": "tells that something is gone",
    "enrolled_officers": "names staff",
    "has_place": "tells that there is a place; its caller has decided who may know",
    "is_with_former_holders": "tells who holds a place's escrow; its caller has decided who may know",
    "places_with_former_holders": "counts",
    "officers_of": "names staff; its caller has decided who may know",
    "owners_with_key_from_before": "gives references to the command line that exchanges keys",
    "vault_state": "counts",
    "kept_owners": "gives references to the room that computes what is due",
    "deciders_of": "reads a row that its caller was given",
}
