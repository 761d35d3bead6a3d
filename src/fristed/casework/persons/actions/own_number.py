"""Staff tell their own number once, so that a case about themselves is not there for them at work."""

from __future__ import annotations

from datetime import datetime

from fristed.casework.persons.facts import PSEUDONYM
from fristed.casework.persons.refusals import PersonRefused
from fristed.foundation.identity.access.storing import store_staff_pseudonyms
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, require
from fristed.foundation.legal_basis.days import oslo_day
from fristed.foundation.legal_basis.facts import Basis
from fristed.foundation.legal_basis.queries import basis_of
from fristed.foundation.vault.pseudonyms import NotAnIdentityNumber, pseudonym


def tell_own_number(*, number: str, by: Actor, at: datetime) -> None:
    """Keep what the vault calls the actor in the own service; the number itself is not kept.

    Raises
    ------
    NotPermitted
        If the actor reads no cases, or is a program.
    PersonRefused
        If the service may not hold pseudonyms, or it is no number.
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
    store_staff_pseudonyms([found], by=by, at=at)
