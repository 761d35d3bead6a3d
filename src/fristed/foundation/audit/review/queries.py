"""What reviewers of the log may read, and the log of a case as the person it concerns may have it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from fristed.foundation.audit.models import AuditLine, ReviewVerdict
from fristed.foundation.audit.queries import TrailLine, lines_open_to
from fristed.foundation.audit.reading import (
    ADDRESS_READS,
    BREAK_GLASS,
    CASE_READS,
    IN_VAIN,
    PURPOSES,
    READ_AS,
    READ_IN,
)
from fristed.foundation.audit.review.facts import Finding, LogEntry, Norms, Reviewed, Said, Seen
from fristed.foundation.audit.review.rules import EXPORTED, all_findings
from fristed.foundation.days import oslo_day
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.rules import Permission, require

NORMS = Norms()
JUDGED = (*CASE_READS, *ADDRESS_READS, BREAK_GLASS, EXPORTED, *IN_VAIN)
WORKED = (
    "case.registered",
    "case.contact_added",
    "case.current_concern_added",
    "case.agencies_updated",
    "case.attributes_updated",
    "case.main_concern_corrected",
    "case.closed",
    "case.reopened",
    "plan.task_set",
    "plan.task_done",
    "plan.signs_promised",
    "plan.sign_came",
    "plan.alarm_answered",
    "plan.contact_written",
    "plan.safety_written",
)
MOST_SHOWN = 200
AT_ONCE = 500


class FindingNotFound(Exception):
    """There is no such finding among those the actor may review."""


def review_list(*, by: Actor, at: datetime, norms: Norms = NORMS) -> list[Reviewed]:
    """Give what stands out, newest first, to those who may review it; nobody gets what is about themselves.

    Somebody who belongs to a service gets what is about its people, others what is about everybody. Lines
    about a case that is shut to the reviewer in person count for nothing here: another reviews them.

    Raises
    ------
    NotPermitted
        If the actor may not review the log.
    """
    require(by, Permission.AUDIT_REVIEW)
    services = dict(Account.objects.values_list("username", "service"))
    found = all_findings(_seen(by, services, at=at, norms=norms), norms, at=at)
    mine = [one for one in found if _may_review(by, one)]
    said = _said_of(one.key for one in mine)
    return [Reviewed(one, tuple(said[one.key])) for one in mine]


def _may_review(by: Actor, one: Finding) -> bool:
    return one.about != by.username and (by.service is None or one.service == by.service)


def finding_for_review(key: str, *, by: Actor, at: datetime) -> Reviewed:
    """Give one finding that the actor may review.

    Raises
    ------
    NotPermitted
        If the actor may not review the log.
    FindingNotFound
        If there is none, or it is not for the actor: the answer is the same.
    """
    for one in review_list(by=by, at=at):
        if one.finding.key == key:
            return one
    raise FindingNotFound("There is no such finding.")


def lines_of_finding(key: str, *, by: Actor, at: datetime) -> list[TrailLine]:
    """Give the lines that a finding rests on, oldest first.

    Raises
    ------
    NotPermitted
        If the actor may not review the log.
    FindingNotFound
        If there is none, or it is not for the actor.
    """
    return lines_beside(finding_for_review(key, by=by, at=at))


def lines_beside(one: Reviewed) -> list[TrailLine]:
    """Give the lines that a finding rests on, oldest first, to who was given the finding to review."""
    positions = one.finding.positions[:MOST_SHOWN]
    fields = ("position", "at", "event", "actor_username", "subject", "facts")
    rows = AuditLine.objects.filter(position__in=positions).order_by("position").values_list(*fields)
    return [TrailLine(*row) for row in rows]


def _seen(by: Actor, services: Mapping[str, str], *, at: datetime, norms: Norms) -> list[Seen]:
    """Give the lines that the rules judge by, of the days they need."""
    since = at - timedelta(days=norms.look_back_days + norms.baseline_days + 1)
    judged = AuditLine.objects.filter(at__gte=since, event__in=(*JUDGED, *WORKED))
    rows = lines_open_to(by, judged).order_by("position")
    fields = ("position", "at", "event", "actor_username", "subject", "facts")
    lines = list(rows.values_list(*fields).iterator(chunk_size=5_000))
    units = _units({row[4] for row in lines if row[2] in CASE_READS})
    return [_seen_line(row, services, units) for row in lines]


def _seen_line(
    row: tuple[int, datetime, str, str, str, str], services: Mapping[str, str], units: Mapping[str, str]
) -> Seen:
    position, at, event, actor, subject, written = row
    facts = json.loads(written)
    service = str(facts.get(READ_IN) or services.get(actor, ""))
    return Seen(position, at, event, actor, service, subject, units.get(subject, ""), facts)


def _units(subjects: set[str]) -> dict[str, str]:
    """Give the service that registered each case, where the trail tells it."""
    found: dict[str, str] = {}
    wanted = sorted(subjects)
    for start in range(0, len(wanted), AT_ONCE):
        rows = AuditLine.objects.filter(
            subject__in=wanted[start : start + AT_ONCE], event="case.registered"
        ).values_list("subject", "facts")
        found |= {subject: str(json.loads(written).get("service", "")) for subject, written in rows}
    return found


def _said_of(keys: Iterable[str]) -> dict[str, list[Said]]:
    """Give what has been said of findings, oldest first."""
    found: dict[str, list[Said]] = defaultdict(list)
    fields = ("finding", "verdict", "reason", "by_username", "at", "up_to_position")
    wanted = set(keys)
    for key, *said in ReviewVerdict.objects.order_by("at", "pk").values_list(*fields):
        if key in wanted:
            found[key].append(Said(*said))
    return found


def access_log_of(subject: str, *, by: Actor) -> tuple[LogEntry, ...]:
    """Give who has looked at a case, as the person it concerns may have it: no name, no hour.

    The room that calls has decided that the actor may give this case's log.

    Raises
    ------
    NotPermitted
        If the actor may give no log to anybody.
    """
    require(by, Permission.ACCESS_LOG_GIVE)
    services = dict(Account.objects.values_list("username", "service"))
    rows = AuditLine.objects.filter(subject=subject, event__in=tuple(PURPOSES)).order_by("position")
    counted: Counter[tuple[date, str, str, str]] = Counter()
    for at, event, actor, written in rows.values_list("at", "event", "actor_username", "facts"):
        facts = json.loads(written)
        service = str(facts.get(READ_IN, services.get(actor, "")))
        counted[oslo_day(at), service, str(facts.get(READ_AS, "staff")), PURPOSES[event]] += 1
    return tuple(LogEntry(*key, times) for key, times in counted.items())
