"""The verbs: proposing what a service may hold about persons, confirming it as a second person, refusing it.

Switching off goes the same way as switching on. What is sealed when a basis ends may from then on be neither
read nor written by any verb, and is due for destruction from that day.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.days import oslo_day
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import REGISTERING_SERVICES, NotPermitted, Permission, is_permitted
from fristed.foundation.legal_basis.codes import LONGEST_BASIS, LONGEST_LAW, RISING, Mode, Side, Switch
from fristed.foundation.legal_basis.models import Decision
from fristed.foundation.legal_basis.queries import decisions_of
from fristed.foundation.legal_basis.refusals import BasisRefused
from fristed.foundation.legal_basis.registry import registry
from fristed.foundation.legal_basis.rules import has_ended, mode_on, newest_begun

SHORTEST_BASIS, FEWEST_WORDS = 15, 3


def sides_of(actor: Actor, service: str) -> frozenset[Side]:
    """Give on whose behalf somebody may decide for a service: its leader, a system owner, or neither."""
    found = set()
    if is_permitted(actor, Permission.BASIS_DECIDE, service=service):
        found.add(Side.LEADER)
    if is_permitted(actor, Permission.BASIS_OVERSEE):
        found.add(Side.OWNER)
    return frozenset(found)


def _require_a_side(actor: Actor, service: str) -> frozenset[Side]:
    sides = sides_of(actor, service)
    if actor.account_id is None or not sides:
        raise NotPermitted(f"{actor.username} does not decide what this service may hold.")
    return sides


def propose_basis(
    *,
    service: str,
    field: str,
    setting: str,
    purpose: str,
    basis: str,
    law: str,
    from_date: date | None,
    to_date: date | None,
    by: Actor,
    at: datetime,
) -> str:
    """Propose a mode, or a field switched on or off; it holds when a second person has confirmed it.

    Parameters
    ----------
    field
        A code of the register of fields; empty for the mode of the service.
    setting
        A code of :class:`codes.Mode` for the mode, otherwise of :class:`codes.Switch`.
    purpose
        One of the field's purposes; empty for a mode, and for switching off.
    basis, law
        Why it is lawful, and the law it rests on; no law is needed for what takes away.

    Returns
    -------
    str
        The key of the proposal.

    Raises
    ------
    NotPermitted
        If the actor neither leads the service nor is a system owner, or has no account.
    BasisRefused
        With every error of every field.
    """
    if service not in REGISTERING_SERVICES and is_permitted(by, Permission.BASIS_OVERSEE):
        raise BasisRefused(("service", "unknown_service"))
    sides = _require_a_side(by, service)
    words, named = " ".join(basis.split()), " ".join(law.split())
    problems = [
        *_problems_of_setting(field, setting, purpose),
        *_problems_of_words(words, named, takes_away=setting in (Mode.ANONYMOUS, Switch.OFF)),
        *_problems_of_time(from_date, to_date, oslo_day(at)),
    ]
    BasisRefused.raise_if(problems)
    assert from_date is not None  # noqa: S101  an empty one has been refused
    with transaction.atomic():
        _require_news(service, field, setting, from_date)
        row = Decision.objects.create(
            key=secrets.token_hex(8),
            service=service,
            field=field,
            setting=setting,
            purpose=purpose,
            basis=words,
            law=named,
            from_date=from_date,
            to_date=to_date,
            proposed_at=at,
            proposed_by=by.username,
            proposed_as=(Side.LEADER if Side.LEADER in sides else Side.OWNER).value,
        )
        write_line(event="basis.proposed", by=by, at=at, subject=row.key, facts=_told(row))
    return row.key


def _told(row: Decision) -> dict[str, str | int]:
    """Give what the trail says of a decision."""
    facts: dict[str, str | int] = {
        "service": row.service,
        "field": row.field or "mode",
        "setting": row.setting,
        "from": row.from_date.isoformat(),
    }
    if row.to_date:
        facts["to"] = row.to_date.isoformat()
    return facts | ({"purpose": row.purpose} if row.purpose else {})


def _problems_of_setting(field: str, setting: str, purpose: str) -> Iterator[tuple[str, str]]:
    if not field:
        if setting not in RISING:
            yield "setting", "unknown_value"
        return
    known = registry().get(field)
    if known is None:
        yield "field", "unknown_value"
    elif setting not in set(Switch):
        yield "setting", "unknown_value"
    elif setting == Switch.ON and purpose not in known.purposes:
        yield "purpose", "purpose_missing"


def _problems_of_words(words: str, law: str, *, takes_away: bool) -> Iterator[tuple[str, str]]:
    if len(words) < SHORTEST_BASIS or len(words.split()) < FEWEST_WORDS:
        yield "basis", "basis_missing"
    elif len(words) > LONGEST_BASIS:
        yield "basis", "basis_too_long"
    if not law and not takes_away:
        yield "law", "law_missing"
    elif len(law) > LONGEST_LAW:
        yield "law", "law_too_long"


def _problems_of_time(from_date: date | None, to_date: date | None, today: date) -> Iterator[tuple[str, str]]:
    if from_date is None:
        yield "from_date", "no_start"
    elif from_date < today:
        yield "from_date", "starts_before_today"
    elif to_date is not None and to_date < from_date:
        yield "to_date", "ends_before_start"


def _require_news(service: str, field: str, setting: str, from_date: date) -> None:
    """Refuse what waits already, and what takes away what there is not."""
    known = decisions_of(service)
    if any(one.waits and one.field == field for one in known):
        raise BasisRefused(("setting", "waits_already"))
    if field:
        newest = newest_begun(service, field, from_date, known)
        is_on = newest is not None and newest.setting == Switch.ON and not has_ended(newest, from_date)
        if setting == Switch.OFF and not is_on:
            raise BasisRefused(("setting", "already_so"))
    elif setting == Mode.ANONYMOUS == mode_on(service, from_date, known):
        raise BasisRefused(("setting", "already_so"))


def _waiting(key: str, by: Actor) -> tuple[Decision, frozenset[Side]]:
    """Give a proposal that waits, locked, to somebody who decides for its service."""
    if not is_permitted(by, Permission.BASIS_DECIDE) and not is_permitted(by, Permission.BASIS_OVERSEE):
        raise NotPermitted(f"{by.username} does not decide what services may hold.")
    row = Decision.objects.select_for_update().filter(key=key, confirmed_at=None, refused_at=None).first()
    sides = sides_of(by, row.service) if row else frozenset()
    if row is None or not sides or by.account_id is None:
        raise BasisRefused(("proposal", "not_listed"))
    return row, sides


def confirm_basis(*, key: str, by: Actor, at: datetime) -> None:
    """Confirm as the second person what the other side proposed; it holds from its first day or today.

    Raises
    ------
    NotPermitted
        If the actor decides for no service.
    BasisRefused
        If nothing waits under the key in the actor's list, or the actor proposed it or is of the same side.
    """
    with transaction.atomic():
        row, sides = _waiting(key, by)
        if row.proposed_by == by.username:
            raise BasisRefused(("proposal", "same_person"))
        if not sides - {Side(row.proposed_as)}:
            raise BasisRefused(("proposal", "other_side"))
        row.confirmed_at, row.confirmed_by = at, by.username
        row.save(update_fields=["confirmed_at", "confirmed_by"])
        write_line(event="basis.confirmed", by=by, at=at, subject=row.key, facts=_told(row))


def refuse_basis(*, key: str, by: Actor, at: datetime) -> None:
    """Refuse a proposal, or take one's own back.

    Raises
    ------
    NotPermitted
        If the actor decides for no service.
    BasisRefused
        If nothing waits under the key in the actor's list.
    """
    with transaction.atomic():
        row, _sides = _waiting(key, by)
        row.refused_at, row.refused_by = at, by.username
        row.save(update_fields=["refused_at", "refused_by"])
        write_line(event="basis.refused", by=by, at=at, subject=row.key, facts=_told(row))
