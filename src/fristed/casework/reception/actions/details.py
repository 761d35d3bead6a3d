"""Flight, airport, shelter and who meets: sealed to named officers, of whichever service or of none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.reception.actions.storing import re_open, reception_to_change, tell
from fristed.casework.reception.codes import COORDINATES, Detail, State
from fristed.casework.reception.facts import TABLE, DetailsOutline
from fristed.casework.reception.models import Reception
from fristed.casework.reception.queries import (
    details_of_part,
    details_outline,
    owner_of_details,
    part_row,
    reception_within_reach,
)
from fristed.casework.reception.refusals import ReceptionRefused
from fristed.casework.reception.rules import LONGEST_DETAIL, OF_THE_FLIGHT
from fristed.foundation.audit.actions import record_read
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.vault import actions as vault
from fristed.foundation.vault.facts import FieldName
from fristed.foundation.vault.queries import place_fields

ROW = "1"


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Put refusals of the vault into ours; who is no officer is answered as if there were nothing."""
    try:
        yield
    except vault.NotSealed as absent:
        raise CaseNotFound("There is no such reception.") from absent
    except vault.WrongPassphrase as wrong:
        raise ReceptionRefused(("passphrase", "wrong_passphrase")) from wrong
    except vault.NotAnOfficer as unknown:
        raise ReceptionRefused(("officers", "no_officer")) from unknown
    except vault.EscrowIncomplete as incomplete:
        raise ReceptionRefused(("officers", "no_escrow")) from incomplete
    except vault.PlaceExists as exists:
        raise ReceptionRefused(("officers", "opened_already")) from exists
    except (vault.VersionTaken, vault.PlaceMoved) as taken:
        raise ReceptionRefused(("", "changed_meanwhile")) from taken


def open_details(*, reference: str, officers: Iterable[str], by: Actor, at: datetime) -> None:
    """Name the officers who may read and write the details of a reception. The leader need not be one.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not lead the service that co-ordinates, or there is no such reception for them.
    ReceptionRefused
        If nobody fit is named, there are officers already, or the details have been destroyed.
    """
    by = replace(by, at=at)
    require(by, Permission.PLACE_NAME, service=COORDINATES)
    outline = details_outline(by, reference)
    if outline.destroyed:
        raise ReceptionRefused(("", "destroyed"))
    with _in_our_words():
        vault.open_place(owner=owner_of_details(outline.token), officers=officers, by=by, at=at)


def name_details_officer(*, reference: str, officer: str, passphrase: str, by: Actor, at: datetime) -> None:
    """Let one more open the details; one who can open them hands them on.

    Raises
    ------
    NotPermitted, CaseNotFound, ReceptionRefused
        Without such a reception for the actor, if the actor is no officer, or the new one has no key.
    """
    by = replace(by, at=at)
    token = details_outline(by, reference).token
    with _in_our_words():
        vault.name_officer(
            owner=owner_of_details(token), officer=officer, passphrase=passphrase, by=by, at=at
        )


def write_details(
    *, reference: str, values: Mapping[str, str], passphrase: str, by: Actor, at: datetime
) -> None:
    """Seal details on a legal basis in force; only their officers can. Empty values change nothing.

    A flight or an airport that is written over re-opens every agreement.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without such a reception for the actor, or if the actor is no officer of its details.
    ReceptionRefused
        If a field may not be held, a value is unfit, or the passphrase is wrong; nothing is stored.
    """
    by = replace(by, at=at)
    outline = details_outline(by, reference)
    given = {field: value.strip() for field, value in values.items() if value.strip()}
    ReceptionRefused.raise_if(_problems(given, outline))
    names = _names(outline.token)
    sealed = {
        names[field].next() if field in names else FieldName(TABLE, field, ROW): value
        for field, value in given.items()
    }
    with transaction.atomic():
        row = reception_to_change(by, reference, at=at)
        with _in_our_words():
            vault.seal_place(
                owner=owner_of_details(outline.token), values=sealed, passphrase=passphrase, by=by, at=at
            )
        tell("reception.details_written", row, by=by, at=at, fields=len(given))
        if any(field in names for field in given if field in OF_THE_FLIGHT):
            _flight_changed(row, by=by, at=at)


def _flight_changed(row: Reception, *, by: Actor, at: datetime) -> None:
    if row.state == State.PLANNED:
        re_open(row, by=by, at=at)
        row.save(update_fields=["version"])


def _problems(given: Mapping[str, str], outline: DetailsOutline) -> Iterator[tuple[str, str]]:
    if outline.destroyed:
        yield "", "destroyed"
    if not given:
        yield "", "nothing_given"
    for field, value in given.items():
        if field not in tuple(Detail):
            yield field, "unknown_field"
        elif not outline.destroyed and field not in outline.writable:
            yield field, outline.why_not or "no_basis"
        elif len(value) > LONGEST_DETAIL:
            yield field, "too_long"


def _names(token: str) -> dict[str, FieldName]:
    return {one.field.column: one.field for one in place_fields(owner_of_details(token), table=TABLE)}


def read_details(*, reference: str, passphrase: str, by: Actor, at: datetime) -> dict[str, str]:
    """Open the details of a reception for this one answer; on record before it is given.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without such a reception for the actor, or if the actor is no officer of its details.
    ReceptionRefused
        If the passphrase is wrong.
    """
    by = replace(by, at=at)
    row = reception_within_reach(by, reference)
    outline = details_outline(by, reference)
    return _opened(outline, row.from_reference, passphrase, by=by, at=at)


def read_details_of_part(*, key: str, passphrase: str, by: Actor, at: datetime) -> dict[str, str]:
    """The same for somebody outside who is asked for a part, if named as officer.

    Raises
    ------
    NotPermitted, CaseNotFound, ReceptionRefused
        If there is no such part for the actor, the actor is no officer, or the passphrase is wrong.
    """
    by = replace(by, at=at)
    row = part_row(by, key)
    return _opened(details_of_part(by, key), row.case_reference, passphrase, by=by, at=at)


def _opened(
    outline: DetailsOutline, case_reference: str, passphrase: str, *, by: Actor, at: datetime
) -> dict[str, str]:
    if not outline.is_officer:
        raise CaseNotFound("There is no such reception.")
    names = _names(outline.token)
    # On the case too: the person is told who has seen where they land, whatever service it was.
    record_read(event="reception.details_read", by=by, at=at, subject=case_reference)
    with _in_our_words():
        found = vault.opened_place(
            owner=owner_of_details(outline.token),
            fields=list(names.values()),
            passphrase=passphrase,
            by=by,
            at=at,
        )
    return {str(one): found[names[one]] for one in Detail if one in names}
