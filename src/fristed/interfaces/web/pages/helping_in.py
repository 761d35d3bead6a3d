"""Helping colleagues in: one-time codes handed over in person, and ending somebody's sessions."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.staff.actions import (
    CodeRefused,
    HelpRefused,
    PasswordRefused,
    end_sessions_by,
    forget_factors,
    issue_code,
    password_is_right,
    record_refused,
    set_new_password,
    take_code,
)
from fristed.foundation.identity.staff.provider.profile import provider_profile
from fristed.foundation.identity.staff.queries import people_to_help
from fristed.foundation.identity.staff.throttling import TooSoon, attempt_succeeded, begin_attempt
from fristed.interfaces.web import labels
from fristed.interfaces.web.forms.staff import (
    BindingWithCodeForm,
    FactorsWithCodeForm,
    NewPasswordWithCodeForm,
)
from fristed.interfaces.web.pages.entrance import REFUSED, TOO_SOON
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.staff.signing_in import buckets_for
from fristed.interfaces.web.staff.step_up import require_step_up
from fristed.interfaces.web.staff.words import (
    CODE_BUTTONS,
    CODE_PURPOSES,
    HELP_REFUSED,
    password_refusals,
    wait_words,
)

# What of a session tells who may go to the provider to bind an account.
BINDS = "binds_account"
FORMS: dict[str, type[forms.Form]] = {
    "password": NewPasswordWithCodeForm,
    "factors": FactorsWithCodeForm,
    "binding": BindingWithCodeForm,
}


def people(request: HouseRequest) -> HttpResponse:
    """Show whom one may help, and how."""
    return _page(request)


def _page(request: HouseRequest, refusal: str = "") -> HttpResponse:
    found = [
        (one, labels.service(one.service) if one.service else "") for one in people_to_help(request.actor)
    ]
    context = {"people": found, "refusal": refusal, "provider": provider_profile()}
    status = REFUSED if refusal else HTTPStatus.OK
    return render(request, "fristed/staff/people.html", context, status=status)


def step(request: HouseRequest, account: int, name: str) -> HttpResponse:
    """End somebody's sessions, or make a code for them; the code is shown this once."""
    if name not in (*CODE_PURPOSES, "end"):
        raise Http404
    try:
        if name == "end":
            return _end(request, account)
        require_step_up(request)
        code = issue_code(account=account, purpose=name, by=request.actor, at=request.at)
    except HelpRefused as refusal:
        if refusal.reason not in HELP_REFUSED:
            raise Http404 from refusal
        return _page(request, str(HELP_REFUSED[refusal.reason]))
    person = next(one for one in people_to_help(request.actor) if one.account_id == account)
    context = {"code": code, "person": person, "purpose": name, "wording": CODE_PURPOSES[name]}
    return render(request, "fristed/staff/code.html", context)


def _end(request: HouseRequest, account: int) -> HttpResponse:
    ended = end_sessions_by(account=account, by=request.actor, at=request.at)
    words = ngettext("%(count)s session has ended.", "%(count)s sessions have ended.", ended)
    messages.success(request, words % {"count": ended})
    return redirect("account-help")


def use_code(request: HouseRequest, purpose: str) -> HttpResponse:
    """Let somebody use a one-time code, without being signed in."""
    if purpose not in FORMS or (purpose == "binding" and provider_profile() is None):
        raise Http404
    form = FORMS[purpose](request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        status = _code_used(request, purpose, form)
        if status == HTTPStatus.OK:
            return _after_code(request, purpose)
    if form.errors and status == HTTPStatus.OK:
        status = REFUSED
    context = {"form": form, "title": CODE_PURPOSES[purpose], "button": CODE_BUTTONS[purpose]}
    return render(request, "fristed/staff/use_code.html", context, status=status)


def _after_code(request: HouseRequest, purpose: str) -> HttpResponse:
    if purpose == "binding":
        return render(request, "fristed/staff/binding.html", {"provider": provider_profile()})
    messages.success(request, _("Done. Sign in now."))
    return redirect("sign-in")


def _code_used(request: HouseRequest, purpose: str, form: forms.Form) -> HTTPStatus:
    """Count the attempt, take the code, and do what it is for in one transaction."""
    username = form.cleaned_data["username"]
    buckets = buckets_for(request, username, kind="code")
    try:
        begin_attempt(buckets, at=request.at)
    except TooSoon as refusal:
        form.add_error(None, wait_words(refusal.wait))
        return TOO_SOON
    try:
        with transaction.atomic():
            code = form.cleaned_data["code"]
            actor = take_code(username=username, purpose=purpose, code=code, at=request.at)
            _carry_out(request, purpose, form, actor)
    except CodeRefused:
        record_refused(what="one_time_code", reason=purpose, at=request.at)
        form.add_error(None, _("This does not open anything. Check what you have typed."))
        return REFUSED
    except PasswordRefused as refusal:
        for sentence in password_refusals(refusal.sentences):
            form.add_error(refusal.field, sentence)
        return REFUSED
    attempt_succeeded(buckets, at=request.at)
    return HTTPStatus.OK


def _carry_out(request: HouseRequest, purpose: str, form: forms.Form, actor: Actor) -> None:
    if purpose == "password":
        set_new_password(password=form.cleaned_data["new_password"], by=actor, at=request.at)
        return
    # The code is one half, and whoever handed it over knows it: the person brings the other.
    if not password_is_right(by=actor, password=form.cleaned_data["password"]):
        raise CodeRefused
    if purpose == "factors":
        forget_factors(by=actor, at=request.at)
    else:
        request.session.cycle_key()
        request.session[BINDS] = {"account": actor.account_id, "at": request.at.isoformat()}
