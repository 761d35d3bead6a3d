"""The log: what was done and read, and how well it is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render

from fristed.foundation.audit.queries import TrailLine, events_told, newest_lines
from fristed.foundation.audit.sealing.facts import Anchored, TrailState
from fristed.foundation.audit.sealing.queries import state_of_trail
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web.audit.events import event_words
from fristed.interfaces.web.audit.words import facts_words
from fristed.interfaces.web.forms.audit import TrailForm
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

LINES = 50
CHECKPOINT_AGE = timedelta(days=2)
ANCHOR_AGE = timedelta(days=8)
VERIFIED_AGE = timedelta(days=8)
FEWEST_HOLDERS = 2


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the trail in words."""

    position: int
    at: datetime
    words: str
    username: str
    subject: str
    facts: str


def shown(line: TrailLine) -> ShownLine:
    """Put a line into words."""
    words, facts = event_words(line.event), facts_words(line.facts)
    return ShownLine(line.position, line.at, words, line.actor_username, line.subject, facts)


def trail(request: HouseRequest) -> HttpResponse:
    """Show the log, narrowed and a page at a time, the newest first."""
    form = TrailForm(request.GET, events=events_told(by=request.actor))
    filters = form.filters()
    text = request.GET.get("before", "")
    before = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
    found = newest_lines(by=request.actor, limit=LINES + 1, filters=filters, before=before)
    lines = found[:LINES]
    put_on_record(request, "trail.read", filters=filters.named, shown=len(lines))
    older = request.GET.copy()
    if len(found) > LINES:
        older["before"] = str(lines[-1].position)
    context = {
        "form": form,
        "lines": [shown(line) for line in lines],
        "is_narrowed": bool(filters.named),
        "older": f"?{older.urlencode()}" if len(found) > LINES else "",
        "is_older": before is not None,
        "may_review": is_permitted(request.actor, Permission.AUDIT_REVIEW),
    }
    return render(request, "fristed/audit/trail.html", context)


def health(request: HouseRequest) -> HttpResponse:
    """Show how far the log is sealed, held outside and verified."""
    state = state_of_trail(by=request.actor)
    context = {
        "state": state,
        "is_signed": bool(state.checkpoint and request.at - state.checkpoint.made_at <= CHECKPOINT_AGE),
        "fresh_holders": len(fresh(state, at=request.at)),
        "fewest_holders": FEWEST_HOLDERS,
        "is_held": len(fresh(state, at=request.at)) >= FEWEST_HOLDERS,
        "is_verified": bool(
            state.verified and state.verified.was_whole and request.at - state.verified.at <= VERIFIED_AGE
        ),
    }
    return render(request, "fristed/audit/health.html", context)


def fresh(state: TrailState, *, at: datetime) -> list[Anchored]:
    """Give the holders that were given a checkpoint lately."""
    return [one for one in state.anchors if at - one.at <= ANCHOR_AGE]
