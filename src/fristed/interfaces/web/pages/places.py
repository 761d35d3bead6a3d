"""Where the person of a case is: for named officers, with a passphrase, for one answer only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from fristed.casework.persons.actions import (
    appoint_holders,
    change_own_key,
    make_own_key,
    make_own_key_anew,
    name_case_officer,
    open_case_place,
    read_case_place,
    remove_case_officer,
    renew_case_place,
    tell_own_number,
    write_case_place,
)
from fristed.casework.persons.facts import PlaceOutline
from fristed.casework.persons.queries import holders_to_choose, place_outline
from fristed.casework.persons.refusals import PersonRefused
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, is_permitted
from fristed.foundation.vault.facts import Officer
from fristed.foundation.vault.queries import enrolled_officers, places_with_former_holders
from fristed.interfaces.web import labels
from fristed.interfaces.web.access.words import GRADINGS
from fristed.interfaces.web.forms.persons import (
    ChangeKeyForm,
    HoldersForm,
    NewKeyForm,
    OfficerForm,
    OfficersForm,
    OwnNumberForm,
    PassphraseForm,
    PlaceForm,
)
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.persons.shown import shown_values, why_not
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.staff.step_up import require_step_up

REFUSED = 422


def place(request: HouseRequest, reference: str) -> HttpResponse:
    """Show what the reader may do: name officers as the leader, open as an officer, or nothing."""
    return _place_page(request, place_outline(request.actor, reference))


def _place_page(request: HouseRequest, outline: PlaceOutline, **more: Any) -> HttpResponse:
    put_on_record(request, "place.page_read", subject=outline.reference)
    others = [name for name in outline.officers if name != request.actor.username]
    context = {
        "reference": outline.reference,
        "outline": outline,
        "service": labels.service(outline.service),
        "why_not": why_not(outline.refusals),
        "grading": GRADINGS[outline.grading],
        "open_form": OfficersForm(usernames=outline.to_name, prefix="open"),
        "read_form": PassphraseForm(prefix="read"),
        "write_form": PlaceForm(writable=outline.writable, prefix="write"),
        "name_form": OfficerForm(usernames=outline.to_name, prefix="name"),
        "remove_form": OfficerForm(usernames=others, prefix="remove"),
        "renew_form": PassphraseForm(prefix="renew"),
        "may_hold_escrow": is_permitted(request.actor, Permission.ESCROW_HOLD),
        "others": others,
        **more,
    }
    form = more.get("form")
    return render(request, "fristed/persons/place.html", context, status=REFUSED if form else 200)


@sensitive_post_parameters()
def place_step(request: HouseRequest, reference: str, name: str) -> HttpResponse:
    """Take one step: name officers, read, write, name one more, or take the place from one."""
    steps: dict[str, Callable[[HouseRequest, PlaceOutline], HttpResponse]] = {
        "open": _open,
        "read": _read,
        "write": _write,
        "name": _name,
        "remove": _remove,
        "renew": _renew,
    }
    if name not in steps:
        raise Http404
    return steps[name](request, place_outline(request.actor, reference))


def _tried(
    request: HouseRequest,
    outline: PlaceOutline,
    form: HouseForm,
    verb: Callable[[], object],
    *,
    at_form: str,
    done: str,
) -> HttpResponse:
    form.is_valid()
    try:
        verb()
    except PersonRefused as refusal:
        form.show_refusal(refusal.errors)
        return _place_page(request, outline, form=form, **{at_form: form})
    messages.success(request, done)
    return redirect("case-place", reference=outline.reference)


def _who(request: HouseRequest, outline: PlaceOutline) -> dict[str, Any]:
    return {"reference": outline.reference, "by": request.actor, "at": request.at}


def _open(request: HouseRequest, outline: PlaceOutline) -> HttpResponse:
    form = OfficersForm(request.POST, usernames=outline.to_name, prefix="open")
    return _tried(
        request,
        outline,
        form,
        lambda: open_case_place(officers=form.all_chosen("officers"), **_who(request, outline)),
        at_form="open_form",
        done=_("The officers are named. They alone can write and read the place."),
    )


def _read(request: HouseRequest, outline: PlaceOutline) -> HttpResponse:
    form = PassphraseForm(request.POST, prefix="read")
    form.is_valid()
    try:
        found = read_case_place(passphrase=form.chosen("passphrase"), **_who(request, outline))
    except PersonRefused as refusal:
        form.show_refusal(refusal.errors)
        return _place_page(request, outline, form=form, read_form=form)
    return _place_page(request, outline, is_opened=True, values=shown_values(found))


def _write(request: HouseRequest, outline: PlaceOutline) -> HttpResponse:
    form = PlaceForm(request.POST, writable=outline.writable, prefix="write")
    return _tried(
        request,
        outline,
        form,
        lambda: write_case_place(
            values=form.values(), passphrase=form.chosen("passphrase"), **_who(request, outline)
        ),
        at_form="write_form",
        done=_("It is sealed to the officers."),
    )


def _renew(request: HouseRequest, outline: PlaceOutline) -> HttpResponse:
    form = PassphraseForm(request.POST, prefix="renew")
    return _tried(
        request,
        outline,
        form,
        lambda: renew_case_place(passphrase=form.chosen("passphrase"), **_who(request, outline)),
        at_form="renew_form",
        done=_("The place has a new key. The three who hold the escrow now hold its too."),
    )


def _name(request: HouseRequest, outline: PlaceOutline) -> HttpResponse:
    done = _("The officer can open the place now.")
    return _officer(request, outline, "name", outline.to_name, name_case_officer, done)


def _remove(request: HouseRequest, outline: PlaceOutline) -> HttpResponse:
    done = _("The officer can no longer open the place. It has a new key.")
    return _officer(request, outline, "remove", outline.officers, remove_case_officer, done)


def _officer(
    request: HouseRequest,
    outline: PlaceOutline,
    step: str,
    usernames: tuple[str, ...],
    verb: Callable[..., None],
    done: str,
) -> HttpResponse:
    """Take a step about one officer, with the passphrase of the one who takes it."""
    form = OfficerForm(request.POST, usernames=usernames, prefix=step)
    return _tried(
        request,
        outline,
        form,
        lambda: verb(
            officer=form.chosen("officer"), passphrase=form.chosen("passphrase"), **_who(request, outline)
        ),
        at_form=f"{step}_form",
        done=done,
    )


def _may_have_a_key(actor: Actor) -> bool:
    kinds = (Permission.PLACE_READ, Permission.RECEPTION_ANSWER, Permission.ESCROW_HOLD)
    return any(is_permitted(actor, one) for one in kinds)


def own_key(request: HouseRequest) -> HttpResponse:
    """Show one's own key to places, telling one's own number, and who holds the escrow."""
    return _key_page(request)


def _key_page(request: HouseRequest, **more: Any) -> HttpResponse:
    if not _may_have_a_key(request.actor):
        raise NotPermitted(f"{request.actor.username} has no key to places.")
    enrolled, choices = enrolled_officers(), holders_to_choose()
    able = {one.username for one in choices}
    may_appoint = is_permitted(request.actor, Permission.ESCROW_APPOINT)
    context = {
        "has_key": _has_key(request.actor, enrolled),
        "may_appoint": may_appoint,
        "may_tell": is_permitted(request.actor, Permission.CASE_READ),
        "holders": [(one.username, one.username in able) for one in enrolled if one.is_escrow_holder],
        "may_hold_escrow": is_permitted(request.actor, Permission.ESCROW_HOLD),
        "former": places_with_former_holders() if may_appoint else 0,
        "anew_form": NewKeyForm(prefix="anew"),
        "make_form": NewKeyForm(prefix="make"),
        "change_form": ChangeKeyForm(prefix="change"),
        "number_form": OwnNumberForm(prefix="number"),
        "escrow_form": HoldersForm(enrolled=choices, prefix="escrow"),
        **more,
    }
    return render(request, "fristed/persons/key.html", context, status=REFUSED if more.get("form") else 200)


def _has_key(actor: Actor, enrolled: tuple[Officer, ...]) -> bool:
    return any(one.username == actor.username for one in enrolled)


@sensitive_post_parameters()
def key_step(request: HouseRequest, name: str) -> HttpResponse:
    """Make or change one's key, tell one's number, or appoint the holders of the escrow."""
    steps: dict[str, Callable[[HouseRequest], HttpResponse]] = {
        "make": _make,
        "change": _change,
        "anew": _anew,
        "number": _number,
        "escrow": _escrow,
    }
    if name not in steps:
        raise Http404
    if not _may_have_a_key(request.actor):
        raise NotPermitted(f"{request.actor.username} has no key to places.")
    return steps[name](request)


def _key_tried(
    request: HouseRequest, form: HouseForm, verb: Callable[[], None], *, at_form: str, done: str
) -> HttpResponse:
    form.is_valid()
    try:
        verb()
    except PersonRefused as refusal:
        form.show_refusal(refusal.errors)
        return _key_page(request, form=form, **{at_form: form})
    messages.success(request, done)
    return redirect("place-key")


def _make(request: HouseRequest) -> HttpResponse:
    form = NewKeyForm(request.POST, prefix="make")
    return _key_tried(
        request,
        form,
        lambda: make_own_key(passphrase=form.chosen("new"), by=request.actor, at=request.at),
        at_form="make_form",
        done=_("You have a key now. A leader can name you as officer."),
    )


def _anew(request: HouseRequest) -> HttpResponse:
    require_step_up(request)
    form = NewKeyForm(request.POST, prefix="anew")
    return _key_tried(
        request,
        form,
        lambda: make_own_key_anew(passphrase=form.chosen("new"), by=request.actor, at=request.at),
        at_form="anew_form",
        done=_("You have a new key. Ask to be named again to the places that you shall open."),
    )


def _change(request: HouseRequest) -> HttpResponse:
    form = ChangeKeyForm(request.POST, prefix="change")
    return _key_tried(
        request,
        form,
        lambda: change_own_key(
            old=form.chosen("old"), new=form.chosen("new"), by=request.actor, at=request.at
        ),
        at_form="change_form",
        done=_("Your key has a new passphrase."),
    )


def _number(request: HouseRequest) -> HttpResponse:
    form = OwnNumberForm(request.POST, prefix="number")
    return _key_tried(
        request,
        form,
        lambda: tell_own_number(number=form.chosen("number"), by=request.actor, at=request.at),
        at_form="number_form",
        done=_("It is noted what you are called as a person. The number is not kept."),
    )


def _escrow(request: HouseRequest) -> HttpResponse:
    form = HoldersForm(request.POST, enrolled=holders_to_choose(), prefix="escrow")
    return _key_tried(
        request,
        form,
        lambda: appoint_holders(holders=form.holders(), by=request.actor, at=request.at),
        at_form="escrow_form",
        done=_("The three are appointed."),
    )
