"""Where the person of a case is: sealed to named officers, opened with a passphrase for one request only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from fristed.casework.cases.free_text import owner_of
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.persons.actions.persons import LONGEST
from fristed.casework.persons.facts import PLACES, ROW
from fristed.casework.persons.queries import answers_for, case_of_own_service, place_names
from fristed.casework.persons.refusals import PersonRefused
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission
from fristed.foundation.legal_basis.facts import Basis, Refusal
from fristed.foundation.legal_basis.registry import fields_in
from fristed.foundation.vault import actions as vault
from fristed.foundation.vault.facts import FieldName


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Put refusals of the vault into ours; who is no officer is answered as if there were no case."""
    try:
        yield
    except vault.NotSealed as absent:
        raise CaseNotFound("There is no such case.") from absent
    except vault.WrongPassphrase as wrong:
        raise PersonRefused(("passphrase", "wrong_passphrase")) from wrong
    except vault.NotAnOfficer as unknown:
        raise PersonRefused(("officers", "no_officer")) from unknown
    except vault.EscrowIncomplete as incomplete:
        raise PersonRefused(("officers", "no_escrow")) from incomplete
    except vault.PlaceExists as exists:
        raise PersonRefused(("officers", "place_exists")) from exists
    except vault.StillNeeded as needed:
        raise PersonRefused(("officers", "yourself")) from needed
    except (vault.VersionTaken, vault.PlaceMoved) as taken:
        raise PersonRefused(("", "changed_meanwhile")) from taken


def _case_with_basis(by: Actor, permission: Permission, reference: str, *, at: datetime) -> Case:
    """Give the case if its service may hold any field of a place.

    Raises
    ------
    PersonRefused
        If it may hold none, with the reason.
    """
    case = case_of_own_service(by, permission, reference)
    answers = answers_for(case, fields_in("C"), at=at)
    if not any(isinstance(one, Basis) for one in answers.values()):
        whys = [one.why for one in answers.values() if isinstance(one, Refusal)]
        raise PersonRefused(("", whys[0]))
    return case


def open_case_place(*, reference: str, officers: Iterable[str], by: Actor, at: datetime) -> None:
    """Name the officers who may read where the person of a case is. The leader need not be one.

    Raises
    ------
    NotPermitted
        If the actor names no officers in any register.
    CaseNotFound
        If there is no such case within reach in the own service.
    PersonRefused
        If nothing about places may be held, nobody fit is named, or the place has officers already.
    """
    by = replace(by, at=at)
    case = _case_with_basis(by, Permission.PLACE_NAME, reference, at=at)
    with _in_our_words():
        vault.open_place(owner=owner_of(case), officers=officers, by=by, at=at)


def write_case_place(
    *, reference: str, values: Mapping[str, str], passphrase: str, by: Actor, at: datetime
) -> None:
    """Seal fields of a place on a legal basis in force; only its officers can. Empty values change nothing.

    Raises
    ------
    NotPermitted
        If the actor may not read places in any register.
    CaseNotFound
        If there is no such case within reach in the own service, or the actor is not an officer of its place.
    PersonRefused
        If a field may not be held, a value is unfit, or the passphrase is wrong; nothing is stored.
    """
    by = replace(by, at=at)
    case = case_of_own_service(by, Permission.PLACE_READ, reference)
    given = {field: value.strip() for field, value in values.items() if value.strip()}
    answers = answers_for(case, given, at=at)
    PersonRefused.raise_if(_problems(given, answers))
    if not given:
        raise PersonRefused(("", "nothing_given"))
    names = place_names(case)
    sealed = {
        names[field].next() if field in names else FieldName(PLACES, field, ROW): value
        for field, value in given.items()
    }
    with _in_our_words():
        vault.seal_place(owner=owner_of(case), values=sealed, passphrase=passphrase, by=by, at=at)


def _problems(given: Mapping[str, str], answers: Mapping[str, Basis | Refusal]) -> Iterator[tuple[str, str]]:
    for field, value in given.items():
        answer = answers[field]
        if field not in fields_in("C"):
            yield field, "unknown_field"
        elif isinstance(answer, Refusal):
            yield field, answer.why
        elif len(value) > LONGEST:
            yield field, "too_long"


def read_case_place(*, reference: str, passphrase: str, by: Actor, at: datetime) -> dict[str, str]:
    """Open the place of a case for this one answer; on record before it is given.

    Only fields with a basis in force are opened.

    Raises
    ------
    NotPermitted
        If the actor may not read places in any register.
    CaseNotFound
        If there is no such case within reach in the own service, or the actor is not an officer of its place.
    PersonRefused
        If nothing about places may be held, or the passphrase is wrong.
    """
    by = replace(by, at=at)
    case = _case_with_basis(by, Permission.PLACE_READ, reference, at=at)
    answers, names = answers_for(case, fields_in("C"), at=at), place_names(case)
    to_open = [field for field in fields_in("C") if field in names and isinstance(answers[field], Basis)]
    fields = [names[field] for field in to_open]
    with _in_our_words():
        found = vault.opened_place(owner=owner_of(case), fields=fields, passphrase=passphrase, by=by, at=at)
    return {field: found[names[field]] for field in to_open}


def name_case_officer(*, reference: str, officer: str, passphrase: str, by: Actor, at: datetime) -> None:
    """Let one more read the place of a case; one who can read it hands it on.

    Raises
    ------
    NotPermitted, CaseNotFound, PersonRefused
        As :func:`read_case_place`; also if the new one has no key.
    """
    by = replace(by, at=at)
    case = _case_with_basis(by, Permission.PLACE_READ, reference, at=at)
    with _in_our_words():
        vault.name_officer(owner=owner_of(case), officer=officer, passphrase=passphrase, by=by, at=at)


def remove_case_officer(*, reference: str, officer: str, passphrase: str, by: Actor, at: datetime) -> None:
    """Take the place of a case from an officer; it gets a new key for those who are left.

    Raises
    ------
    NotPermitted, CaseNotFound, PersonRefused
        As :func:`read_case_place`; also if the officer is the actor, or none of this place.
    """
    by = replace(by, at=at)
    case = case_of_own_service(by, Permission.PLACE_READ, reference)
    with _in_our_words():
        vault.remove_officer(owner=owner_of(case), officer=officer, passphrase=passphrase, by=by, at=at)


def renew_case_place(*, reference: str, passphrase: str, by: Actor, at: datetime) -> None:
    """Exchange the key of a place for the same officers, and for those who hold the escrow today.

    Raises
    ------
    NotPermitted, CaseNotFound, PersonRefused
        As :func:`read_case_place`.
    """
    by = replace(by, at=at)
    case = case_of_own_service(by, Permission.PLACE_READ, reference)
    with _in_our_words():
        vault.renew_place_key(owner=owner_of(case), passphrase=passphrase, by=by, at=at)
