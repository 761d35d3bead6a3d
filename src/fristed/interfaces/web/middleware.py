"""What happens before and after every page: language, sign-in, the table of routes, and strict headers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.views.defaults import page_not_found

from fristed.casework.cases.queries import CaseNotFound
from fristed.foundation.audit.actions import TrailUnavailable, read_lines
from fristed.foundation.audit.review.queries import FindingNotFound
from fristed.foundation.handed_in.queries import NotHandedIn
from fristed.foundation.identity.access.looking import one_reading
from fristed.foundation.identity.access.net import acts, the_net
from fristed.foundation.identity.access.refusals import AccessRefused
from fristed.foundation.identity.queries import actor_of
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.identity.staff.sessions import (
    ended_by_itself,
    is_still_open,
    signed_in_with,
    use_session,
)
from fristed.foundation.vault.retention.queries import ListNotFound
from fristed.interfaces.api.casework.bearer import let_in, not_allowed
from fristed.interfaces.web.reads import record_refusal
from fristed.interfaces.web.requests import HouseRequest, door_clock
from fristed.interfaces.web.responses import damaged, trail_unavailable, wrong_method
from fristed.interfaces.web.routes import FOR_ENROLMENT, Row, row_of
from fristed.interfaces.web.staff.drafts import keep_draft
from fristed.interfaces.web.staff.step_up import StepUpNeeded, ask_for_step_up
from fristed.knowledge.actionplan.queries import DamagedPlan, PlanNotFound
from fristed.statistics.releases.official.queries import NotPublished
from fristed.statistics.releases.payload import DamagedRelease
from fristed.statistics.releases.storing_policy import DamagedPolicy

LOG = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponseBase]
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
UNFOUND = {"X-Robots-Tag": "noindex, nofollow"}


def not_shown(request: HttpRequest) -> HttpResponse:
    """Answer what is missing and what is forbidden with the same bytes."""
    return cast(HttpResponse, page_not_found(request, Http404()))


def shows_the_menu(request: HttpRequest) -> bool:
    """Whether a public page has the menu of those who have signed in: official statistics, accessibility."""
    return is_published(request) or _name_of(request) == "accessibility" or is_guidance(request)


def is_guidance(request: HttpRequest) -> bool:
    """Whether a page is of the guidance that is open to everybody."""
    return _name_of(request).startswith("guidance") and row_of(_name_of(request)).public


def is_published(request: HttpRequest) -> bool:
    """Whether a page is of official statistics."""
    return _name_of(request).startswith("published")


def _name_of(request: HttpRequest) -> str:
    return (request.resolver_match.view_name or "") if request.resolver_match else ""


def may_be_found(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether search engines may list an answer: what is published, as strangers get it."""
    answers = response.status_code < HTTPStatus.BAD_REQUEST
    return answers and is_published(request) and not hasattr(request, "actor")


class NoStoreMiddleware:
    """Keeps every answer out of caches and other sites, and what is not published out of search engines."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Give the answer our headers."""
        response = self.get_response(request)
        found = may_be_found(request, response)
        for name, value in (HEADERS if found else HEADERS | UNFOUND).items():
            response.headers[name] = value
        return response


class LanguageMiddleware:
    """Bokmål unless another language has been chosen; the language of the browser is not asked."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the chosen language."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen in dict(settings.LANGUAGES)
        with translation.override(chosen if known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", str(request.LANGUAGE_CODE))
        return response


# Requests that a page makes by itself say so, and do not keep a session alive.
BY_ITSELF = "X-Fristed-Look-Again"


def shown_by(request: HttpRequest) -> tuple[str, str]:
    """Give whose the browser's session says it is, and the mark of the password it was opened with."""
    return str(request.session.get(SESSION_KEY)), str(request.session.get(HASH_SESSION_KEY, ""))


class StaffSessionMiddleware:
    """Holds every request, and then its answer, against the session in the staff room."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let no page begin in a session that has ended, and let none out of one that has ended since."""
        house_request = cast(HouseRequest, request)
        house_request.at = door_clock()
        house_request.staff, house_request.roles = None, None
        if SESSION_KEY in request.session:
            self.look_at_session(house_request)
        response = self.get_response(request)
        if house_request.staff is not None and not is_still_open(house_request.staff.id):
            request.session.flush()
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "")
        return response

    def look_at_session(self, request: HouseRequest) -> None:
        """Fix the session of the request, or make a stranger of who has none; what was typed is kept."""
        key = str(request.session.session_key)
        found = signed_in_with(key, at=request.at)
        if found is not None and found.fits(*shown_by(request)):
            is_by_itself = BY_ITSELF in request.headers
            request.staff = found.session if is_by_itself else use_session(found.session, at=request.at)
            request.user, request.roles = found.account, found.roles
            return
        whose = ended_by_itself(key, at=request.at)
        request.session.flush()
        request.user = AnonymousUser()
        if whose is not None and request.method == "POST":
            keep_draft(request, account_id=whose, at=request.at)


# What has been changed where it is stored, so that nothing of it can be shown.
DAMAGED = (DamagedRelease, DamagedPolicy, DamagedPlan)
# What is answered as if nothing were there.
REFUSALS = (
    NotPermitted,
    CaseNotFound,
    AccessRefused,
    NotHandedIn,
    NotPublished,
    ListNotFound,
    FindingNotFound,
    PlanNotFound,
)


def refused(request: HouseRequest, row: Row) -> HttpResponse:
    """Note, where the zone asks for it, that somebody was refused; answer as if nothing were there."""
    if row.is_on_record:
        try:
            record_refusal(request)
        except TrailUnavailable:
            return trail_unavailable(request)
    return not_shown(request)


class SignInRequiredMiddleware:
    """Decides from the table of routes whether a page may be opened, and fixes actor and time."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on, with the second net spread; what decides is :meth:`process_view`."""
        is_reading = request.method in ("GET", "HEAD")
        with the_net(), one_reading() if is_reading else nullcontext():
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: Sequence[Any], _kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Let in, send to the sign-in page, or answer as if nothing were there."""
        name = request.resolver_match.view_name if request.resolver_match else None
        row = row_of(name)
        house_request = cast(HouseRequest, request)
        house_request.at = door_clock()
        if row.by_token:
            return self.refusal_of_client(house_request, row)
        if row.public:
            if shows_the_menu(request) and request.user.is_authenticated:
                house_request.actor = actor_of(request.user, at=house_request.at, roles=house_request.roles)
            return self.refusal_of_method(request, row)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "")
        house_request.actor = actor_of(request.user, at=house_request.at, roles=house_request.roles)
        acts(house_request.actor)
        if house_request.staff and house_request.staff.must_enrol and name not in FOR_ENROLMENT:
            return redirect("security")
        if row.action and row.action not in house_request.actor.permissions:
            return refused(house_request, row)
        return self.refusal_of_method(request, row)

    def refusal_of_client(self, request: HouseRequest, row: Row) -> HttpResponse | None:
        """Let a client in by its token; whoever has a session is nobody here."""
        refusal = let_in(request, row)
        if refusal is None and row.action not in request.actor.permissions:
            record_refusal(request)
            return not_allowed(request)
        return refusal

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a verb's refusal, and a case that is not within reach, as if nothing were there."""
        if isinstance(exception, StepUpNeeded):
            return ask_for_step_up(cast(HouseRequest, request))
        if isinstance(exception, TrailUnavailable):
            return trail_unavailable(request)
        if isinstance(exception, DAMAGED):
            LOG.error("%s %s", type(exception).__name__, exception)
            return damaged(request)
        row = row_of(request.resolver_match.view_name if request.resolver_match else None)
        if isinstance(exception, Http404) and row.is_on_record:
            return refused(cast(HouseRequest, request), row)
        if not isinstance(exception, REFUSALS):
            return None
        return not_shown(request) if row.public else refused(cast(HouseRequest, request), row)

    def refusal_of_method(self, request: HttpRequest, row: Row) -> HttpResponse | None:
        """Refuse a method that the table does not name; HEAD goes with GET."""
        method = "GET" if request.method == "HEAD" else request.method
        return None if method in row.methods else wrong_method(request, row.methods)


# Answers that show nothing of what the address is about.
TELLS_NOTHING = frozenset(
    {301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 413, 415, 428, 429, 500, 503}
)


class OnRecordMiddleware:
    """Lets no answer of a sensitive address out before a durable line says who is about to read it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Count what the page has put on record; an answer without any is not given."""
        with read_lines() as lines:
            response = self.get_response(request)
        row = row_of(request.resolver_match.view_name) if request.resolver_match else None
        if row is None or not row.is_on_record or response.status_code in TELLS_NOTHING or lines.durable:
            return response
        return trail_unavailable(request)
