"""A person's own page: second factors, sessions and password."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.foundation.identity.staff.actions import (
    PasswordRefused,
    password_is_right,
    record_refused,
    set_new_password,
    unbind_from_provider,
)
from fristed.foundation.identity.staff.apps_and_papers import (
    AppInUse,
    begin_app,
    confirm_app,
    new_recovery_codes,
    remove_app,
)
from fristed.foundation.identity.staff.passkeys import (
    PasskeyRefused,
    add_passkey,
    registration_options,
    remove_passkey,
)
from fristed.foundation.identity.staff.provider.profile import provider_profile
from fristed.foundation.identity.staff.queries import factors_of
from fristed.foundation.identity.staff.sessions import (
    end_session,
    end_sessions_of,
    has_enrolled,
    move_session,
    sessions_of,
)
from fristed.foundation.identity.staff.throttling import TooSoon, attempt_succeeded, begin_attempt
from fristed.interfaces.web.forms.staff import AppForm, PasskeyNameForm, PasswordForm
from fristed.interfaces.web.pages.entrance import REFUSED, new_challenge, take_challenge
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.staff.signing_in import second_factor_is_required, site_of
from fristed.interfaces.web.staff.step_up import require_step_up
from fristed.interfaces.web.staff.words import MEANS, password_refusals, wait_words


def _me(request: HouseRequest) -> int:
    return request.actor.account_id or 0


def _session_id(request: HouseRequest) -> int:
    return request.staff.id if request.staff else 0


def overview(request: HouseRequest) -> HttpResponse:
    """Show one's own second factors and sessions."""
    profile = provider_profile()
    context = {
        "factors": factors_of(_me(request)),
        "sessions": [
            (one, MEANS[one.means])
            for one in sessions_of(_me(request), this=_session_id(request), at=request.at)
        ],
        "must_enrol": bool(request.staff and request.staff.must_enrol),
        "is_required": second_factor_is_required(),
        "has_passkeys": site_of(request) is not None,
        "provider": profile.name if profile else "",
    }
    return render(request, "fristed/staff/security.html", context)


def app(request: HouseRequest) -> HttpResponse:
    """Set up an authenticator app: scan the picture or type the secret, then type the first code."""
    require_step_up(request)
    try:
        secret, address = begin_app(
            account_id=_me(request), username=request.actor.username, anew=request.method != "POST"
        )
    except AppInUse:
        return redirect("security")
    form = AppForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if refusal := _app_refusal(request, form.cleaned_data["code"]):
            form.add_error("code", refusal)
        else:
            return _enrolled(request)
    import segno

    picture = segno.make(address, error="m").svg_inline(
        scale=5, dark="#000", light="#fff", border=4, omitsize=True, svgclass=None, lineclass=None
    )
    spelled = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    context = {"form": form, "picture": picture, "secret": spelled, "address": address}
    return render(
        request, "fristed/staff/app.html", context, status=REFUSED if form.errors else HTTPStatus.OK
    )


def _app_refusal(request: HouseRequest, code: str) -> str:
    """Say why the first code of an app is not taken; empty if it is."""
    buckets = [("factor", str(_me(request)))]
    try:
        begin_attempt(buckets, at=request.at)
    except TooSoon as refusal:
        return wait_words(refusal.wait)
    if not confirm_app(code=code, by=request.actor, at=request.at):
        return _("The code is wrong. Check that the clock of the device is right, and type the newest code.")
    attempt_succeeded(buckets, at=request.at)
    return ""


def _enrolled(request: HouseRequest) -> HttpResponse:
    """Open the rest of the site to who has enrolled, and show recovery codes if there are none."""
    has_enrolled(_session_id(request), at=request.at)
    if factors_of(_me(request)).recovery_codes_left:
        messages.success(request, _("The second factor is in use from now on."))
        return redirect("security")
    return _show_new_codes(request)


def _show_new_codes(request: HouseRequest) -> HttpResponse:
    codes = new_recovery_codes(by=request.actor, at=request.at)
    return render(request, "fristed/staff/recovery_codes.html", {"codes": codes})


def passkey_options(request: HouseRequest) -> HttpResponse:
    """Give what the browser needs to make a passkey."""
    require_step_up(request)
    site = site_of(request)
    if site is None:
        return JsonResponse({}, status=HTTPStatus.NOT_FOUND)
    challenge = new_challenge(request, request.at)
    content = registration_options(site=site, by=request.actor, challenge=challenge)
    return HttpResponse(content, content_type="application/json")


def passkey(request: HouseRequest) -> HttpResponse:
    """Add a passkey of one's own."""
    require_step_up(request)
    form = PasskeyNameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if _passkey_added(request, form):
            return _enrolled(request)
        form.add_error(None, _("The passkey was not accepted. Try again, with script switched on."))
    context = {"form": form, "has_passkeys": site_of(request) is not None}
    status = REFUSED if form.errors else HTTPStatus.OK
    return render(request, "fristed/staff/passkey.html", context, status=status)


def _passkey_added(request: HouseRequest, form: forms.Form) -> bool:
    site = site_of(request)
    try:
        if site is None:
            raise PasskeyRefused("site")
        add_passkey(
            answer=form.cleaned_data["answer"],
            challenge=take_challenge(request, request.at),
            site=site,
            name=form.cleaned_data["name"],
            by=request.actor,
            at=request.at,
        )
    except PasskeyRefused:
        record_refused(what="passkey", reason="registration", at=request.at, by=request.actor)
        return False
    return True


def password(request: HouseRequest) -> HttpResponse:
    """Change one's own password; other sessions end."""
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _password_changed(request, form):
        messages.success(request, _("The password has been changed, and your other sessions have ended."))
        return redirect("security")
    status = REFUSED if form.errors else HTTPStatus.OK
    return render(request, "fristed/staff/password.html", {"form": form}, status=status)


def _password_changed(request: HouseRequest, form: forms.Form) -> bool:
    buckets = [("factor", str(_me(request)))]
    try:
        begin_attempt(buckets, at=request.at)
    except TooSoon as refusal:
        form.add_error("password", wait_words(refusal.wait))
        return False
    if not password_is_right(by=request.actor, password=form.cleaned_data["password"]):
        record_refused(what="password_change", reason="password", at=request.at, by=request.actor)
        form.add_error("password", _("The password is wrong."))
        return False
    attempt_succeeded(buckets, at=request.at)
    try:
        with transaction.atomic():
            new = form.cleaned_data["new_password"]
            set_new_password(password=new, by=request.actor, at=request.at, keep=_session_id(request))
            _renew_key(request)
    except PasswordRefused as refusal:
        for sentence in password_refusals(refusal.sentences):
            form.add_error(refusal.field, sentence)
        return False
    return True


def _renew_key(request: HouseRequest) -> None:
    """Give this session a new key that goes with the new password."""
    account = ModelBackend().get_user(_me(request))
    assert account is not None  # noqa: S101  it has just changed its password
    update_session_auth_hash(request, account)
    move_session(_session_id(request), session_key=str(request.session.session_key))


def step(request: HouseRequest, name: str) -> HttpResponse:
    """Take one step on one's own factors and sessions."""
    if name not in STEPS:
        raise Http404
    return STEPS[name](request)


def _number(request: HouseRequest) -> int:
    text = request.POST.get("id", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _end_one(request: HouseRequest) -> HttpResponse:
    end_session(_number(request), account_id=_me(request), by=request.actor, at=request.at)
    if _number(request) == _session_id(request):
        return _out(request)
    messages.success(request, _("The session has ended."))
    return redirect("security")


def _end_all(request: HouseRequest) -> HttpResponse:
    end_sessions_of(_me(request), by=request.actor, at=request.at)
    return _out(request)


def _out(request: HouseRequest) -> HttpResponse:
    logout(request)
    request.staff = None
    return redirect("sign-in")


def _would_be_without(request: HouseRequest) -> bool:
    """Whether taking one more factor away would leave none where one is required."""
    factors = factors_of(_me(request))
    return second_factor_is_required() and len(factors.passkeys) + int(factors.has_app) <= 1


def _remove(request: HouseRequest, *, is_app: bool) -> HttpResponse:
    require_step_up(request)
    if _would_be_without(request):
        messages.error(request, _("You need at least one second factor. Add another one first."))
        return redirect("security")
    if is_app:
        remove_app(by=request.actor, at=request.at)
    else:
        remove_passkey(passkey=_number(request), by=request.actor, at=request.at)
    messages.success(request, _("It is no longer in use."))
    return redirect("security")


def _remove_app(request: HouseRequest) -> HttpResponse:
    return _remove(request, is_app=True)


def _remove_passkey(request: HouseRequest) -> HttpResponse:
    return _remove(request, is_app=False)


def _new_codes(request: HouseRequest) -> HttpResponse:
    require_step_up(request)
    if not factors_of(_me(request)).has_second:
        return redirect("security")
    return _show_new_codes(request)


def _unbind(request: HouseRequest) -> HttpResponse:
    require_step_up(request)
    unbind_from_provider(by=request.actor, at=request.at)
    return redirect("security")


def _stay(request: HouseRequest) -> HttpResponse:
    """Tell how long the session lasts now that somebody has asked to stay."""
    assert request.staff is not None  # noqa: S101  the middleware lets nobody here without a session
    return JsonResponse({"seconds": int((request.staff.ends_at - request.at).total_seconds())})


STEPS = {
    "end-session": _end_one,
    "end-all": _end_all,
    "remove-app": _remove_app,
    "remove-passkey": _remove_passkey,
    "new-codes": _new_codes,
    "unbind": _unbind,
    "stay": _stay,
}
