"""The verbs of action plans. Permission, change, history and audit line are one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.days import oslo_day
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import holders_of
from fristed.foundation.identity.rules import NotPermitted, Permission, require, require_one_of
from fristed.foundation.privacy import IDENTITY_NUMBER
from fristed.knowledge.actionplan.codes import CLOSED, Sender, Shows, Stage, Way
from fristed.knowledge.actionplan.drafts import EvidenceDraft, InputDraft, LawDraft
from fristed.knowledge.actionplan.facts import Follow, Leaf, PlanFacts
from fristed.knowledge.actionplan.models import (
    ABOUT_LENGTH,
    Change,
    Commitment,
    Evidence,
    Input,
    LawProposal,
    LawStage,
    Milestone,
    Plan,
    Writer,
)
from fristed.knowledge.actionplan.queries import (
    PlanNotFound,
    evidence_of,
    follow_of,
    may_write,
    ministries_of,
    plan_facts,
    plan_row,
)
from fristed.knowledge.actionplan.reading import content_of, plan_in, seal_of
from fristed.knowledge.actionplan.refusals import PlanRefused
from fristed.knowledge.actionplan.rules import (
    LONGEST_REFERENCE,
    LONGEST_TITLE,
    changes_between,
    closing_problem,
    evidence_problems,
    follow_problems,
    may_follow,
)

EDITORS = ("ministry_editor", "plan_coordinator")
WRITE = (Permission.PLAN_EDIT, Permission.PLAN_GOVERN)


def load_plan(*, files: Mapping[str, bytes], by: Actor, at: datetime) -> str:
    """Load a plan from its files and give its key; loading the very same plan again changes nothing.

    Raises
    ------
    NotPermitted
        If the actor does not govern plans.
    PlanNotRight
        With everything that is wrong, by file, row and column. Nothing is stored then.
    PlanRefused
        If another plan has the key.
    """
    require(by, Permission.PLAN_GOVERN)
    content = content_of(files)
    facts = plan_in(content)
    with transaction.atomic():
        there = Plan.objects.filter(key=facts.head.key).first()
        if there is not None and there.content_sha256 == seal_of(content):
            return there.key
        try:
            with transaction.atomic():
                row = Plan.objects.create(
                    key=facts.head.key,
                    from_year=facts.head.from_year,
                    content=content,
                    content_sha256=seal_of(content),
                    loaded_at=at,
                    loaded_by=by.username,
                )
        except IntegrityError as twice:
            raise PlanRefused(("file", "plan_there")) from twice
        Commitment.objects.bulk_create([Commitment(plan=row, code=code) for code in facts.leaves])
        _tell("action_plan.loaded", row.key, by, at, commitments=len(facts.leaves))
    return row.key


def let_write(*, ministry: str, account: int | None, by: Actor, at: datetime) -> None:
    """Let somebody who has the role write for a ministry.

    Raises
    ------
    NotPermitted
        If the actor does not govern plans.
    PlanRefused
        If there is no such ministry in any plan, or the account is not fit.
    """
    require(by, Permission.PLAN_GOVERN)
    with transaction.atomic():
        if not any(ministry in plan_in(row.content).ministries for row in Plan.objects.all()):
            raise PlanRefused(("ministry", "no_such_ministry"))
        if account is None or not any(account in holders_of(role) for role in EDITORS):
            raise PlanRefused(("account", "no_such_writer"))
        try:
            with transaction.atomic():
                Writer.objects.create(
                    ministry=ministry, account_id=account, from_at=at, let_in_by=by.username
                )
        except IntegrityError as twice:
            raise PlanRefused(("account", "writes_already")) from twice
        _tell("action_plan.writer_let_in", ministry, by, at, account=account)


def stop_writing(*, ministry: str, account: int | None, by: Actor, at: datetime) -> None:
    """End that somebody writes for a ministry.

    Raises
    ------
    NotPermitted
        If the actor does not govern plans.
    PlanRefused
        If the account does not write for it.
    """
    require(by, Permission.PLAN_GOVERN)
    with transaction.atomic():
        rows = Writer.objects.filter(ministry=ministry, account_id=account or 0, ended_at=None)
        if not rows.update(ended_at=at):
            raise PlanRefused(("account", "no_such_writer"))
        _tell("action_plan.writer_let_out", ministry, by, at, account=account or 0)


def write_follow(
    *,
    plan: str,
    code: str,
    follow: Follow,
    seen_version: int,
    evidence: EvidenceDraft | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Write how far a commitment has come, with a piece of evidence if there is one; give the new version.

    Parameters
    ----------
    seen_version
        The version that was shown when it was written; another has come since if it differs.

    Raises
    ------
    NotPermitted
        If the actor writes for none of the responsible ministries.
    PlanNotFound
        If there is no such commitment.
    PlanRefused
        With every error by field.
    """
    with transaction.atomic():
        row, leaf, facts = _to_write(plan, code, by)
        if row.version != seen_version:
            raise PlanRefused(("", "changed_meanwhile"))
        given = _tidy(follow)
        problems = follow_problems(given, first_day=facts.head.first_day)
        new = _tidy_evidence(evidence) if evidence else None
        if new:
            problems += evidence_problems(new.form, new.shows, new.reference, new.title)
        PlanRefused.raise_if(problems)
        shown = [one.shows for one in evidence_of(row, oslo_day(at))] + ([new.shows] if new else [])
        if problem := closing_problem(leaf.kind, given.status, shown):
            raise PlanRefused(("status", problem))
        changes = changes_between(follow_of(row), given)
        if new:
            _add_evidence(row, new, by, at)
        if changes:
            for name, _old, _new in changes:
                setattr(row, name, getattr(given, name))
            row.version += 1
            row.changed_at, row.changed_by = at, by.username
            row.save()
            for name, old, to in changes:
                _remember(row.plan_id, code, name, old, to, by, at)
            names = ",".join(name for name, _old, _new in changes)
            _tell("action_plan.commitment_written", plan, by, at, commitment=code, fields=names)
    return row.version


def withdraw_evidence(*, plan: str, code: str, evidence: int | None, by: Actor, at: datetime) -> None:
    """Withdraw a piece of evidence; it stays in the history.

    Raises
    ------
    NotPermitted, PlanNotFound
        As :func:`write_follow`; also if there is no such evidence.
    PlanRefused
        If the status would have nothing left to rest on.
    """
    with transaction.atomic():
        row, leaf, _facts = _to_write(plan, code, by)
        one = row.evidence.filter(pk=evidence or 0, withdrawn_at=None).first()
        if one is None:
            raise PlanNotFound("There is no such evidence.")
        left = [line.shows for line in evidence_of(row, oslo_day(at)) if line.key != one.pk]
        if row.status in CLOSED and closing_problem(leaf.kind, row.status, left):
            raise PlanRefused(("", "evidence_carries"))
        one.withdrawn_at, one.withdrawn_by = at, by.username
        one.save(update_fields=["withdrawn_at", "withdrawn_by"])
        _remember(row.plan_id, code, "evidence", _evidence_words(one), "", by, at)
        _tell("action_plan.evidence_withdrawn", plan, by, at, commitment=code)


def add_milestone(*, plan: str, code: str, title: str, due_date: date | None, by: Actor, at: datetime) -> int:
    """Say what is to be there by a day; give its key.

    Raises
    ------
    NotPermitted, PlanNotFound
        As :func:`write_follow`.
    PlanRefused
        If there is no title or no day in or after the plan's first.
    """
    with transaction.atomic():
        row, _leaf, facts = _to_write(plan, code, by)
        given = " ".join(title.split())
        problems = [] if 0 < len(given) <= LONGEST_TITLE else [("title", "title_missing")]
        problems += [("title", "identity_number")] if IDENTITY_NUMBER.search(given) else []
        if due_date is None:
            problems.append(("due_date", "day_missing"))
        elif due_date < facts.head.first_day:
            problems.append(("due_date", "day_before_plan"))
        PlanRefused.raise_if(problems)
        assert due_date is not None  # noqa: S101  refused above
        made = Milestone.objects.create(
            commitment=row, title=given, due_date=due_date, noted_at=at, noted_by=by.username
        )
        _remember(row.plan_id, code, "milestone", "", f"{due_date}: {given}", by, at)
        _tell("action_plan.milestone_added", plan, by, at, commitment=code)
    return made.pk


def reach_milestone(
    *, plan: str, code: str, milestone: int | None, done_date: date | None, by: Actor, at: datetime
) -> None:
    """Say that a milestone was reached on a day.

    Raises
    ------
    NotPermitted, PlanNotFound
        As :func:`write_follow`; also if there is no such milestone that is open.
    PlanRefused
        If there is no day, or it has not come.
    """
    with transaction.atomic():
        row, _leaf, _facts = _to_write(plan, code, by)
        one = _open_milestone(row, milestone)
        if done_date is None:
            raise PlanRefused(("done_date", "day_missing"))
        if done_date > oslo_day(at):
            raise PlanRefused(("done_date", "day_to_come"))
        one.done_date = done_date
        one.save(update_fields=["done_date"])
        _remember(
            row.plan_id, code, "milestone", _milestone_words(one), f"reached {done_date}: {one.title}", by, at
        )
        _tell("action_plan.milestone_reached", plan, by, at, commitment=code)


def drop_milestone(*, plan: str, code: str, milestone: int | None, by: Actor, at: datetime) -> None:
    """Say that a milestone is not aimed at any more; it stays in the history.

    Raises
    ------
    NotPermitted, PlanNotFound
        As :func:`reach_milestone`.
    """
    with transaction.atomic():
        row, _leaf, _facts = _to_write(plan, code, by)
        one = _open_milestone(row, milestone)
        one.dropped_at = at
        one.save(update_fields=["dropped_at"])
        _remember(row.plan_id, code, "milestone", _milestone_words(one), "", by, at)
        _tell("action_plan.milestone_dropped", plan, by, at, commitment=code)


def note_input(*, plan: str, draft: InputDraft, by: Actor, at: datetime) -> int:
    """Note input that the plan got: a meeting, or something in writing; give its key.

    Raises
    ------
    NotPermitted
        If the actor does not govern plans.
    PlanNotFound
        If there is no such plan.
    PlanRefused
        With every error by field. A private person is never named.
    """
    require(by, Permission.PLAN_GOVERN)
    with transaction.atomic():
        row = plan_row(plan)
        facts = plan_in(row.content)
        organisation, reference = (" ".join(one.split()) for one in (draft.organisation, draft.reference))
        PlanRefused.raise_if(_input_problems(draft, organisation, reference, facts, oslo_day(at)))
        assert draft.on_date is not None  # noqa: S101  refused above
        made = Input.objects.create(
            plan=row,
            way=draft.way,
            sender=draft.sender,
            organisation=organisation,
            on_date=draft.on_date,
            reference=reference,
            about=";".join(draft.about),
            noted_at=at,
            noted_by=by.username,
        )
        _remember(row.pk, "", "input", "", f"{draft.way} {draft.on_date}: {organisation}", by, at)
        _tell("action_plan.input_noted", plan, by, at, way=draft.way)
    return made.pk


def _input_problems(
    draft: InputDraft, organisation: str, reference: str, facts: PlanFacts, today: date
) -> list[tuple[str, str]]:
    known = (("way", draft.way, tuple(Way)), ("sender", draft.sender, tuple(Sender)))
    found = [(field, "unknown_value") for field, code, codes in known if code not in codes]
    if draft.sender == Sender.PRIVATE and organisation:
        found.append(("organisation", "no_name_of_persons"))
    elif draft.sender != Sender.PRIVATE and not organisation:
        found.append(("organisation", "organisation_missing"))
    for name, text, most in (
        ("organisation", organisation, LONGEST_TITLE),
        ("reference", reference, LONGEST_REFERENCE),
    ):
        if len(text) > most:
            found.append((name, "text_too_long"))
        elif IDENTITY_NUMBER.search(text):
            found.append((name, "identity_number"))
    if draft.on_date is None:
        found.append(("on_date", "day_missing"))
    elif draft.on_date > today:
        found.append(("on_date", "day_to_come"))
    return found + _about_problems(draft.about, facts)


def _about_problems(about: tuple[str, ...], facts: PlanFacts) -> list[tuple[str, str]]:
    if not set(about) <= set(facts.leaves):
        return [("about", "no_such_commitment")]
    return [] if len(";".join(about)) <= ABOUT_LENGTH else [("about", "too_many_commitments")]


def note_law(*, plan: str, draft: LawDraft, by: Actor, at: datetime) -> int:
    """Note a proposal of law with its stage; give its key.

    Raises
    ------
    NotPermitted
        If the actor may not write of every commitment that it is about.
    PlanNotFound
        If there is no such plan.
    PlanRefused
        With every error by field.
    """
    require_one_of(by, WRITE)
    with transaction.atomic():
        row = plan_row(plan)
        facts = plan_in(row.content)
        title, reference = (" ".join(one.split()) for one in (draft.title, draft.reference))
        problems = [] if 0 < len(title) <= LONGEST_TITLE else [("title", "title_missing")]
        problems += [("reference", "text_too_long")] if len(reference) > LONGEST_REFERENCE else []
        problems += [
            (name, "identity_number")
            for name, text in (("title", title), ("reference", reference))
            if IDENTITY_NUMBER.search(text)
        ]
        problems += _about_problems(draft.about, facts) if draft.about else [("about", "no_such_commitment")]
        problems += _stage_problems(draft.stage, draft.stage_date, oslo_day(at))
        PlanRefused.raise_if(problems)
        _require_all(by, draft.about, facts)
        made = LawProposal.objects.create(
            plan=row,
            title=title,
            reference=reference,
            about=";".join(draft.about),
            noted_at=at,
            noted_by=by.username,
        )
        _add_stage(made, 1, draft.stage, draft.stage_date, draft.is_verified, by, at)
        _remember(row.pk, "", "law", "", f"{draft.stage} {draft.stage_date}: {title}", by, at)
        _tell("action_plan.law_noted", plan, by, at, stage=draft.stage)
    return made.pk


def move_law(
    *,
    plan: str,
    law: int | None,
    stage: str,
    stage_date: date | None,
    is_verified: bool,
    seen_version: int,
    by: Actor,
    at: datetime,
) -> None:
    """Say that a proposal of law has come to another stage.

    Raises
    ------
    NotPermitted, PlanNotFound
        As :func:`note_law`; also if there is no such proposal.
    PlanRefused
        If it cannot come there from where it is, the day has not come, or somebody has written meanwhile.
    """
    require_one_of(by, WRITE)
    with transaction.atomic():
        row = LawProposal.objects.select_for_update().filter(plan__key=plan, pk=law or 0).first()
        if row is None:
            raise PlanNotFound("There is no such proposal.")
        facts = plan_in(row.plan.content)
        _require_all(by, tuple(row.about.split(";")), facts)
        last = row.stages.last()
        assert last is not None  # noqa: S101  a proposal is noted with its first stage
        if last.number != seen_version:
            raise PlanRefused(("", "changed_meanwhile"))
        PlanRefused.raise_if(_stage_problems(stage, stage_date, oslo_day(at)))
        if not may_follow(last.stage, stage):
            raise PlanRefused(("stage", "stage_not_next"))
        _add_stage(row, last.number + 1, stage, stage_date, is_verified, by, at)
        _remember(
            row.plan_id,
            "",
            "law",
            f"{last.stage} {last.stage_date}: {row.title}",
            f"{stage} {stage_date}: {row.title}",
            by,
            at,
        )
        _tell("action_plan.law_moved", plan, by, at, stage=stage)


def _stage_problems(stage: str, stage_date: date | None, today: date) -> list[tuple[str, str]]:
    found = [] if stage in tuple(Stage) else [("stage", "unknown_value")]
    if stage_date is None:
        found.append(("stage_date", "day_missing"))
    elif stage_date > today:
        found.append(("stage_date", "day_to_come"))
    return found


def _add_stage(
    law: LawProposal, number: int, stage: str, on: date | None, verified: bool, by: Actor, at: datetime
) -> None:
    assert on is not None  # noqa: S101  refused before
    LawStage.objects.create(
        law=law,
        number=number,
        stage=stage,
        stage_date=on,
        is_verified=verified,
        noted_at=at,
        noted_by=by.username,
    )


def _require_all(by: Actor, about: tuple[str, ...], facts: PlanFacts) -> None:
    ministries = ministries_of(by)
    if not all(may_write(by, facts.leaves[code], ministries=ministries) for code in about):
        raise NotPermitted(f"{by.username} does not write for a ministry that is responsible for this.")


def _to_write(plan: str, code: str, by: Actor) -> tuple[Commitment, Leaf, PlanFacts]:
    """Lock a commitment for somebody who may write of it."""
    require_one_of(by, WRITE)
    facts = plan_facts(by, plan)
    leaf = facts.leaves.get(code)
    if leaf is None:
        raise PlanNotFound("There is no such commitment.")
    _require_all(by, (code,), facts)
    return Commitment.objects.select_for_update().get(plan__key=plan, code=code), leaf, facts


def _tidy(follow: Follow) -> Follow:
    """Take away what nobody meant to write: blanks around texts, and those that break a short line."""
    return replace(
        follow,
        owner=" ".join(follow.owner.split()),
        budget_post=" ".join(follow.budget_post.split()),
        risk=follow.risk.strip().replace("\r\n", "\n"),
        note=follow.note.strip().replace("\r\n", "\n"),
    )


def _tidy_evidence(draft: EvidenceDraft) -> EvidenceDraft:
    return replace(draft, reference=" ".join(draft.reference.split()), title=" ".join(draft.title.split()))


def _add_evidence(row: Commitment, draft: EvidenceDraft, by: Actor, at: datetime) -> None:
    made = Evidence.objects.create(
        commitment=row,
        form=draft.form,
        shows=Shows(draft.shows).value,
        reference=draft.reference,
        title=draft.title,
        added_at=at,
        added_by=by.username,
    )
    _remember(row.plan_id, row.code, "evidence", "", _evidence_words(made), by, at)
    _tell("action_plan.evidence_added", row.plan.key, by, at, commitment=row.code, form=draft.form)


def _open_milestone(row: Commitment, key: int | None) -> Milestone:
    one = row.milestones.filter(pk=key or 0, done_date=None, dropped_at=None).first()
    if one is None:
        raise PlanNotFound("There is no such milestone.")
    return one


def _evidence_words(one: Evidence) -> str:
    return f"{one.shows}: {one.title}. {one.reference}"


def _milestone_words(one: Milestone) -> str:
    return f"{one.due_date}: {one.title}"


def _remember(plan_id: int, subject: str, field: str, old: str, new: str, by: Actor, at: datetime) -> None:
    Change.objects.create(
        plan_id=plan_id, subject=subject, field=field, old=old, new=new, made_at=at, made_by=by.username
    )


def _tell(event: str, subject: str, by: Actor, at: datetime, **facts: str | int) -> None:
    write_line(event=event, by=by, at=at, subject=subject, facts=facts)
