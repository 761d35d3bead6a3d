"""What the demo says of calls: how to make contact in a few cases. Nobody in them is real."""

from __future__ import annotations

from datetime import datetime

from fristed.casework.cases.facts import CaseFilters
from fristed.casework.cases.queries import cases_visible_to
from fristed.casework.consultations.actions import set_safe_contact
from fristed.casework.consultations.facts import ContactRule
from fristed.foundation.identity.queries import actor_named

RULES = (
    ContactRule(
        call_back="message_only",
        phone_watched="yes",
        time="school_hours",
        say="say_school_or_work",
        words="Skriv til skolen først. Oppdiktet.",
    ),
    ContactRule(call_back="no", phone_watched="yes", words="Ta aldri kontakt hjem. Oppdiktet."),
    ContactRule(call_back="yes", phone_watched="no", time="working_hours", say="say_who_we_are"),
)


def demo_calls(*, at: datetime) -> None:
    """Say how to make contact in the newest open cases of two services."""
    for username in ("aud", "bo"):
        by = actor_named(username)
        newest = cases_visible_to(by, CaseFilters(status="open"), limit=len(RULES)).lines
        for line, rule in zip(newest, RULES, strict=False):
            set_safe_contact(reference=line.reference, rule=rule, seen_version=0, by=by, at=at)
