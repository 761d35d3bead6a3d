"""The seam for pages and verbs that need somebody to have shown very recently who it is.

A view calls :func:`require_step_up` before it does anything. If the person has not shown a second factor
within the time, the middleware keeps what was sent, asks for the factor, and then offers to go on. Where an
account has no second factor, which only a demo allows, the password is asked for again.
"""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from fristed.foundation.identity.staff.rules import STEP_UP_AGE, is_fresh
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.staff.drafts import forget_draft, keep_draft, page_to_begin_again


class StepUpNeeded(Exception):
    """The person must show again who it is before this."""


def require_step_up(request: HouseRequest, *, max_age: timedelta = STEP_UP_AGE) -> None:
    """Go on only if the person has shown who it is within ``max_age``.

    Raises
    ------
    StepUpNeeded
        Otherwise; also where there is no session at all.
    """
    if request.staff is None or not is_fresh(request.staff.verified_at, request.at, max_age=max_age):
        raise StepUpNeeded


def ask_for_step_up(request: HouseRequest) -> HttpResponse:
    """Keep what was sent, and lead to the page that asks who it is."""
    if request.method == "POST":
        keep_draft(request, account_id=request.actor.account_id or 0, at=request.at)
        again = page_to_begin_again(request)
        return redirect(f"{reverse('step-up')}?{urlencode({'next': again})}" if again else "step-up")
    forget_draft(request)
    return redirect(f"{reverse('step-up')}?{urlencode({'next': request.get_full_path()})}")


def is_stepped_up(request: HttpRequest) -> bool:
    """Whether the person has shown recently who it is, for pages that tell so."""
    staff = getattr(request, "staff", None)
    return staff is not None and is_fresh(staff.verified_at, request.at)  # type: ignore[attr-defined]
