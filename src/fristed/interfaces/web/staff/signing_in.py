"""The last step of every way in: a new session with a new key, a line in the trail, and on to the page."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.backends import ModelBackend
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from fristed.foundation.demo_mark import is_demo
from fristed.foundation.identity.actions import record_sign_in
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_with_id
from fristed.foundation.identity.staff.keys import mac
from fristed.foundation.identity.staff.passkeys import Site
from fristed.foundation.identity.staff.provider.profile import provider_profile
from fristed.foundation.identity.staff.queries import factors_of
from fristed.foundation.identity.staff.rules import HALF_SIGNED_IN
from fristed.foundation.identity.staff.sessions import open_session
from fristed.foundation.identity.staff.throttling import Bucket
from fristed.interfaces.api.calls import client_of
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.staff.drafts import draft_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
HALF = "half_signed_in"
KNOWN_BROWSER_SECONDS = 180 * 24 * 3600


class NobodyThere(Exception):
    """The account may not sign in any more."""


def safe_next(request: HttpRequest, wanted: str) -> str:
    """Give the address to go on to: one of our own, else the start page."""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and is_ours else reverse("start")


def second_factor_is_required() -> bool:
    """Whether every local account needs a second factor: by the settings, else everywhere but in a demo."""
    chosen = str(settings.SECOND_FACTOR)
    return chosen == "required" if chosen in ("required", "offered") else not is_demo(settings.DATA)


def site_of(request: HttpRequest) -> Site | None:
    """Give where passkeys belong: as the settings say, or ``localhost`` itself; else there can be none."""
    origin = settings.ORIGIN
    if not origin and request.get_host().partition(":")[0] == "localhost":
        origin = f"{request.scheme}://{request.get_host()}"
    host = origin.partition("://")[2].partition(":")[0]
    return Site(origin, host) if host else None


def buckets_for(request: HttpRequest, username: str, *, kind: str = "account") -> list[Bucket]:
    """Give what an attempt counts against: a browser known to that person, or the name and the address."""
    try:
        known = signing.loads(
            request.COOKIES.get(known_browser_cookie(), ""),
            salt="known browser",
            max_age=KNOWN_BROWSER_SECONDS,
        )
    except signing.BadSignature:
        known = {}
    if known.get("name") == mac("known browser", username):
        return [("browser", str(known["browser"]))]
    return [(kind, username), ("address", client_of(request))]


def known_browser_cookie() -> str:
    """Give the name of the cookie of a browser in which somebody has signed in."""
    return "__Host-known" if settings.HTTPS else "known"


def remember_browser(response: HttpResponse, username: str) -> None:
    """Let this browser's later attempts under the name be counted apart from those of strangers."""
    value = {"name": mac("known browser", username), "browser": secrets.token_hex(16)}
    response.set_cookie(
        known_browser_cookie(),
        signing.dumps(value, salt="known browser"),
        max_age=KNOWN_BROWSER_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )


def password_accepted(request: HouseRequest, account_id: int, wanted: str) -> HttpResponse:
    """Go on from a right password: to the second factor or the provider, to enrolment, or in.

    Who is bound to a person at the provider has shown more than a password before, so that a password alone
    may not enrol a second factor for them.
    """
    factors = factors_of(account_id)
    if factors.is_bound and not factors.has_second and provider_profile() is not None:
        return redirect(f"{reverse('provider')}?{urlencode({'next': wanted})}")
    if factors.has_second:
        request.session.cycle_key()
        request.session[HALF] = {"account": account_id, "at": request.at.isoformat(), "next": wanted}
        return redirect("sign-in-second")
    return let_in(
        request,
        account_id,
        means="password",
        wanted=wanted,
        must_enrol=second_factor_is_required(),
    )


def half_signed_in(request: HouseRequest) -> tuple[Actor, str] | None:
    """Give who has given a right password within the last minutes, and where they want to go."""
    kept: dict[str, Any] | None = request.session.get(HALF)
    if kept is None:
        return None
    age = request.at - datetime.fromisoformat(kept["at"])
    actor = actor_with_id(kept["account"])
    if age > HALF_SIGNED_IN or age.total_seconds() < 0 or actor.account_id is None:
        request.session.pop(HALF, None)
        return None
    return actor, str(kept["next"])


def let_in(
    request: HouseRequest,
    account_id: int,
    *,
    means: str,
    wanted: str,
    must_enrol: bool = False,
    provider_sid: str = "",
) -> HttpResponse:
    """Open a session with a new key for somebody who has shown who it is, and lead them on.

    Raises
    ------
    NobodyThere
        If the account may not sign in.
    """
    account = ModelBackend().get_user(account_id)
    if account is None:
        raise NobodyThere
    request.session.pop(HALF, None)
    # What had been typed, and all else in sessions that are over, is not left lying.
    request.session.clear_expired()
    actor = actor_with_id(account_id)
    with transaction.atomic():
        login(request, account, backend=BACKEND)
        open_session(
            session_key=str(request.session.session_key),
            account_id=account_id,
            means=means,
            at=request.at,
            user_agent=request.headers.get("User-Agent", ""),
            must_enrol=must_enrol,
            provider_sid=provider_sid,
        )
        record_sign_in(by=actor, at=request.at, means=means)
    response = go_on(request, account_id, "" if must_enrol else wanted)
    if must_enrol:
        response = redirect("security")
    remember_browser(response, actor.username)
    return response


def go_on(request: HouseRequest, account_id: int, wanted: str) -> HttpResponse:
    """Lead on to what somebody had typed, if anything was kept, or else to where they wanted to go."""
    if draft_of(request, account_id=account_id, at=request.at):
        return redirect("go-on")
    return HttpResponseRedirect(safe_next(request, wanted))
