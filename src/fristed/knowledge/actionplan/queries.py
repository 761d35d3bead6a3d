"""What may be read of action plans, for those who may see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from fristed.foundation.days import oslo_day
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, is_permitted, require
from fristed.knowledge.actionplan.facts import (
    ChangeLine,
    EvidenceLine,
    Follow,
    InputLine,
    LawLine,
    Leaf,
    MilestoneLine,
    PlanFacts,
    PlanLine,
    PlanNow,
    Standing,
)
from fristed.knowledge.actionplan.models import (
    Change,
    Commitment,
    Input,
    LawProposal,
    Milestone,
    Plan,
    Writer,
)
from fristed.knowledge.actionplan.reading import plan_in, seal_of
from fristed.knowledge.actionplan.rules import follow_after


class PlanNotFound(LookupError):
    """There is no such plan, or nothing of that name in it."""


class DamagedPlan(ValueError):
    """What was stored of a plan has been changed since it was loaded, and is not shown."""


def plans_of(actor: Actor) -> tuple[PlanLine, ...]:
    """Give the plans that are loaded, the newest first.

    Raises
    ------
    NotPermitted
        If the actor may see no plans.
    """
    require(actor, Permission.PLAN_READ)
    heads = [_facts(row).head for row in Plan.objects.all()]
    return tuple(PlanLine(one.key, one.title, one.from_year, one.to_year) for one in heads)


def plan_row(key: str) -> Plan:
    """Give the row of a plan, for this room.

    Raises
    ------
    PlanNotFound
        If there is none.
    """
    # PostgreSQL takes no text with a null character, so what cannot be a key is not looked up.
    row = Plan.objects.filter(key=key).first() if key.isprintable() else None
    if row is None:
        raise PlanNotFound(f"There is no plan {key!r}.")
    return row


def _facts(row: Plan) -> PlanFacts:
    if seal_of(row.content) != row.content_sha256:
        raise DamagedPlan("The stored plan is not the one that was loaded.")
    return plan_in(row.content)


def plan_facts(actor: Actor, key: str) -> PlanFacts:
    """Give a plan as it was loaded.

    Raises
    ------
    NotPermitted, PlanNotFound, DamagedPlan
        If the actor may not see plans, there is none, or it was changed where it is stored.
    """
    require(actor, Permission.PLAN_READ)
    return _facts(plan_row(key))


def plan_now(actor: Actor, key: str, *, at: datetime, as_of: date | None = None) -> PlanNow:
    """Give a plan with all its commitments as they stand, or as they stood at the end of a day.

    What was written later is not in it: the history is read up to that day.

    Raises
    ------
    NotPermitted, PlanNotFound, DamagedPlan
        As :func:`plan_facts`.
    """
    require(actor, Permission.PLAN_READ)
    row = plan_row(key)
    facts = _facts(row)
    day = min(as_of or oslo_day(at), oslo_day(at))
    then = None if day == oslo_day(at) else _follows_on(row, day)
    rows = row.commitments.prefetch_related("evidence", "milestones")
    standings = {one.code: _standing(one, facts.leaves[one.code], day, then) for one in rows}
    return PlanNow(
        facts, MappingProxyType(standings), _laws(row, day), _inputs(row, day), day, row.content_sha256
    )


def _follows_on(row: Plan, day: date) -> Mapping[str, list[ChangeLine]]:
    found: dict[str, list[ChangeLine]] = {}
    for one in row.changes.all():
        if oslo_day(one.made_at) <= day:
            found.setdefault(one.subject, []).append(_change(one))
    return found


def _standing(
    row: Commitment, leaf: Leaf, day: date, then: Mapping[str, list[ChangeLine]] | None
) -> Standing:
    changes = (then or {}).get(row.code, [])
    written = [one for one in changes if one.field not in ("evidence", "milestone")]
    return Standing(
        leaf=leaf,
        follow=follow_of(row) if then is None else follow_after(written),
        version=row.version,
        changed_at=row.changed_at if then is None else (written[-1].at if written else None),
        changed_by=row.changed_by if then is None else (written[-1].by if written else ""),
        evidence=evidence_of(row, day),
        milestones=tuple(
            MilestoneLine(
                one.pk,
                one.title,
                one.due_date,
                one.done_date if one.done_date and one.done_date <= day else None,
            )
            for one in row.milestones.all()
            if _was_there(one, day)
        ),
    )


def _was_there(row: Milestone, day: date) -> bool:
    is_dropped = row.dropped_at is not None and oslo_day(row.dropped_at) <= day
    return oslo_day(row.noted_at) <= day and not is_dropped


def follow_of(row: Commitment) -> Follow:
    """Give what is written of a commitment now, for this room."""
    return Follow(row.status, row.owner, row.due_date, row.budget_post, row.risk, row.note)


def evidence_of(row: Commitment, day: date) -> tuple[EvidenceLine, ...]:
    """Give the evidence that there was at the end of a day, for this room."""
    return tuple(
        EvidenceLine(one.pk, one.form, one.shows, one.reference, one.title, one.added_at, one.added_by)
        for one in row.evidence.all()
        if oslo_day(one.added_at) <= day
        and not (one.withdrawn_at is not None and oslo_day(one.withdrawn_at) <= day)
    )


def _laws(row: Plan, day: date) -> tuple[LawLine, ...]:
    found = []
    for one in row.laws.prefetch_related("stages"):
        stages = [stage for stage in one.stages.all() if oslo_day(stage.noted_at) <= day]
        if stages:
            found.append(
                _law(one, stages[-1].stage, stages[-1].stage_date, stages[-1].is_verified, len(stages))
            )
    return tuple(found)


def _law(row: LawProposal, stage: str, on: date, verified: bool, version: int) -> LawLine:
    about = tuple(row.about.split(";"))
    return LawLine(row.pk, row.title, row.reference, stage, on, about, verified, version)


def _inputs(row: Plan, day: date) -> tuple[InputLine, ...]:
    rows = [one for one in row.inputs.all() if oslo_day(one.noted_at) <= day]
    return tuple(_input(one) for one in rows)


def _input(row: Input) -> InputLine:
    about = tuple(row.about.split(";")) if row.about else ()
    return InputLine(row.pk, row.way, row.sender, row.organisation, row.on_date, row.reference, about)


def _change(row: Change) -> ChangeLine:
    return ChangeLine(row.subject, row.field, row.old, row.new, row.made_at, row.made_by)


def history_of(actor: Actor, key: str, *, subject: str = "", most: int = 500) -> tuple[ChangeLine, ...]:
    """Give what was changed in a plan, or of one commitment, the newest first.

    Raises
    ------
    NotPermitted, PlanNotFound
        If the actor may not see plans, or there is none.
    """
    require(actor, Permission.PLAN_READ)
    rows = plan_row(key).changes.order_by("-pk")
    return tuple(map(_change, (rows.filter(subject=subject) if subject else rows)[:most]))


def ministries_of(actor: Actor) -> frozenset[str]:
    """Give the ministries that somebody writes for now."""
    if not is_permitted(actor, Permission.PLAN_EDIT) or actor.account_id is None:
        return frozenset()
    rows = Writer.objects.filter(account_id=actor.account_id, ended_at=None)
    return frozenset(rows.values_list("ministry", flat=True))


def may_write(actor: Actor, leaf: Leaf, *, ministries: Iterable[str]) -> bool:
    """Whether somebody may write of a commitment: for a responsible ministry, or for the whole plan.

    ``ministries`` are those of :func:`ministries_of`, read once for a page.
    """
    if is_permitted(actor, Permission.PLAN_GOVERN):
        return True
    return is_permitted(actor, Permission.PLAN_EDIT) and bool(set(ministries) & set(leaf.responsible))


def writers(actor: Actor) -> tuple[tuple[str, int], ...]:
    """Give who writes for which ministry now, as ministry and account.

    Raises
    ------
    NotPermitted
        If the actor does not govern plans.
    """
    require(actor, Permission.PLAN_GOVERN)
    rows = Writer.objects.filter(ended_at=None).order_by("ministry", "pk")
    return tuple(rows.values_list("ministry", "account_id"))
