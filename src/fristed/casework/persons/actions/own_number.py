"""Staff tell their own number once, so that a case about themselves is not there for them at work."""

from __future__ import annotations

from datetime import datetime

from fristed.casework.persons.facts import PSEUDONYM
from fristed.casework.persons.refusals import PersonRefused
from fristed.foundation.days import oslo_day
from fristed.foundation.identity.access.gathering import subject_of
from fristed.foundation.identity.access.storing import store_staff_pseudonyms
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, require
from fristed.foundation.legal_basis.facts import Basis
from fristed.foundation.legal_basis.queries import basis_of
from fristed.foundation.vault.pseudonyms import NotAnIdentityNumber, pseudonym, pseudonyms


def tell_own_number(*, number: str, by: Actor, at: datetime) -> None:
    """Keep what the vault calls the actor in the own service; the number itself is not kept.

    One number, once: whoever could tell one after the other would see from what is gone of the list which
    case is about whom.

    Raises
    ------
    NotPermitted
        If the actor reads no cases, or is a program.
    PersonRefused
        If the service may not hold pseudonyms, it is no number, or the actor has told another one.
    """
    require(by, Permission.CASE_READ)
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account.")
    service = by.service or ""
    answer = basis_of(PSEUDONYM, service, on_date=oslo_day(at))
    if not isinstance(answer, Basis):
        raise PersonRefused(("number", answer.why))
    try:
        found = pseudonym(service, number, at=at)
    except NotAnIdentityNumber as unfit:
        raise PersonRefused(("number", "not_a_number")) from unfit
    if _is_another(service, number, subject_of(by).pseudonyms):
        raise PersonRefused(("number", "another_number"))
    store_staff_pseudonyms([found], by=by, at=at)


def _is_another(service: str, number: str, told: frozenset[str]) -> bool:
    """Whether what was told before, under a key that the service still has, is of another number."""
    of_number = frozenset(pseudonyms(service, number))
    keys = {one.partition("-")[0] for one in of_number}
    return not of_number & told and any(one.partition("-")[0] in keys for one in told)
