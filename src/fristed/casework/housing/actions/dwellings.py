"""Providers, dwellings, the dated capacity, and the clearances of the police."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.cases.references import new_reference
from fristed.casework.cases.rules import day_of
from fristed.casework.housing.codes import Gender, Need
from fristed.casework.housing.facts import DwellingDraft
from fristed.casework.housing.models import (
    Clearance,
    Dwelling,
    Offering,
    Place,
    Provider,
    ProviderStaff,
    Stay,
)
from fristed.casework.housing.names import random_name
from fristed.casework.housing.parameters import parameters
from fristed.casework.housing.refusals import HousingRefused
from fristed.casework.housing.rules import MOST_PLACES, day_ahead_problems
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import holders_of
from fristed.foundation.identity.rules import Permission, require

PROVIDER_STAFF = "provider_staff"
Name = Callable[[], str]


def note_provider(*, by: Actor, at: datetime, name: Name = random_name) -> str:
    """Note a provider under a random name; give its reference. Its real name stands nowhere.

    Raises
    ------
    NotPermitted
        If the actor does not allocate places.
    HousingRefused
        If the random name is taken.
    """
    require(by, Permission.HOUSING_ALLOCATE)
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = Provider.objects.create(
                    reference=new_reference(), name=name(), noted_at=at, noted_by=by.username
                )
        except IntegrityError as twice:
            raise HousingRefused(("", "name_taken")) from twice
        _tell("provider.noted", row.reference, by, at)
    return row.reference


def let_in_staff(*, provider: str, account: int | None, by: Actor, at: datetime) -> None:
    """Let somebody act for a provider: an account that has the role, and acts for no other.

    Raises
    ------
    NotPermitted
        If the actor does not allocate places.
    HousingRefused
        If there is no such provider, or the account is not fit.
    """
    require(by, Permission.HOUSING_ALLOCATE)
    with transaction.atomic():
        row = _provider(provider)
        if account not in holders_of(PROVIDER_STAFF):
            raise HousingRefused(("account", "not_a_provider"))
        try:
            with transaction.atomic():
                ProviderStaff.objects.create(provider=row, account_id=account, from_at=at)
        except IntegrityError as elsewhere:
            raise HousingRefused(("account", "not_a_provider")) from elsewhere
        _tell("provider.staff_let_in", row.reference, by, at)


def let_out_staff(*, provider: str, account: int | None, by: Actor, at: datetime) -> None:
    """End that somebody acts for a provider.

    Raises
    ------
    NotPermitted
        If the actor does not allocate places.
    HousingRefused
        If there is no such provider, or the account does not act for it.
    """
    require(by, Permission.HOUSING_ALLOCATE)
    with transaction.atomic():
        row = _provider(provider)
        if not row.staff.filter(account_id=account or 0, ended_at=None).update(ended_at=at):
            raise HousingRefused(("account", "not_a_provider"))
        _tell("provider.staff_let_out", row.reference, by, at)


def _provider(reference: str) -> Provider:
    row = Provider.objects.select_for_update().filter(reference=reference).first()
    if row is None:
        raise HousingRefused(("provider", "no_such_provider"))
    return row


def note_dwelling(*, draft: DwellingDraft, by: Actor, at: datetime, name: Name = random_name) -> str:
    """Note a dwelling under a random name; give its reference. Where it is, its named officers seal.

    Raises
    ------
    NotPermitted
        If the actor does not allocate places.
    HousingRefused
        With every error by field.
    """
    require(by, Permission.HOUSING_ALLOCATE)
    with transaction.atomic():
        HousingRefused.raise_if(_draft_problems(draft))
        provider = _provider(draft.provider)
        try:
            with transaction.atomic():
                row = Dwelling.objects.create(
                    reference=new_reference(),
                    name=name(),
                    provider=provider,
                    zone=draft.zone,
                    genders=draft.genders,
                    takes_children=draft.takes_children,
                    takes_couples=draft.takes_couples,
                    noted_at=at,
                    noted_by=by.username,
                )
        except IntegrityError as twice:
            raise HousingRefused(("", "name_taken")) from twice
        Offering.objects.bulk_create(
            Offering(dwelling=row, need=need) for need in dict.fromkeys(draft.offers)
        )
        _tell("dwelling.noted", row.reference, by, at)
    return row.reference


def _draft_problems(draft: DwellingDraft) -> list[tuple[str, str]]:
    checks = (
        ("zone", draft.zone in parameters().zones),
        ("genders", draft.genders in tuple(Gender)),
        ("offers", set(draft.offers) <= {str(one) for one in Need}),
    )
    return [(field, "unknown_value") for field, is_known in checks if not is_known]


def open_places(
    *, dwelling: str, places: int | None, from_date: date | None, by: Actor, at: datetime
) -> None:
    """Add so many places to a dwelling, from a day on.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not allocate places, or there is no such dwelling.
    HousingRefused
        If the number or the day is impossible.
    """
    require(by, Permission.HOUSING_ALLOCATE)
    with transaction.atomic():
        row = _dwelling(dwelling)
        problems = [] if places and 1 <= places <= MOST_PLACES else [("places", "number_of_places")]
        if from_date is None:
            problems.append(("from_date", "day_missing"))
        elif (from_date - day_of(at)).days > parameters().longest_ahead_days:
            problems.append(("from_date", "day_too_far"))
        if problems or from_date is None:
            raise HousingRefused(*problems)
        last = row.places.aggregate(last=Max("number"))["last"] or 0
        Place.objects.bulk_create(
            Place(
                dwelling=row,
                reference=new_reference(),
                number=last + number,
                from_date=from_date,
                noted_at=at,
                noted_by=by.username,
            )
            for number in range(1, (places or 0) + 1)
        )
        _tell("dwelling.places_opened", row.reference, by, at)


def cut_place(*, place: str, to_date: date | None, by: Actor, at: datetime) -> None:
    """Cut a place from a day on; that day is not part of the capacity.

    Raises
    ------
    NotPermitted
        If the actor does not allocate places.
    HousingRefused
        If there is no such place, somebody has it then, it is cut already, or the day is before it began.
    """
    require(by, Permission.HOUSING_ALLOCATE)
    with transaction.atomic():
        row = (
            Place.objects.select_for_update(of=("self",))
            .select_related("dwelling")
            .filter(reference=place)
            .first()
        )
        if row is None:
            raise HousingRefused(("", "place_unknown"))
        problems: list[tuple[str, str]] = []
        if row.to_date is not None:
            problems.append(("", "cut_already"))
        if to_date is None:
            problems.append(("to_date", "day_missing"))
        elif to_date <= row.from_date:
            problems.append(("to_date", "ends_before_it_begins"))
        elif (to_date - day_of(at)).days > parameters().longest_ahead_days:
            problems.append(("to_date", "day_too_far"))
        in_use = Q(ended_date__isnull=True) | Q(ended_date__gt=to_date or row.from_date)
        if Stay.objects.filter(in_use, place=row).exists():
            problems.append(("", "place_in_use"))
        HousingRefused.raise_if(problems)
        row.to_date = to_date
        row.save(update_fields=["to_date"])
        _tell("dwelling.place_cut", row.dwelling.reference, by, at)


def clear_dwelling(
    *, dwelling: str, from_date: date | None, to_date: date | None, by: Actor, at: datetime
) -> None:
    """Note that the police hold a dwelling to be safe, to and including a day.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not coordinate for the police, or there is no such dwelling.
    HousingRefused
        If the days are impossible, or one of them is cleared already.
    """
    require(by, Permission.HOUSING_RECOMMEND)
    with transaction.atomic():
        row = _dwelling(dwelling)
        longest = parameters().longest_ahead_days
        problems = [*day_ahead_problems(to_date, today=day_of(at), longest_days=longest, field="to_date")]
        if from_date is None:
            problems.append(("from_date", "day_missing"))
        elif to_date and to_date < from_date:
            problems.append(("to_date", "ends_before_it_begins"))
        elif to_date and _is_cleared_within(row, from_date, to_date):
            problems.append(("from_date", "clearance_overlaps"))
        if problems or from_date is None or to_date is None:
            raise HousingRefused(*problems)
        Clearance.objects.create(
            dwelling=row, from_date=from_date, to_date=to_date, given_at=at, given_by=by.username
        )
        _tell("dwelling.cleared", row.reference, by, at)


def _is_cleared_within(row: Dwelling, from_date: date, to_date: date) -> bool:
    touching = row.clearances.filter(from_date__lte=to_date, to_date__gte=from_date)
    return touching.filter(Q(ended_date__isnull=True) | Q(ended_date__gt=from_date)).exists()


def end_clearance(*, dwelling: str, by: Actor, at: datetime) -> None:
    """End the clearance of a dwelling that holds today: nobody is given a place there from now on.

    Those who live there stay until somebody finds them another place; that is for people to decide.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not coordinate for the police, or there is no such dwelling.
    HousingRefused
        If no clearance is in force or to come.
    """
    require(by, Permission.HOUSING_RECOMMEND)
    with transaction.atomic():
        row, today = _dwelling(dwelling), day_of(at)
        if not row.clearances.filter(to_date__gte=today, ended_date=None).update(ended_date=today):
            raise HousingRefused(("", "no_clearance"))
        _tell("dwelling.clearance_ended", row.reference, by, at)


def _dwelling(reference: str) -> Dwelling:
    row = Dwelling.objects.select_for_update().filter(reference=reference).first()
    if row is None:
        raise CaseNotFound("There is no such dwelling.")
    return row


def _tell(event: str, reference: str, by: Actor, at: datetime) -> None:
    write_line(event=event, by=by, at=at, subject=reference)
