"""Who the person of a case is: written, read and removed, each with permission, basis check and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.carrying import carry
from fristed.casework.cases.free_text import owner_of
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.persons.facts import NATIONAL_ID, PERSONS, PSEUDONYM, ROW
from fristed.casework.persons.models import HeldField
from fristed.casework.persons.queries import answers_for, case_of_own_service, sealed_names
from fristed.casework.persons.refusals import PersonRefused
from fristed.foundation.audit.actions import record_read, write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, is_permitted, require
from fristed.foundation.legal_basis.facts import Basis, Refusal
from fristed.foundation.legal_basis.registry import fields_in
from fristed.foundation.vault.actions import VersionTaken, opened_many, seal_many, unseal
from fristed.foundation.vault.facts import FieldName
from fristed.foundation.vault.pseudonyms import NotAnIdentityNumber, pseudonym

LONGEST = 2000


def case_to_write(by: Actor, reference: str) -> Case:
    """Give a case of the own service that the access decision lets the actor work on, locked.

    Raises
    ------
    NotPermitted
        If the actor may not write about persons in any register, or is a program.
    CaseNotFound
        If there is no such case within reach in the own service.
    """
    require(by, Permission.PERSON_WRITE)
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account.")
    case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
    if not is_permitted(by, Permission.PERSON_WRITE, service=case.service):
        raise CaseNotFound("There is no such case.")
    return case


def write_person(*, reference: str, values: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Seal fields about the person of a case, each on a legal basis in force; all of them or none.

    An empty value changes nothing. Of a national identity number the pseudonym is kept where the service may
    hold that, and the number itself only where it may hold the number.

    Raises
    ------
    NotPermitted
        If the actor may not write about persons in any register, or is a program.
    CaseNotFound
        If there is no such case within reach in the own service.
    PersonRefused
        If a field may not be held, with the reason; if a value is unfit; if somebody else has written
        meanwhile. Nothing is stored.
    """
    by = replace(by, at=at)
    given = {field: value.strip() for field, value in values.items() if value.strip()}
    with transaction.atomic():
        case = case_to_write(by, reference)
        if not given:
            raise PersonRefused(("", "nothing_given"))
        answers = answers_for(case, {*given, PSEUDONYM}, at=at)
        PersonRefused.raise_if(_problems(given, answers))
        sealed = {field: value for field, value in given.items() if isinstance(answers[field], Basis)}
        sealed |= _pseudonym_noted(case, given, answers, at=at)
        _seal(case, sealed, by=by, at=at)
        for field in sealed:
            _note(case, field, answers[field], by=by, at=at)
        write_line(event="person.written", by=by, at=at, subject=reference, facts=_told(case, sealed))


def _problems(given: Mapping[str, str], answers: Mapping[str, Basis | Refusal]) -> Iterator[tuple[str, str]]:
    for field, value in given.items():
        answer = answers[field]
        if field == NATIONAL_ID and isinstance(answers[PSEUDONYM], Basis):
            # The number itself is not kept then, where it may not be held; the pseudonym is.
            answer = answers[PSEUDONYM]
        if field == PSEUDONYM or field not in fields_in("B"):
            yield field, "unknown_field"
        elif isinstance(answer, Refusal):
            yield field, answer.why
        elif len(value) > LONGEST:
            yield field, "too_long"
        elif field == NATIONAL_ID and not _is_a_number(value):
            yield field, "not_a_number"


def _is_a_number(value: str) -> bool:
    plain = "".join(value.split())
    return len(plain) == 11 and plain.isascii() and plain.isdigit()


def _pseudonym_noted(
    case: Case, given: Mapping[str, str], answers: Mapping[str, Basis | Refusal], *, at: datetime
) -> dict[str, str]:
    """Keep on the case what the vault calls the person: the access rules compare it with what it calls staff.

    It is given back to be sealed besides, so that it lies under a retention class as all that is held.
    """
    if NATIONAL_ID not in given or not isinstance(answers[PSEUDONYM], Basis):
        return {}
    try:
        case.person_pseudonym = pseudonym(case.service, given[NATIONAL_ID], at=at)
    except NotAnIdentityNumber as unfit:
        raise PersonRefused((NATIONAL_ID, "not_a_number")) from unfit
    case.save(update_fields=["person_pseudonym"])
    carry(case, "person_pseudonym")
    return {PSEUDONYM: case.person_pseudonym}


def _seal(case: Case, values: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    names = sealed_names(case)
    sealed = {
        names[field].next() if field in names else FieldName(PERSONS, field, ROW): value
        for field, value in values.items()
    }
    try:
        seal_many(owner=owner_of(case), values=sealed, by=by, at=at)
    except VersionTaken as taken:
        raise PersonRefused(("", "changed_meanwhile")) from taken


def _note(case: Case, field: str, answer: Basis | Refusal, *, by: Actor, at: datetime) -> None:
    """Note on which decision a field is held; without one there is no row, and so no field."""
    assert isinstance(answer, Basis)  # noqa: S101  refused before
    HeldField.objects.update_or_create(
        reference=case.reference,
        field=field,
        defaults={
            "service": case.service,
            "decision_id": answer.number,
            "written_at": at,
            "written_by": by.username,
        },
    )


def _told(case: Case, fields: Iterable[str]) -> dict[str, str | int]:
    return {"service": case.service, "fields": " ".join(sorted(fields))}


def read_person(*, reference: str, by: Actor, at: datetime) -> dict[str, str]:
    """Open what is held about the person of a case and has a basis in force; on record before it is given.

    Returns
    -------
    dict
        The values by field, in the order of the register. Empty where nothing is held.

    Raises
    ------
    NotPermitted
        If the actor may not read about persons in any register.
    CaseNotFound
        If there is no such case within reach in the own service.
    """
    by = replace(by, at=at)
    case = case_of_own_service(by, Permission.PERSON_READ, reference)
    answers = answers_for(case, fields_in("B"), at=at)
    names = sealed_names(case)
    shown = [field for field in fields_in("B") if field != PSEUDONYM and field in names]
    to_open = [field for field in shown if isinstance(answers[field], Basis)]
    record_read(event="person.read", by=by, at=at, subject=reference, facts=_told(case, to_open))
    if not to_open:
        return {}
    found = opened_many(owner=owner_of(case), fields=[names[field] for field in to_open], by=by, at=at)
    return {field: found[names[field]] for field in to_open}


def remove_person(*, reference: str, fields: Iterable[str], by: Actor, at: datetime) -> None:
    """Take fields about the person of a case out; also such as may no longer be held.

    Raises
    ------
    NotPermitted
        If the actor may not write about persons in any register, or is a program.
    CaseNotFound
        If there is no such case within reach in the own service.
    PersonRefused
        If nothing of one of the fields is held; then nothing is removed.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        case = case_to_write(by, reference)
        take_out(case, sorted(set(fields)), by=by, at=at)


def take_out(case: Case, fields: Iterable[str], *, by: Actor, at: datetime) -> None:
    """Take fields out of the vault and off the case, with one line; in the caller's transaction.

    Raises
    ------
    PersonRefused
        If nothing of one of the fields is held.
    """
    chosen, names = list(fields), sealed_names(case)
    if not chosen or not set(chosen) <= set(names):
        raise PersonRefused(("", "nothing_held"))
    unseal(owner=owner_of(case), fields=[names[field] for field in chosen], by=by, at=at)
    if PSEUDONYM in chosen:
        case.person_pseudonym = ""
        case.save(update_fields=["person_pseudonym"])
        carry(case, "person_pseudonym")
    HeldField.objects.filter(reference=case.reference, field__in=chosen).delete()
    write_line(event="person.removed", by=by, at=at, subject=case.reference, facts=_told(case, chosen))
