"""Where a dwelling is: sealed to named officers, opened with a passphrase for one answer, and in no table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.housing.codes import HOME
from fristed.casework.housing.facts import AddressSeen
from fristed.casework.housing.models import Dwelling
from fristed.casework.housing.refusals import HousingRefused
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.vault import actions as vault
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.foundation.vault.queries import officers_of, place_fields

TABLE, ROW = "housing_dwelling", "1"
FIELDS = ("address", "municipality")
LONGEST = 200


def open_dwelling_place(*, dwelling: str, officers: Iterable[str], by: Actor, at: datetime) -> None:
    """Name the officers who may read where a dwelling is. The leader need not be one.

    Raises
    ------
    NotPermitted
        If the actor does not lead the service that keeps addresses.
    CaseNotFound
        If there is no such dwelling.
    HousingRefused
        If nobody fit is named, or the address has officers already.
    """
    require(by, Permission.PLACE_NAME, service=HOME)
    with _in_our_words():
        vault.open_place(owner=_owner_of(dwelling), officers=officers, by=by, at=at)


def write_dwelling_place(
    *, dwelling: str, address: str, municipality: str, passphrase: str, by: Actor, at: datetime
) -> None:
    """Seal where a dwelling is; only its officers can.

    Raises
    ------
    NotPermitted
        If the actor may not read places in the service that keeps addresses.
    CaseNotFound
        If there is no such dwelling, or the actor is not one of its officers: the answer is the same.
    HousingRefused
        If there is no address, it is too long, or the passphrase is wrong.
    """
    require(by, Permission.PLACE_READ, service=HOME)
    owner, given = _owner_of(dwelling), {"address": address.strip(), "municipality": municipality.strip()}
    if by.username not in officers_of(owner):
        raise CaseNotFound("There is no such dwelling.")
    problems = [(field, "too_long") for field, value in given.items() if len(value) > LONGEST]
    if not given["address"]:
        problems.append(("address", "address_missing"))
    HousingRefused.raise_if(problems)
    there = {one.field.column: one.field for one in place_fields(owner, table=TABLE)}
    values = {
        there[field].next() if field in there else FieldName(TABLE, field, ROW): value
        for field, value in given.items()
    }
    with _in_our_words():
        vault.seal_place(owner=owner, values=values, passphrase=passphrase, by=by, at=at)


def read_dwelling_place(*, dwelling: str, passphrase: str, by: Actor, at: datetime) -> AddressSeen:
    """Open where a dwelling is for this one answer; on record before it is given.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for writing it; an address that nobody has written is answered as one that is not there.
    """
    require(by, Permission.PLACE_READ, service=HOME)
    owner = _owner_of(dwelling)
    there = {one.field.column: one.field for one in place_fields(owner, table=TABLE)}
    names = [there.get(field, FieldName(TABLE, field, ROW)) for field in FIELDS]
    with _in_our_words():
        found = vault.opened_place(owner=owner, fields=names, passphrase=passphrase, by=by, at=at)
    return AddressSeen(*(found[name] for name in names))


def _owner_of(dwelling: str) -> Owner:
    if not Dwelling.objects.filter(reference=dwelling).exists():
        raise CaseNotFound("There is no such dwelling.")
    return Owner(HOME, dwelling)


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Put refusals of the vault into ours; who is no officer is answered as if there were nothing."""
    try:
        yield
    except vault.NotSealed as absent:
        raise CaseNotFound("There is no such dwelling.") from absent
    except vault.WrongPassphrase as wrong:
        raise HousingRefused(("passphrase", "wrong_passphrase")) from wrong
    except vault.NotAnOfficer as unknown:
        raise HousingRefused(("officers", "no_officer")) from unknown
    except vault.EscrowIncomplete as incomplete:
        raise HousingRefused(("officers", "no_escrow")) from incomplete
    except vault.PlaceExists as exists:
        raise HousingRefused(("officers", "place_exists")) from exists
    except (vault.VersionTaken, vault.PlaceMoved) as taken:
        raise HousingRefused(("", "changed_meanwhile")) from taken
