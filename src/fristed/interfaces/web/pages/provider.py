"""To the provider of identities and back: signing in, stepping up, binding an account, being ended there.

The addresses load this module when they are first asked for.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import NOBODY, actor_with_id
from fristed.foundation.identity.staff.actions import bind_to_provider, record_refused
from fristed.foundation.identity.staff.keys import mac
from fristed.foundation.identity.staff.provider.discovery import ProviderUnreachable
from fristed.foundation.identity.staff.provider.flow import (
    Journey,
    begin,
    ended_at_provider,
    finish,
    sign_out_address,
)
from fristed.foundation.identity.staff.provider.profile import Profile, provider_profile
from fristed.foundation.identity.staff.provider.tokens import Shown, TokenRefused
from fristed.foundation.identity.staff.queries import actor_bound_to
from fristed.foundation.identity.staff.sessions import end_provider_sessions, has_enrolled
from fristed.interfaces.web import formats
from fristed.interfaces.web.pages.entrance import stepped_up
from fristed.interfaces.web.pages.helping_in import BINDS
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.staff.signing_in import NobodyThere, let_in, safe_next
from fristed.interfaces.web.staff.step_up import require_step_up

AWAY = "away_at_provider"
BINDING_LIVES = timedelta(minutes=10)


def _profile() -> Profile:
    """Give the provider's profile; where none is used there is nothing at these addresses."""
    profile = provider_profile()
    if profile is None:
        raise Http404
    return profile


def _return_address(request: HouseRequest) -> str:
    return request.build_absolute_uri(reverse("provider-return"))


def _send_away(request: HouseRequest, purpose: str, back_to: str) -> HttpResponse:
    try:
        journey, address = begin(
            _profile(),
            purpose=purpose,
            return_address=_return_address(request),
            back_to=back_to,
            language=formats.language(),
            at=request.at,
        )
    except ProviderUnreachable:
        return _refused(request, "unreachable")
    request.session[AWAY] = journey.as_record()
    return HttpResponseRedirect(address)


def sign_in_there(request: HouseRequest) -> HttpResponse:
    """Send somebody to the provider to sign in, or to bind the account that a one-time code has named."""
    purpose = "bind" if BINDS in request.session else "sign-in"
    return _send_away(request, purpose, safe_next(request, request.GET.get("next", "")))


def step_up_there(request: HouseRequest) -> HttpResponse:
    """Send somebody who is in to the provider to show again who it is."""
    return _send_away(request, "step-up", safe_next(request, request.GET.get("next", "")))


def bind_there(request: HouseRequest) -> HttpResponse:
    """Send somebody who is in to the provider to bind the own account."""
    require_step_up(request)
    return _send_away(request, "bind-own", reverse("security"))


def come_back(request: HouseRequest) -> HttpResponse:
    """Take back somebody from the provider; what was kept of the way there is used once."""
    profile = _profile()
    kept = request.session.pop(AWAY, None)
    try:
        if kept is None:
            raise TokenRefused("not_sent")
        journey = Journey(**kept)
        shown = finish(
            profile,
            journey,
            state=request.GET.get("state", ""),
            code=request.GET.get("code", ""),
            issuer=request.GET.get("iss", ""),
            return_address=_return_address(request),
            at=request.at,
        )
        return ENDINGS[journey.purpose](request, profile, journey, shown)
    except TokenRefused as refusal:
        return _refused(request, refusal.reason)
    except (ProviderUnreachable, NobodyThere) as refusal:
        return _refused(request, "unreachable" if isinstance(refusal, ProviderUnreachable) else "closed")


def _refused(request: HouseRequest, reason: str) -> HttpResponse:
    """Say one sentence whatever was wrong; the trail knows the reason."""
    by = _signed_in(request) or NOBODY
    record_refused(what="provider_sign_in", reason=reason, at=request.at, by=by)
    status = HTTPStatus.SERVICE_UNAVAILABLE if reason == "unreachable" else HTTPStatus.FORBIDDEN
    return render(request, "fristed/staff/provider_refused.html", {}, status=status)


def _signed_in(request: HouseRequest) -> Actor | None:
    """Give who is signed in, at an address that is open to strangers."""
    return actor_with_id(request.staff.account_id) if request.staff else None


def _sign_in(request: HouseRequest, profile: Profile, journey: Journey, shown: Shown) -> HttpResponse:
    actor = actor_bound_to(subject=shown.subject, issuer=profile.issuer)
    if actor is None:
        raise TokenRefused("not_bound")
    return _let_in(request, actor, journey, shown)


def _let_in(request: HouseRequest, actor: Actor, journey: Journey, shown: Shown) -> HttpResponse:
    return let_in(
        request,
        actor.account_id or 0,
        means="provider",
        wanted=journey.back_to,
        provider_sid=shown.sid or mac("no sid", shown.subject),
    )


def _step_up(request: HouseRequest, profile: Profile, journey: Journey, shown: Shown) -> HttpResponse:
    actor, own = actor_bound_to(subject=shown.subject, issuer=profile.issuer), _signed_in(request)
    if actor is None or own is None or actor.account_id != own.account_id:
        raise TokenRefused("somebody_else")
    request.actor = own
    return stepped_up(request, "provider", journey.back_to)


def _bind_own(request: HouseRequest, profile: Profile, journey: Journey, shown: Shown) -> HttpResponse:
    own = _signed_in(request)
    if own is None or request.staff is None:
        raise TokenRefused("somebody_else")
    if not bind_to_provider(subject=shown.subject, issuer=profile.issuer, by=own, at=request.at):
        raise TokenRefused("bound_to_another")
    has_enrolled(request.staff.id, at=request.at)
    messages.success(request, _("Your account is connected."))
    return redirect("security")


def _bind_by_code(request: HouseRequest, profile: Profile, journey: Journey, shown: Shown) -> HttpResponse:
    kept = request.session.pop(BINDS, None)
    if kept is None or not timedelta(0) <= request.at - datetime.fromisoformat(kept["at"]) <= BINDING_LIVES:
        raise TokenRefused("too_late")
    actor = actor_with_id(kept["account"])
    if actor.account_id is None:
        raise TokenRefused("closed")
    if not bind_to_provider(subject=shown.subject, issuer=profile.issuer, by=actor, at=request.at):
        raise TokenRefused("bound_to_another")
    return _let_in(request, actor, journey, shown)


ENDINGS = {"sign-in": _sign_in, "step-up": _step_up, "bind-own": _bind_own, "bind": _bind_by_code}


def ended_there(request: HouseRequest) -> HttpResponse:
    """End sessions because the provider says so, in a token that it has signed."""
    profile = _profile()
    try:
        ended = ended_at_provider(profile, request.POST.get("logout_token", "")[:20_000], at=request.at)
    except (TokenRefused, ProviderUnreachable) as refusal:
        reason = refusal.reason if isinstance(refusal, TokenRefused) else "unreachable"
        record_refused(what="provider_sign_out", reason=reason, at=request.at)
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    actor = actor_bound_to(subject=ended.subject, issuer=profile.issuer) if ended.subject else None
    account_id = actor.account_id if actor else None
    end_provider_sessions(account_id=account_id, sid=ended.sid, by=NOBODY, at=request.at)
    return HttpResponse()


def signed_out(request: HouseRequest) -> HttpResponse:
    """Say that one has signed out here, and offer to sign out of the provider too."""
    profile = _profile()
    back = request.build_absolute_uri(reverse("sign-in"))
    context = {
        "provider": profile.name,
        "address": sign_out_address(profile, return_address=back, at=request.at),
    }
    return render(request, "fristed/staff/signed_out.html", context)
