"""What may be held: decisions on plain values. Without a basis in force nothing may; the default is no."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from fristed.foundation.legal_basis.codes import RISING, Mode, Switch, Why, reaches
from fristed.foundation.legal_basis.facts import Basis, Decided, FieldState, Refusal
from fristed.foundation.legal_basis.registry import Registry, registry


def newest_begun(service: str, field: str, on_date: date, decisions: Iterable[Decided]) -> Decided | None:
    """Give the decision of a service about a field, or its mode, that began last; it may have ended."""
    begun = [
        one
        for one in decisions
        if (one.service, one.field) == (service, field)
        and one.begins_date is not None
        and one.begins_date <= on_date
    ]
    return max(begun, key=lambda one: (one.begins_date or date.min, one.number), default=None)


def has_ended(one: Decided, on_date: date) -> bool:
    """Whether the last day of a decision is over."""
    return one.to_date is not None and one.to_date < on_date


def mode_on(service: str, on_date: date, decisions: Iterable[Decided]) -> Mode:
    """Give the mode of a service on a day; anonymous where nothing else is in force or is understood."""
    found = newest_begun(service, "", on_date, decisions)
    if found is None or has_ended(found, on_date) or found.setting not in RISING:
        return Mode.ANONYMOUS
    return Mode(found.setting)


def may_hold(
    field: str, service: str, on_date: date, decisions: Iterable[Decided], fields: Registry | None = None
) -> Basis | Refusal:
    """Say whether a service may hold a field on a day, by which basis, or why not.

    The mode of the service must reach the field's least mode, and a confirmed decision with purpose and
    legal basis must be in force for the field itself.

    Parameters
    ----------
    decisions
        All decisions that are known, of whatever service, in any order.
    fields
        The register of fields; the house's own where none is given.
    """
    known = list(decisions)
    found = (registry() if fields is None else fields).get(field)
    if found is None:
        return Refusal(field, service, Why.UNKNOWN_FIELD)
    if not reaches(mode_on(service, on_date, known), found.least_mode):
        return Refusal(field, service, Why.MODE_TOO_LOW)
    newest = newest_begun(service, field, on_date, known)
    if newest is None:
        return Refusal(field, service, Why.NO_BASIS)
    if newest.setting != Switch.ON:
        return Refusal(field, service, Why.SWITCHED_OFF)
    if has_ended(newest, on_date):
        return Refusal(field, service, Why.ENDED)
    if newest.purpose not in found.purposes or not newest.basis or not newest.law:
        return Refusal(field, service, Why.NO_BASIS)
    return Basis(
        newest.number,
        field,
        service,
        newest.purpose,
        newest.basis,
        newest.law,
        newest.from_date,
        newest.to_date,
    )


def field_states(service: str, on_date: date, decisions: Iterable[Decided]) -> tuple[FieldState, ...]:
    """Give what holds for every field of a service on a day, in the order of the register."""
    known = list(decisions)
    return tuple(
        FieldState(code, one.zone, one.least_mode, may_hold(code, service, on_date, known))
        for code, one in registry().items()
    )


def refused_since(field: str, service: str, on_date: date, decisions: Iterable[Decided]) -> date | None:
    """Give the day since when a field may not be held any more; ``None`` where it may, or never might.

    What is sealed then may be neither read nor written, and is due for destruction from that day.
    """
    known = [one for one in decisions if one.service == service and one.field in ("", field)]
    if isinstance(may_hold(field, service, on_date, known), Basis):
        return None
    days = sorted(day for day in _bends(known) if day <= on_date)
    allowed = [isinstance(may_hold(field, service, day, known), Basis) for day in days]
    if not any(allowed):
        return None
    last = max(number for number, is_allowed in enumerate(allowed) if is_allowed)
    return days[last + 1] if last + 1 < len(days) else None


def _bends(decisions: Iterable[Decided]) -> set[date]:
    """Give every day on which the answer may change: where a decision begins, and the day after it ends."""
    found: set[date] = set()
    for one in decisions:
        if one.begins_date is not None:
            found.add(one.begins_date)
            if one.to_date is not None:
                found.add(one.to_date + timedelta(days=1))
    return found


def is_more(one: Decided, before: Mode) -> bool:
    """Whether a decision lets a service come nearer to persons than before."""
    if one.field:
        return one.setting == Switch.ON
    return not reaches(before, one.setting)
