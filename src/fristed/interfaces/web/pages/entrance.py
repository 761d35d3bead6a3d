"""Coming in and going out: sign-in, second factor, step up, sign-out, language, health."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import cast

from django import forms
from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from fristed.foundation.identity.actions import record_refused_sign_in, record_sign_out
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.staff.actions import password_is_right, record_refused
from fristed.foundation.identity.staff.apps_and_papers import app_code_is_right, recovery_code_is_right
from fristed.foundation.identity.staff.passkeys import (
    PasskeyRefused,
    Site,
    account_of_passkey,
    authentication_options,
    challenge_from,
)
from fristed.foundation.identity.staff.provider.profile import provider_profile
from fristed.foundation.identity.staff.queries import factors_of
from fristed.foundation.identity.staff.sessions import end_this_session, step_up_session
from fristed.foundation.identity.staff.throttling import TooSoon, attempt_succeeded, begin_attempt
from fristed.interfaces.api.calls import client_of
from fristed.interfaces.web.forms.entrance import SignInForm
from fristed.interfaces.web.forms.staff import FactorForm, PasswordAgainForm
from fristed.interfaces.web.models import AnsweredForm
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.staff.drafts import LOST, USE, draft_of
from fristed.interfaces.web.staff.signing_in import (
    NobodyThere,
    buckets_for,
    go_on,
    half_signed_in,
    let_in,
    password_accepted,
    safe_next,
    site_of,
)
from fristed.interfaces.web.staff.words import wait_words

LANGUAGES = dict(settings.LANGUAGES)
REFUSED, TOO_SOON = HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS
CHALLENGE = "passkey_challenge"
CHALLENGE_LIVES = timedelta(minutes=5)


def remember_language(response: HttpResponse, code: str) -> HttpResponse:
    """Keep the choice in a cookie that scripts cannot read."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
    return response


def health(_request: HttpRequest) -> HttpResponse:
    """Tell whether the site can reach its database, and nothing else."""
    try:
        AnsweredForm.objects.exists()
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})


def sign_in(request: HttpRequest) -> HttpResponse:
    """Let somebody with an account in; the language can be chosen before."""
    if request.method == "POST":
        return _try_sign_in(cast(HouseRequest, request))
    if request.user.is_authenticated:
        return redirect("start")
    chosen = request.GET.get("language", "")
    if chosen not in LANGUAGES:
        return _sign_in_page(request, SignInForm(request), request.GET.get("next", ""))
    with translation.override(chosen):
        request.LANGUAGE_CODE = chosen
        page = _sign_in_page(request, SignInForm(request), request.GET.get("next", ""))
        page.headers["Content-Language"] = chosen
    return remember_language(page, chosen)


def _sign_in_page(
    request: HttpRequest, form: forms.Form, wanted: str, *, status: int | None = None
) -> HttpResponse:
    profile = provider_profile()
    context = {
        "form": form,
        "next": wanted,
        "has_passkeys": site_of(request) is not None,
        "provider": profile.name if profile else "",
        "has_draft": USE in request.session,
        "has_lost": request.session.pop(LOST, False),
    }
    return render(
        request, "fristed/sign_in.html", context, status=status or (REFUSED if form.errors else HTTPStatus.OK)
    )


def _try_sign_in(request: HouseRequest) -> HttpResponse:
    wanted = request.POST.get("next", "")
    username = request.POST.get("username", "")[:200]
    buckets = buckets_for(request, username)
    if username and request.POST.get("password"):
        try:
            begin_attempt(buckets, at=request.at)
        except TooSoon as refusal:
            form = SignInForm(request, data=request.POST)
            form.refuse(wait_words(refusal.wait))
            return _sign_in_page(request, form, wanted, status=TOO_SOON)
    form = SignInForm(request, data=request.POST)
    if not form.is_valid():
        if form.non_field_errors():
            record_refused_sign_in(username=form.cleaned_data.get("username", ""), at=request.at)
        return _sign_in_page(request, form, wanted)
    attempt_succeeded(buckets, at=request.at)
    return password_accepted(request, form.get_user().pk, wanted)


def second_factor(request: HouseRequest) -> HttpResponse:
    """Ask for the second factor of somebody who has given the right password, and let them in."""
    found = half_signed_in(request)
    if found is None:
        return redirect("sign-in")
    actor, wanted = found
    if request.method != "POST":
        return _second_factor_page(request, FactorForm(), actor, wanted)
    form = FactorForm(request.POST)
    means = _means_of_code(request, form, actor)
    if not means:
        status = TOO_SOON if form.has_error("code", "too_soon") else REFUSED
        return _second_factor_page(request, form, actor, wanted, status=status)
    return let_in(request, actor.account_id or 0, means=means, wanted=wanted)


def _second_factor_page(
    request: HouseRequest, form: forms.Form, actor: Actor, wanted: str, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    factors = factors_of(actor.account_id or 0)
    context = {
        "form": form,
        "next": wanted,
        "asks_for_passkey": bool(factors.passkeys) and site_of(request) is not None,
        "asks_for_code": factors.has_app or factors.recovery_codes_left > 0,
    }
    return render(request, "fristed/staff/second_factor.html", context, status=status)


def _means_of_code(request: HouseRequest, form: forms.Form, actor: Actor) -> str:
    """Give by which means a code is right, counted as an attempt; empty, and said in the form, if not."""
    if not form.is_valid():
        return ""
    account_id, buckets = actor.account_id or 0, [("factor", str(actor.account_id))]
    try:
        begin_attempt(buckets, at=request.at)
    except TooSoon as refusal:
        form.add_error("code", forms.ValidationError(wait_words(refusal.wait), code="too_soon"))
        return ""
    given = {"account_id": account_id, "code": form.cleaned_data["code"], "at": request.at}
    means = "app" if app_code_is_right(**given) else "recovery" if recovery_code_is_right(**given) else ""
    if not means:
        record_refused(what="second_factor", reason="code", at=request.at, by=actor)
        form.add_error("code", _("The code is wrong or has been used. Wait for the next one and try again."))
        return ""
    attempt_succeeded(buckets, at=request.at)
    return means


def new_challenge(request: HttpRequest, at: datetime) -> bytes:
    """Make a challenge for one answer, and keep it in the visitor's session."""
    challenge = secrets.token_bytes(32)
    kept = urlsafe_b64encode(challenge).decode().rstrip("=")
    request.session[CHALLENGE] = {"challenge": kept, "at": at.isoformat()}
    return challenge


def take_challenge(request: HttpRequest, at: datetime) -> bytes:
    """Give the challenge that was made for this visitor, once.

    Raises
    ------
    PasskeyRefused
        If there is none, or it is too old.
    """
    kept = request.session.pop(CHALLENGE, None)
    if kept is None or not timedelta(0) <= at - datetime.fromisoformat(kept["at"]) <= CHALLENGE_LIVES:
        raise PasskeyRefused("challenge")
    return challenge_from(kept["challenge"])


def passkey_options(request: HouseRequest) -> HttpResponse:
    """Give what the browser needs to ask for a passkey."""
    site = site_of(request)
    if site is None:
        return JsonResponse({}, status=HTTPStatus.NOT_FOUND)
    content = authentication_options(site=site, challenge=new_challenge(request, request.at))
    return HttpResponse(content, content_type="application/json")


def _account_by_passkey(request: HouseRequest) -> int:
    """Give whose passkey has answered; the attempt is counted against the address.

    Raises
    ------
    PasskeyRefused
        If it does not hold.
    """
    site: Site | None = site_of(request)
    if site is None:
        raise PasskeyRefused("site")
    answer = request.POST.get("answer", "")[:20_000]
    return account_of_passkey(
        answer=answer, challenge=take_challenge(request, request.at), site=site, at=request.at
    )


def sign_in_with_passkey(request: HouseRequest) -> HttpResponse:
    """Let somebody in by a passkey: the device has verified the person, so nothing more is asked."""
    wanted = request.POST.get("next", "")
    buckets = [("address", client_of(request))]
    try:
        begin_attempt(buckets, at=request.at)
        answer = let_in(request, _account_by_passkey(request), means="passkey", wanted=wanted)
    except TooSoon as refusal:
        return _refused_at_the_door(request, wait_words(refusal.wait), wanted, status=TOO_SOON)
    except (PasskeyRefused, NobodyThere):
        record_refused(what="passkey", reason="answer", at=request.at)
        return _refused_at_the_door(request, _("The passkey was not accepted."), wanted)
    attempt_succeeded(buckets, at=request.at)
    return answer


def _refused_at_the_door(
    request: HouseRequest, words: str, wanted: str, *, status: int = REFUSED
) -> HttpResponse:
    form = SignInForm(request, data={})
    form.refuse(words)
    return _sign_in_page(request, form, wanted, status=status)


def step_up(request: HouseRequest) -> HttpResponse:
    """Ask somebody who is in to show again who it is, and lead on to what they were about to do."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    factors = factors_of(request.actor.account_id or 0)
    by_provider = bool(request.staff and request.staff.means == "provider")
    form: forms.Form = FactorForm() if factors.has_second else PasswordAgainForm()
    means = ""
    if request.method == "POST" and "answer" in request.POST:
        means = _means_of_passkey(request, form := FactorForm({}))
    elif request.method == "POST" and factors.has_second:
        means = _means_of_code(request, form := FactorForm(request.POST), request.actor)
    elif request.method == "POST" and not by_provider:
        means = _means_of_password(request, form := PasswordAgainForm(request.POST))
    if means:
        return stepped_up(request, means, wanted)
    context = {
        "form": form,
        "next": wanted,
        "asks_for_passkey": bool(factors.passkeys) and site_of(request) is not None,
        "asks_for_code": factors.has_app or (factors.has_second and factors.recovery_codes_left > 0),
        "asks_for_password": not factors.has_second and not by_provider,
        "provider": provider_profile() if factors.is_bound else None,
    }
    status = REFUSED if request.method == "POST" else HTTPStatus.OK
    return render(request, "fristed/staff/step_up.html", context, status=status)


def _means_of_passkey(request: HouseRequest, form: forms.Form) -> str:
    form.errors.clear()
    try:
        whose = _account_by_passkey(request)
    except PasskeyRefused:
        whose = None
    if whose is not None and whose == request.actor.account_id:
        return "passkey"
    record_refused(what="step_up", reason="passkey", at=request.at, by=request.actor)
    form.add_error(None, _("The passkey was not accepted."))
    return ""


def _means_of_password(request: HouseRequest, form: forms.Form) -> str:
    if not form.is_valid():
        return ""
    buckets = [("factor", str(request.actor.account_id))]
    try:
        begin_attempt(buckets, at=request.at)
    except TooSoon as refusal:
        form.add_error("password", wait_words(refusal.wait))
        return ""
    if not password_is_right(by=request.actor, password=form.cleaned_data["password"]):
        record_refused(what="step_up", reason="password", at=request.at, by=request.actor)
        form.add_error("password", _("The password is wrong."))
        return ""
    attempt_succeeded(buckets, at=request.at)
    return "password"


def stepped_up(request: HouseRequest, means: str, wanted: str) -> HttpResponse:
    """Give the session a new key, note that the person has shown who it is, and lead on."""
    assert request.staff is not None  # noqa: S101  the middleware lets nobody here without a session
    with transaction.atomic():
        request.session.cycle_key()
        step_up_session(
            request.staff.id,
            session_key=str(request.session.session_key),
            means=means,
            by=request.actor,
            at=request.at,
        )
    return go_on(request, request.actor.account_id or 0, wanted)


def go_on_with_draft(request: HouseRequest) -> HttpResponse:
    """Offer again what somebody had typed, filled in and ready to be sent; without script too."""
    draft = draft_of(request, account_id=request.actor.account_id, at=request.at)
    if draft is None:
        return redirect("start")
    return render(request, "fristed/staff/go_on.html", {"draft": draft})


def sign_out(request: HouseRequest) -> HttpResponse:
    """End the session; whoever came by the provider is offered to sign out there too."""
    by_provider = bool(request.staff and request.staff.means == "provider")
    with transaction.atomic():
        record_sign_out(by=request.actor, at=request.at)
        if request.staff:
            end_this_session(request.staff.id, at=request.at)
        logout(request)
    request.staff = None
    return redirect("signed-out" if by_provider else "sign-in")


def choose_language(request: HouseRequest) -> HttpResponse:
    """Change the language of the pages and go back."""
    code = request.POST.get("language", "")
    response = HttpResponseRedirect(safe_next(request, request.POST.get("next", "")))
    return remember_language(response, code) if code in LANGUAGES else response
