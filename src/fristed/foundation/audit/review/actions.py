"""The verb of a reviewer: to say what came of something that stood out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.audit.models import ReviewVerdict
from fristed.foundation.audit.review.facts import VERDICTS
from fristed.foundation.audit.review.queries import finding_for_review
from fristed.foundation.identity.facts import Actor

SHORTEST_REASON, LONGEST_REASON = 10, 400


class VerdictRefused(Exception):
    """The verdict lacks something; ``field`` and ``code`` say what."""

    def __init__(self, field: str, code: str) -> None:
        self.field, self.code = field, code
        super().__init__(f"{field}: {code}")


def give_verdict(*, key: str, verdict: str, reason: str, by: Actor, at: datetime) -> None:
    """Say what came of a finding, and why; permission, verdict and audit line are one transaction.

    The reason stays beside the trail, not in it: the trail holds codes only.

    Parameters
    ----------
    key
        Which finding, as the work list names it.
    verdict
        ``fine``, ``asked`` (an answer is awaited) or ``reported``.
    reason
        At least ten characters.

    Raises
    ------
    NotPermitted
        If the actor may not review the log.
    FindingNotFound
        If there is no such finding, or it is about the actor or another service.
    VerdictRefused
        If the verdict is unknown, or the reason too short or too long.
    """
    with transaction.atomic():
        found = finding_for_review(key, by=by, at=at).finding
        words = " ".join(reason.split())
        if verdict not in VERDICTS:
            raise VerdictRefused("verdict", "unknown")
        if len(words) < SHORTEST_REASON:
            raise VerdictRefused("reason", "too_short")
        if len(words) > LONGEST_REASON:
            raise VerdictRefused("reason", "too_long")
        ReviewVerdict.objects.create(
            finding=key,
            rule=found.rule,
            about_username=found.about,
            up_to_position=found.last_position,
            verdict=verdict,
            reason=words,
            by_username=by.username,
            at=at,
        )
        facts = {"rule": found.rule, "verdict": verdict, "about": found.about}
        write_line(event="review.verdict_given", by=by, at=at, subject=key, facts=facts)
