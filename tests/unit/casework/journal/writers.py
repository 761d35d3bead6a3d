"""Those who write in journals in the tests, and short ways to write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from fristed.casework.cases.actions import register_case
from fristed.casework.journal.actions import read_journal, write_entry
from fristed.casework.journal.codes import Kind
from fristed.casework.journal.facts import TEXT, EntryDraft, JournalPage, Line
from fristed.foundation.identity.facts import Actor
from tests.spec.cast import AUD, actor, at_ten, plain_case

DAY = date(2026, 11, 2)
AT = at_ten(date(2026, 11, 9))
# All of MR: who is responsible, a colleague, the leader.
COLLEAGUE = actor("siri", "MR", "case_worker", account_id=31)
LEADER = actor("hege", "MR", "service_leader", account_id=32)
CANARY = "kanarifugl skrev dette"


def at(by: Actor) -> Actor:
    """Give somebody as the door meets them."""
    return replace(by, at=AT)


def new_case(by: Actor = AUD) -> str:
    """Register a case; whoever registers it is responsible."""
    return register_case(draft=plain_case(by.service or "", DAY), by=by, at=AT).reference


def draft(kind: Kind = Kind.NOTE, text: str = CANARY, **changes: Any) -> EntryDraft:
    """Give a draft with nothing wrong in it, changed as asked."""
    plain = {
        Kind.JUDGEMENT: {"words": {TEXT: text, "risk": "r", "severity": "s"}},
        Kind.CONCERN_REPORT: {"code": "child_welfare_service", "state": "yes", "visibility": ""},
        Kind.OBSTACLE: {"code": "permit", "state": "unsolved", "visibility": ""},
        Kind.FLAG: {"code": "travel_soon", "until_date": date(2026, 12, 24), "visibility": ""},
    }
    told: dict[str, Any] = {"on_date": DAY, "visibility": "service", "words": {TEXT: text}}
    if kind in (Kind.CONCERN_REPORT, Kind.OBSTACLE, Kind.FLAG):
        told["words"] = {}
    return EntryDraft(kind=kind, **{**told, **plain.get(kind, {}), **changes})


def written(case: str, by: Actor = AUD, at: datetime = AT, **changes: Any) -> str:
    """Write an entry; give its key."""
    return write_entry(reference=case, draft=draft(**changes), by=by, at=at)


def everything(lines: tuple[Line, ...]) -> Iterable[str]:
    """Choose every line to be opened."""
    return [line.key for line in lines]


def seen(case: str, by: Actor, *, at: datetime = AT) -> JournalPage:
    """Give a journal as somebody sees it, with all opened."""
    return read_journal(reference=case, choose=everything, by=by, at=at)


def keys(case: str, by: Actor) -> set[str]:
    """Give the keys of what somebody sees."""
    return {line.key for line in seen(case, by).lines}
