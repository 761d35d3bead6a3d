"""Clients of the API, for those who look after them: asked for by one, confirmed by another, revoked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from fristed.foundation.identity.clients.actions import (
    ask_for_client,
    confirm_client,
    issue_token,
    revoke_client,
)
from fristed.foundation.identity.clients.queries import client_lines
from fristed.foundation.identity.clients.refusals import ClientRefused
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web.access.shown import shown_clients
from fristed.interfaces.web.forms.clients import ClientForm
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.staff.step_up import require_step_up
from fristed.methods.classifications import registering_services

REFUSED = 422
Given = str | None


def clients(request: HouseRequest) -> HttpResponse:
    """List the clients, what each may, how far it has come, and what may be done with it."""
    return _page(request)


@sensitive_variables("token")
def _page(request: HouseRequest, *, token: str = "", of: str = "") -> HttpResponse:
    shown = shown_clients(client_lines(request.actor, at=request.at))
    context = {"clients": shown, "token": token, "of": next((one.name for one in shown if one.key == of), "")}
    return render(request, "fristed/access/clients.html", context)


def new(request: HouseRequest) -> HttpResponse:
    """Ask for a client."""
    require_step_up(request)
    is_of_all = is_permitted(request.actor, Permission.ACCOUNT_CREATE)
    services = registering_services() if is_of_all else (request.actor.service or "",)
    if request.method == "POST":
        form = ClientForm(request.POST, services=services)
        form.is_valid()
        if not form.errors:
            try:
                ask_for_client(**form.asked(), by=request.actor, at=request.at)
            except ClientRefused as refusal:
                form.show_refusal(refusal.errors)
            else:
                messages.success(request, _("The client is asked for. Somebody else must confirm it."))
                return redirect("clients")
    else:
        form = ClientForm(services=services)
    return render(
        request, "fristed/access/client_new.html", {"form": form}, status=REFUSED if form.errors else 200
    )


@sensitive_variables("given")
def step(request: HouseRequest, name: str) -> HttpResponse:
    """Confirm a client, give it a token, or revoke it. A token is shown on the answer, and nowhere else."""
    key = request.POST.get("key", "")
    steps: dict[str, tuple[Callable[..., Given], str]] = {
        "confirm": (partial(confirm_client, key=key), _("The client is confirmed. It can have a token now.")),
        "token": (partial(issue_token, key=key), ""),
        "revoke": (partial(revoke_client, key=key), _("The client is revoked, and its token opens nothing.")),
    }
    if name not in steps:
        raise Http404
    require_step_up(request)
    verb, done = steps[name]
    try:
        given = verb(by=request.actor, at=request.at)
    except ClientRefused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("clients")
    if given:
        return _page(request, token=given, of=key)
    messages.success(request, done)
    return redirect("clients")
