"""Who seals in these tests, for whom, and what. Nobody is real."""

from __future__ import annotations

from datetime import date, timedelta

from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.actions import appoint_escrow, enrol_officer, open_place, seal, seal_place
from fristed.foundation.vault.facts import FieldName, Owner
from tests.spec.cast import AUD, BO, FINN, actor, at_ten
from tests.unit.foundation.vault.quick_lock import quick_lock

AT = at_ten(date(2024, 3, 4))
SOON = AT + timedelta(minutes=1)
LATER = AT + timedelta(hours=2)
CASE = Owner("MR", "7K4MA-9QXTB")
OTHER = Owner("MR", "8K4MA-9QXTB")
NAME = FieldName("persons", "name", "1")
ADDRESS = FieldName("places", "address", "1")
SECRET_NAME = "Canary Åsesdatter"
SECRET_PLACE = "Kanarivegen 77, 9999 Ingensted"
HEGE = actor("hege", "MR", "service_leader", account_id=11)
GURI = actor("guri", "MR", "case_worker", account_id=12)
IVAR = actor("ivar", "SU", "service_leader", account_id=13)
GRO = actor("gro", "KT", "service_leader", account_id=14)
EVERYBODY = (AUD, BO, FINN, HEGE, GURI, IVAR, GRO)


def passphrase_of(who: Actor) -> str:
    """Give somebody's passphrase."""
    return f"{who.username} walks four miles"


def sealed_name(owner: Owner = CASE) -> None:
    """Seal a name for an owner."""
    seal(owner=owner, field=NAME, plain=SECRET_NAME, by=AUD, at=AT)


def enrol(*people: Actor) -> None:
    """Let people enrol, each with a passphrase."""
    for who in people:
        enrol_officer(passphrase=passphrase_of(who), by=who, at=AT, lock=quick_lock)


def with_escrow(*officers: Actor) -> None:
    """Let officers enrol, and three leaders who hold the escrow."""
    holders = (FINN, IVAR, GRO)
    enrol(*officers, *holders)
    appoint_escrow(holders=[one.username for one in holders], by=FINN, at=AT)


def place_for(*officers: Actor, owner: Owner = CASE) -> None:
    """Make a place with an address in it that these officers can read."""
    first = officers[0]
    open_place(owner=owner, officers=[one.username for one in officers], by=HEGE, at=AT)
    values = {ADDRESS: SECRET_PLACE}
    seal_place(owner=owner, values=values, passphrase=passphrase_of(first), by=first, at=AT)
