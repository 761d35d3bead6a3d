"""Coming in and going out: sign-in, sign-out, language, health."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib.auth import login, logout
from django.db import transaction
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from fristed.foundation.identity.actions import record_refused_sign_in, record_sign_in, record_sign_out
from fristed.foundation.identity.queries import actor_of
from fristed.interfaces.web.forms.entrance import SignInForm
from fristed.interfaces.web.models import AnsweredForm
from fristed.interfaces.web.requests import HouseRequest

LANGUAGES = dict(settings.LANGUAGES)


def safe_next(request: HttpRequest, wanted: str) -> str:
    """Give the address to go on to: one of our own, else the start page."""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and is_ours else reverse("start")


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


def _sign_in_page(request: HttpRequest, form: SignInForm, wanted: str) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "fristed/sign_in.html", {"form": form, "next": wanted}, status=status)


def _try_sign_in(request: HouseRequest) -> HttpResponse:
    form = SignInForm(request, data=request.POST)
    wanted = request.POST.get("next", "")
    if not form.is_valid():
        if form.non_field_errors():
            record_refused_sign_in(username=form.cleaned_data.get("username", ""), at=request.at)
        return _sign_in_page(request, form, wanted)
    account = form.get_user()
    with transaction.atomic():
        login(request, account)
        record_sign_in(by=actor_of(account), at=request.at)
    return HttpResponseRedirect(safe_next(request, wanted))


def sign_out(request: HouseRequest) -> HttpResponse:
    """End the session."""
    with transaction.atomic():
        record_sign_out(by=request.actor, at=request.at)
        logout(request)
    return redirect("sign-in")


def choose_language(request: HouseRequest) -> HttpResponse:
    """Change the language of the pages and go back."""
    code = request.POST.get("language", "")
    response = HttpResponseRedirect(safe_next(request, request.POST.get("next", "")))
    return remember_language(response, code) if code in LANGUAGES else response
