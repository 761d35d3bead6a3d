"""Every verb and reading of guidance, and how each ends for whom; kept by hand.

What everybody reads has no actor: what is shown is nobody's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fristed.foundation.identity.facts import Actor
from fristed.knowledge.guidance import actions, queries
from fristed.knowledge.guidance.packaged import packaged_content
from fristed.knowledge.guidance.rules import draft_of
from tests.access.modes_table import AT, DAY, Call, Rule

WRITERS = frozenset({"knowledge_editor", "competence_adviser"})
READ_ON = {"read_on": date(2024, 3, 1), "review_by": date(2024, 9, 1)}
DRAFT = replace(draft_of(packaged_content(), "write_down"), **READ_ON)


def writes_guidance(by: Actor, _service: str) -> str:
    """Who writes guidance, in whichever service or none."""
    return "past" if by.username in WRITERS else "NotPermitted"


GUIDANCE: Mapping[str, tuple[Call, Rule]] = {
    "propose_edition": (
        lambda by, _s, _ref: actions.propose_edition(draft=DRAFT, valid_from=DAY, by=by, at=AT),
        writes_guidance,
    ),
    "approve_edition": (
        lambda by, _s, _ref: actions.approve_edition(number=1, by=by, at=AT),
        writes_guidance,
    ),
    "withdraw_edition": (
        lambda by, _s, _ref: actions.withdraw_edition(number=1, by=by, at=AT),
        writes_guidance,
    ),
    "changes": (lambda by, _s, _ref: queries.changes(by), writes_guidance),
    "change_named": (lambda by, _s, _ref: queries.change_named(by, 1), writes_guidance),
}
GUIDANCE_FOR_EVERYBODY = {"content_on", "held_changes"}
