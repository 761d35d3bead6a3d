"""The start page: what there is to do, by role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.facts import CaseLine
from fristed.casework.cases.queries import cases_visible_to
from fristed.casework.cases.rules import GREY_ZONE_SERVICE, day_of
from fristed.foundation.identity.access.queries import glass_to_review, unread_notices
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import AT_THE_DESK, MAKERS, Permission, is_permitted
from fristed.foundation.notifying.queries import unread_given_notices
from fristed.foundation.vault.actions import openings_to_finish
from fristed.interfaces.web.cases.shown import shown_line
from fristed.interfaces.web.once import new_token
from fristed.interfaces.web.pages.statistics import SAFE
from fristed.interfaces.web.plans.waiting import waiting_of_parts
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest
from fristed.statistics.annual_report.editing.waiting import to_answer
from fristed.statistics.releases.official.queries import proposals_of
from fristed.statistics.releases.queries import stored_years

RECENT = 5
PARTS = frozenset(
    {
        Permission.HOUSING_ALLOCATE,
        Permission.HOUSING_RECOMMEND,
        Permission.HOUSING_PROVIDE,
        Permission.MENTORS_MATCH,
        Permission.RECEPTION_ANSWER,
    }
)

# What somebody works with besides cases: permission, page, icon, name and what it is for.
WORK = (
    (
        Permission.OUTREACH_REGISTER,
        "outreach",
        "table",
        _("Outreach"),
        _("Answer requests, see the calendar and note teaching."),
    ),
    (
        Permission.PLAN_READ,
        "plan",
        "chart",
        _("Action plan"),
        _("How far the measures have come, and what shows it."),
    ),
    (
        Permission.KNOWLEDGE_EDIT,
        "directory-entries",
        "search",
        _("Directory of help"),
        _("Propose and approve changes."),
    ),
    (
        Permission.KNOWLEDGE_EDIT,
        "guidance-editions",
        "shelter",
        _("Guidance"),
        _("Propose and approve changes."),
    ),
    (
        Permission.LETTER_KEEP,
        "letters",
        "table",
        _("Preparedness letters"),
        _("Write, send and follow up the letter."),
    ),
)


def start(request: HouseRequest) -> HttpResponse:
    """Greet, and put the most frequent work first."""
    actor = request.actor
    may_read = is_permitted(actor, Permission.CASE_READ)
    recent = cases_visible_to(actor, limit=RECENT).lines if may_read else ()
    put_on_record(request, "start.read", shown=len(recent))
    waiting, may_close = _year_to_sign(request), is_permitted(actor, Permission.YEAR_CONFIRM)
    context = {
        "today": day_of(request.at),
        "may_register": is_permitted(actor, Permission.CASE_REGISTER),
        "may_reach_out": is_permitted(actor, Permission.OUTREACH_REGISTER),
        "work": [tile for permission, *tile in WORK if is_permitted(actor, permission)],
        "code_token": new_token() if is_permitted(actor, Permission.CASE_FOLLOW_UP) else "",
        "has_grey_zone": actor.service == GREY_ZONE_SERVICE,
        "may_read_statistics": is_permitted(actor, Permission.STATISTICS_READ),
        "may_find_leaks": is_permitted(actor, Permission.LEAKS_FIND),
        "protected_year": _newest_year() if is_permitted(actor, Permission.RELEASE_COMPUTE) else None,
        "report_year": _newest_year() if _is_at_the_desk(actor) else None,
        "to_answer": _to_answer(actor),
        "may_read_trail": is_permitted(actor, Permission.AUDIT_READ),
        "may_have_key": _has_to_do_with_places(actor),
        "may_read_recent": may_read,
        "may_review_lists": is_permitted(actor, Permission.RETENTION_REVIEW),
        "may_review_glass": _reviews(actor),
        "to_open": _to_open(request),
        "unread": unread_notices(actor),
        "unread_given": unread_given_notices(actor),
        "has_a_part": bool(PARTS & actor.permissions),
        "of_parts": waiting_of_parts(actor),
        "to_review": len(glass_to_review(actor, at=request.at)) if _reviews(actor) else 0,
        "official_year": (waiting or _newest_year() or request.at.year - 1) if _is_maker(actor) else None,
        "waits_for_signature": waiting is not None,
        "closing_year": _year_to_close(request, recent) if may_close else None,
        "recent": [shown_line(line) for line in recent],
    }
    return render(request, "fristed/start.html", context)


def _reviews(actor: Actor) -> bool:
    """Whether somebody reviews emergency access: leaders, and system owners where there is no leader."""
    return is_permitted(actor, Permission.ACCOUNT_CREATE) or is_permitted(actor, Permission.ACCESS_GOVERN)


def _has_to_do_with_places(actor: Actor) -> bool:
    """Whether somebody reads places, or may hold a part of their escrow."""
    kinds = (Permission.PLACE_READ, Permission.RECEPTION_ANSWER, Permission.ESCROW_HOLD)
    return any(is_permitted(actor, one) for one in kinds)


def _to_open(request: HouseRequest) -> int:
    """Count the places that wait for the reader's half of the escrow."""
    if not is_permitted(request.actor, Permission.ESCROW_HOLD):
        return 0
    return len(openings_to_finish(by=request.actor, at=request.at))


def _is_at_the_desk(actor: Actor) -> bool:
    """Whether somebody writes, approves or contributes to the report."""
    return any(is_permitted(actor, one) for one in AT_THE_DESK)


def _to_answer(actor: Actor) -> list[tuple[int, int, date]]:
    """Give the years whose report waits for an answer: how many sections, and the first day they are due."""
    found: dict[int, list[date]] = {}
    for one in to_answer(reader=actor) if _is_at_the_desk(actor) else ():
        found.setdefault(one.year, []).append(one.due_date)
    return [(year, len(days), min(days)) for year, days in sorted(found.items())]


def _newest_year() -> int | None:
    """Give the newest year with statistics, or nothing."""
    return next(iter(stored_years(SAFE)), None)


def _is_maker(actor: Actor) -> bool:
    """Whether somebody makes statistics official, as the first or the second person."""
    return any(is_permitted(actor, one) for one in MAKERS)


def _year_to_sign(request: HouseRequest) -> int | None:
    """Give the newest year with a version that waits to be signed off, to those who make it official."""
    if not _is_maker(request.actor):
        return None
    for year in stored_years(SAFE):
        found = proposals_of(year, SAFE, reader=request.actor, at=request.at)
        if any(one.standing == "proposed" for one in found):
            return year
    return None


def _year_to_close(request: HouseRequest, recent: Sequence[CaseLine]) -> int:
    """Give the last year that has ended, or an earlier one where the newest case is from before it."""
    ended = day_of(request.at).year - 1
    return min(ended, recent[0].first_contact_date.year) if recent else ended
