"""A small world of housing: a provider with dwellings, and cases with people; everybody is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from fristed.casework.cases.actions import register_case
from fristed.casework.housing import actions
from fristed.casework.housing.facts import DwellingDraft, Wishes
from fristed.casework.housing.models import Application, Place, Provider
from fristed.casework.parties.actions import note_member
from fristed.casework.parties.facts import MemberDraft
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from tests.spec.cast import actor, at_ten, plain_case

DAY = date(2024, 3, 4)
AT = at_ten(date(2024, 3, 11))
BO = replace(actor("bo", "KT", "case_worker", account_id=702), at=AT)
HILDE = replace(actor("hilde", "KT", "housing_officer", account_id=710), at=AT)
INGA = replace(actor("inga", None, "housing_officer", account_id=711), at=AT)
PER = replace(actor("per", None, "police_coordinator", account_id=720), at=AT)
TOVE = replace(actor("tove", None, "provider_staff", account_id=730), at=AT)
ULF = replace(actor("ulf", None, "provider_staff", account_id=731), at=AT)
ADULT = MemberDraft("person_of_case", "adult_18_plus", "female", 22, "PK")
CHILD = MemberDraft("child", "child_under_18", "male", 4, "PK")
PARTNER = MemberDraft("partner", "adult_18_plus", "male", 25, "PK")
NAMES = (f"Osp {number}" for number in count(100))


def days(number: int) -> date:
    """Give a day so many days after the first."""
    return DAY + timedelta(days=number)


def on(number: int, **more: Any) -> dict[str, Any]:
    """Give a day, and the time at which it is noted."""
    return {"on_date": days(number), "at": at_ten(days(number)), **more}


def accounts() -> None:
    """Give those in the chain their accounts, as letting in and warning need them."""
    roles = {HILDE: "housing_officer", PER: "police_coordinator"} | dict.fromkeys(
        (TOVE, ULF), "provider_staff"
    )
    for one, role in roles.items():
        row, _made = Account.objects.get_or_create(
            pk=one.account_id, username=one.username, display_name=one.display_name, service=one.service or ""
        )
        row.grants.get_or_create(role=role, granted_at=AT)


def provider(*staff: Actor) -> str:
    """Note a provider, with those who act for it."""
    accounts()
    reference = actions.note_provider(by=HILDE, at=AT, name=lambda: next(NAMES))
    for one in staff:
        actions.let_in_staff(provider=reference, account=one.account_id, by=HILDE, at=AT)
    return reference


def dwelling(of: str = "", *, places: int = 2, cleared: bool = True, **changes: Any) -> str:
    """Note a dwelling with places from the first day on, cleared for a year."""
    of = of or Provider.objects.values_list("reference", flat=True).first() or provider(TOVE)
    draft = DwellingDraft(of, "a", "all", takes_children=True, takes_couples=True)
    made = replace(draft, **changes)
    reference = actions.note_dwelling(draft=made, by=HILDE, at=AT, name=lambda: next(NAMES))
    actions.open_places(dwelling=reference, places=places, from_date=days(-400), by=HILDE, at=AT)
    if cleared:
        actions.clear_dwelling(dwelling=reference, from_date=days(-30), to_date=days(365), by=PER, at=AT)
    return reference


def places_of(reference: str) -> list[str]:
    """Give the places of a dwelling, in order."""
    rows = Place.objects.filter(dwelling__reference=reference).order_by("number")
    return list(rows.values_list("reference", flat=True))


def case_with(*drafts: MemberDraft) -> tuple[str, list[str]]:
    """Register a case with people; give its reference and their keys."""
    reference = register_case(draft=plain_case("KT", DAY), by=BO, at=at_ten(DAY)).reference
    keys = [note_member(reference=reference, draft=one, by=BO, at=at_ten(DAY)) for one in drafts]
    return reference, keys


def asked(*drafts: MemberDraft, scheme: str = "housing") -> str:
    """Ask for a place on the first day; give the application's reference."""
    case, (first, *others) = case_with(*(drafts or (ADULT,)))
    return actions.ask_for_place(
        reference=case, member=first, companions=others, scheme=scheme, came_from="police", by=BO, **on(0)
    )


def recommended(*drafts: MemberDraft, wishes: Wishes | None = None) -> str:
    """The same until the police have recommended it."""
    reference = asked(*drafts)
    actions.note_mapping(reference=reference, wishes=wishes or Wishes(), by=HILDE, **on(1))
    actions.ask_security(reference=reference, by=HILDE, **on(2))
    actions.answer_security(reference=reference, is_recommended=True, by=PER, **on(9))
    return reference


def accepted(*drafts: MemberDraft, wishes: Wishes | None = None) -> str:
    """The same until the person has said yes."""
    reference = recommended(*drafts, wishes=wishes)
    actions.assess_application(
        reference=reference,
        suitability="suitable",
        ground="needs_protection_and_wishes_help",
        by=HILDE,
        **on(10),
    )
    actions.offer_place(reference=reference, by=HILDE, **on(11))
    actions.accept_place(reference=reference, by=HILDE, **on(12))
    return reference


def housed(home: str = "", *drafts: MemberDraft) -> str:
    """The same until the group has moved in, at the first places of a dwelling."""
    home = home or dwelling()
    reference = accepted(*drafts)
    takes = Application.objects.get(reference=reference).people.filter(takes_place=True).count()
    actions.allocate_places(reference=reference, places=places_of(home)[:takes], by=HILDE, **on(13))
    actions.move_in(reference=reference, by=TOVE, **on(14))
    return reference


def state_of(reference: str) -> str:
    """Give how far an application has come."""
    return Application.objects.get(reference=reference).state
