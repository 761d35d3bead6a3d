"""Invented moves for a demo: one that waits for an answer, one that was declined, a conference, a team."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from fristed.casework.cases.facts import CaseFilters
from fristed.casework.cases.queries import cases_visible_to
from fristed.casework.cases.rules import day_of
from fristed.casework.referrals.actions import decline_move, propose_move, record_ground, send_move
from fristed.casework.referrals.conferences.actions import call_conference
from fristed.casework.teams.actions import assign_case, give_fields_of_work
from fristed.foundation.identity.facts import Actor

SENT = ("main_concern", "age_band", "gender", "country_background")


def sow_moves(*, adviser: Actor, expert: Actor, leader: Actor, at: datetime) -> None:
    """Put moves on the newest open cases of an adviser's service; no case is made, so no count changes."""
    adviser, expert, leader = (replace(one, at=at) for one in (adviser, expert, leader))
    give_fields_of_work(account=expert.account_id, fields=["child_welfare_and_housing"], by=leader, at=at)
    lines = cases_visible_to(adviser, CaseFilters(status="open"), limit=3).lines
    for line, service in zip(lines, ("SU", "KT"), strict=False):
        assign_case(reference=line.reference, to=adviser.account_id, by=adviser, at=at)
        move = propose_move(
            reference=line.reference,
            kind="refer",
            service=service,
            to=None,
            fields=SENT,
            letter="",
            by=adviser,
            at=at,
        )
        record_ground(reference=move, ground="anonymous_consultation", by=adviser, at=at)
        send_move(reference=move, by=adviser, at=at)
        if service == "KT":
            decline_move(reference=move, reason="better_placed_elsewhere", by=expert, at=at)
    for line in lines[2:]:
        call_conference(
            reference=line.reference,
            on_date=day_of(at) + timedelta(days=7),
            purpose="",
            accounts=[expert.account_id or 0],
            agencies=("child_welfare_service",),
            ground="anonymous_consultation",
            by=adviser,
            at=at,
        )
