"""What every page shows: who is signed in, the menu, the language, and whether this is a demo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.rules import GREY_ZONE_SERVICE
from fristed.casework.housing.codes import HOME as KEEPS_ADDRESSES
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import display_names
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.foundation.identity.staff.facts import OpenSession
from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.demo import demo_notice
from fristed.interfaces.web.routes import TABLE, row_of
from fristed.interfaces.web.staff.signing_in import second_factor_is_required

# A language is called by its own name, whatever language the page is in.
LANGUAGE_NAMES = (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"))


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the main menu; ``here`` is what ``aria-current`` says, or empty."""

    address: str
    label: str | Promise
    here: str


# Each entry of the menu: its address, its words, and how the addresses begin that lie under it.
MENU: tuple[tuple[str, str | Promise, str], ...] = (
    ("start", _("Start"), ""),
    ("my-day", _("My day"), ""),
    ("case-list", _("Cases"), "case-"),
    ("moves", _("Moves"), "move"),
    ("intake", _("Intake"), "intake-"),
    ("journeys", _("Journeys home"), "journey"),
    ("receptions", _("Receptions"), "reception"),
    ("reception-parts", _("Receptions you are asked about"), "reception-part"),
    ("housing", _("Places to live"), "housing-"),
    ("housing-board", _("Vacancies"), "housing-dwelling"),
    ("mentors", _("Mentors"), "mentors-"),
    ("outreach", _("Outreach"), "outreach-"),
    ("oversight", _("The service now"), ""),
    ("guidance", _("What can I do?"), "guidance-language guidance-about"),
    ("directory", _("Find help"), "directory-covers"),
    ("directory-entries", _("Directory of help"), "directory-entry-"),
    ("letters", _("Preparedness letters"), "letters-"),
    ("grey-zone-list", _("Grey-zone cases"), "grey-zone-"),
    ("statistics", _("Statistics"), "statistics-"),
    ("key-figures", _("Key figures"), ""),
    ("guidance-editions", _("Guidance"), "guidance-propose guidance-edition"),
    ("published", _("Official statistics"), "published-"),
    ("plan", _("Action plan"), "plan-"),
    ("leaks", _("Leak finder"), "leaks-"),
    ("access", _("Access"), "access-"),
    ("legal-basis", _("Legal basis"), "legal-basis-"),
    ("accounts", _("Accounts"), "account-"),
    ("audit-trail", _("Log"), "audit-"),
)


# Pages that several parts of the chain have each their own view of.
PARTS_OF_THE_CHAIN: Mapping[str, frozenset[str]] = {
    "housing": frozenset(
        {Permission.HOUSING_ALLOCATE, Permission.HOUSING_RECOMMEND, Permission.HOUSING_PROVIDE}
    ),
    "mentors": frozenset({Permission.HOUSING_ALLOCATE, Permission.MENTORS_MATCH}),
}


def only_names_officers(actor: Actor) -> bool:
    """Whether somebody has no part in places to live but to name the officers of their addresses."""
    names = is_permitted(actor, Permission.PLACE_NAME, service=KEEPS_ADDRESSES)
    return names and not PARTS_OF_THE_CHAIN["housing"] & actor.permissions


def sees_legal_basis(actor: Actor) -> bool:
    """Whether somebody may see what a service holds about persons: the own service's, or all."""
    return is_permitted(actor, Permission.BASIS_READ) or is_permitted(actor, Permission.BASIS_OVERSEE)


def menu_for(actor: Actor, here: str) -> Iterator[MenuItem]:
    """Give the entries an actor may open, and mark the one the page belongs to."""
    for name, label, under in MENU:
        if (row_of(name).action or "") and row_of(name).action not in actor.permissions:
            continue
        if name in PARTS_OF_THE_CHAIN and not PARTS_OF_THE_CHAIN[name] & actor.permissions:
            continue
        if name == "housing-board" and not only_names_officers(actor):
            continue
        if name == "legal-basis" and not sees_legal_basis(actor):
            continue
        if name == "grey-zone-list" and actor.service != GREY_ZONE_SERVICE:
            continue
        yield MenuItem(reverse(name), label, marked(here, name, under))


def marked(here: str, name: str, under: str) -> str:
    """Give what ``aria-current`` says of an entry on the page ``here``, or nothing."""
    return "page" if here == name else "true" if here.startswith(tuple(under.split())) else ""


# What strangers find in the menu of public pages.
FOR_STRANGERS: tuple[tuple[str, str | Promise, str], ...] = (
    ("guidance", _("What can I do?"), "guidance-"),
    ("directory", _("Find help"), "directory-"),
    ("published", _("Official statistics"), "published-"),
    ("sign-in", _("Sign in"), ""),
)


def menu_for_strangers(here: str) -> Iterator[MenuItem]:
    """Give the entries of the public pages, and mark the one the page belongs to."""
    for name, label, under in FOR_STRANGERS:
        yield MenuItem(reverse(name), label, marked(here, name, under))


# Where somebody who leaves in haste comes to: a page that anybody may have been reading.
QUICK_EXIT = "https://www.yr.no/"


WHERE_WORK_BEGINS = frozenset(
    {"sign-in", "sign-in-second", "sign-in-passkey", "sign-in-code", "provider-return", "signed-out"}
)


def quick_exit_for(here: str, actor: Actor | None) -> str:
    """Give where the quick exit leads on a public page; nothing where work is done or begins."""
    is_public = bool(here) and here in TABLE and row_of(here).public and here not in WHERE_WORK_BEGINS
    return QUICK_EXIT if is_public and actor is None else ""


def house(request: HttpRequest) -> dict[str, Any]:
    """Give the templates what the layout needs; nothing about anybody before sign-in."""
    actor: Actor | None = getattr(request, "actor", None)
    here = request.resolver_match.view_name if request.resolver_match else ""
    demo = demo_notice(settings.DATA)
    staff: OpenSession | None = getattr(request, "staff", None)
    return {
        "actor": actor,
        "session_seconds": int((staff.ends_at - request.at).total_seconds()) if staff and actor else 0,  # type: ignore[attr-defined]
        "only_a_password": demo is not None and not second_factor_is_required(),
        "role_label": labels.service(actor.service) if actor and actor.service else "",
        "navigation": list(menu_for(actor, here) if actor else menu_for_strangers(here)),
        "languages": LANGUAGE_NAMES,
        "language_code": formats.language(),
        "demo": demo,
        "quick_exit": quick_exit_for(here, actor),
        "people": SimpleLazyObject(display_names) if actor else {},
    }
