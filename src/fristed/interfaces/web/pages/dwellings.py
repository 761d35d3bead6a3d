"""Providers and dwellings: the dated capacity, the clearances of the police, and the sealed address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from fristed.casework.cases.rules import day_of
from fristed.casework.housing import actions
from fristed.casework.housing.facts import AddressOutline, DwellingLine
from fristed.casework.housing.parameters import parameters
from fristed.casework.housing.queries import address_outline, dwelling_line, providers_of
from fristed.casework.housing.refusals import HousingRefused
from fristed.foundation.identity.queries import names_of_accounts, staff
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web.forms.housing import (
    AccountForm,
    ChainForm,
    ClearForm,
    CutForm,
    DwellingForm,
    NameOfficersForm,
    OpenAddressForm,
    OpenPlacesForm,
    WriteAddressForm,
)
from fristed.interfaces.web.housing.shown import shown_dwelling
from fristed.interfaces.web.plans.words import Words
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422
PROVIDER_STAFF = "provider_staff"


def providers(request: HouseRequest) -> HttpResponse:
    """Show the providers and who acts for them; note one, let somebody in or out, note a dwelling."""
    found = providers_of(request.actor)
    people = [(str(one.account_id), one.display_name) for one in staff() if PROVIDER_STAFF in one.roles]
    homes = [(one.reference, one.name) for one in found]
    zones = tuple(parameters().zones)
    forms: dict[str, ChainForm] = {
        "dwelling": DwellingForm(providers=homes, zones=zones, prefix="dwelling"),
        "staff": AccountForm(people=people, prefix="staff"),
    }
    refused: ChainForm | None = None
    if request.method == "POST":
        name = request.POST.get("step", "dwelling")
        tried: dict[str, ChainForm] = {
            "provider": ChainForm(request.POST),
            "dwelling": DwellingForm(request.POST, providers=homes, zones=zones, prefix="dwelling"),
            "staff": AccountForm(request.POST, people=people, prefix="staff"),
            "staff-out": AccountForm(request.POST, people=people),
        }
        if name not in tried:
            raise Http404
        refused = tried[name]
        refused.is_valid()
        try:
            _note(request, name, refused)
        except HousingRefused as refusal:
            refused.show_refusal(refusal.errors)
            forms[name] = refused
        else:
            messages.success(request, str(_("It is noted.")))
            return redirect("housing-providers")
    put_on_record(request, "housing.form_read", step="providers")
    names = names_of_accounts(account for one in found for account in one.staff)
    context = {
        "providers": [(one, [(account, names.get(account, "")) for account in one.staff]) for one in found],
        "form": refused,
        "dwelling_form": forms["dwelling"],
        "staff_form": forms["staff"],
    }
    return render(request, "fristed/housing/providers.html", context, status=REFUSED if refused else 200)


def _note(request: HouseRequest, name: str, form: ChainForm) -> None:
    who: dict[str, Any] = {"by": request.actor, "at": request.at}
    provider = request.POST.get("provider", "")
    if name == "provider":
        actions.note_provider(**who)
    elif name == "dwelling":
        actions.note_dwelling(**who, **form.given())
    elif name == "staff":
        actions.let_in_staff(provider=provider, **who, **form.given())
    else:
        actions.let_out_staff(provider=provider, **who, **form.given())


def dwelling(request: HouseRequest, reference: str) -> HttpResponse:
    """Show one dwelling by its random name, and what the reader may do with it."""
    return _page(request, reference)


def _page(request: HouseRequest, reference: str, **more: Any) -> HttpResponse:
    line = dwelling_line(request.actor, reference, at=request.at)
    outline = address_outline(request.actor, reference)
    put_on_record(request, "housing.form_read", step="dwelling")
    today = day_of(request.at)
    context: dict[str, Any] = {
        "dwelling": shown_dwelling(line),
        "address": outline,
        "decides": is_permitted(request.actor, Permission.HOUSING_ALLOCATE),
        "clears": is_permitted(request.actor, Permission.HOUSING_RECOMMEND),
        "open_form": OpenPlacesForm(prefix="open", initial={"from_date": today}),
        "cut_form": CutForm(prefix="cut", places=_places(line)),
        "clear_form": ClearForm(prefix="clear", initial={"from_date": today}),
        "name_form": NameOfficersForm(prefix="name", usernames=outline.to_name),
        "read_form": OpenAddressForm(prefix="read"),
        "write_form": WriteAddressForm(prefix="write"),
        **more,
    }
    return render(
        request, "fristed/housing/dwelling.html", context, status=REFUSED if more.get("form") else 200
    )


def _places(line: DwellingLine) -> list[tuple[str, str]]:
    return [(one.reference, str(one.number)) for one in line.places if one.to_date is None]


@dataclass(frozen=True, slots=True)
class DwellingStep:
    """One thing that may be done with a dwelling."""

    verb: Callable[..., Any]
    done: Words
    form: Callable[[HouseRequest, DwellingLine, AddressOutline], ChainForm]
    is_of_a_place: bool = False


STEPS: dict[str, DwellingStep] = {
    "open": DwellingStep(
        actions.open_places,
        _("The places are added."),
        lambda request, _line, _outline: OpenPlacesForm(request.POST, prefix="open"),
    ),
    "cut": DwellingStep(
        actions.cut_place,
        _("The place is cut."),
        lambda request, line, _outline: CutForm(request.POST, prefix="cut", places=_places(line)),
        is_of_a_place=True,
    ),
    "clear": DwellingStep(
        actions.clear_dwelling,
        _("The dwelling is cleared."),
        lambda request, _line, _outline: ClearForm(request.POST, prefix="clear"),
    ),
    "end-clearance": DwellingStep(
        actions.end_clearance,
        _("The clearance is ended. Nobody is given a place there from now on."),
        lambda request, _line, _outline: ChainForm(request.POST),
    ),
    "name": DwellingStep(
        actions.open_dwelling_place,
        _("The officers are named."),
        lambda request, _line, outline: NameOfficersForm(
            request.POST, prefix="name", usernames=outline.to_name
        ),
    ),
    "write": DwellingStep(
        actions.write_dwelling_place,
        _("The address is sealed to its officers."),
        lambda request, _line, _outline: WriteAddressForm(request.POST, prefix="write"),
    ),
    "read": DwellingStep(
        actions.read_dwelling_place,
        "",
        lambda request, _line, _outline: OpenAddressForm(request.POST, prefix="read"),
    ),
}


@sensitive_post_parameters()
def dwelling_step(request: HouseRequest, reference: str, name: str) -> HttpResponse:
    """Take one step with a dwelling; an address that is opened is shown on this one answer."""
    if name not in STEPS:
        raise Http404
    step = STEPS[name]
    line = dwelling_line(request.actor, reference, at=request.at)
    form = step.form(request, line, address_outline(request.actor, reference))
    form.is_valid()
    who: dict[str, Any] = {"by": request.actor, "at": request.at}
    of = {} if step.is_of_a_place else {"dwelling": reference}
    try:
        opened = step.verb(**of, **who, **form.given())
    except HousingRefused as refusal:
        form.show_refusal(refusal.errors)
        return _page(request, reference, form=form, **{f"{name.replace('-', '_')}_form": form})
    if name == "read":
        return _page(request, reference, opened=opened)
    messages.success(request, str(step.done))
    return redirect("housing-dwelling", reference=reference)
