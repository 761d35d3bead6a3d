"""Accounts and roles, for those who look after them: a leader the own service's, a system owner all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.foundation.identity.access.actions import close_account, give_role, take_role
from fristed.foundation.identity.access.actions.accounts import roles_to_give
from fristed.foundation.identity.access.queries import accounts_in_reach
from fristed.foundation.identity.access.refusals import AccessRefused
from fristed.foundation.identity.rules import ROLES
from fristed.interfaces.web.access.shown import shown_accounts, shown_role
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.staff.step_up import require_step_up


def accounts(request: HouseRequest) -> HttpResponse:
    """List accounts with their roles, and what each role allows."""
    to_give = roles_to_give(request.actor)
    context = {
        "accounts": shown_accounts(accounts_in_reach(request.actor), to_give),
        "roles": [shown_role(code) for code in ROLES if code in to_give],
    }
    return render(request, "fristed/access/accounts.html", context)


def step(request: HouseRequest, account: int, name: str) -> HttpResponse:
    """Give or take a role, or close the account."""
    role = request.POST.get("role", "")
    steps: dict[str, tuple[Callable[..., None], str]] = {
        "give": (partial(give_role, account=account, role=role), _("The role is given.")),
        "take": (partial(take_role, account=account, role=role), _("The role is taken away.")),
        "close": (
            partial(close_account, account=account),
            _("The account is closed, and whatever was open in it is ended."),
        ),
    }
    if name not in steps:
        raise Http404
    require_step_up(request)
    verb, done = steps[name]
    try:
        verb(by=request.actor, at=request.at)
    except AccessRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect("accounts")
