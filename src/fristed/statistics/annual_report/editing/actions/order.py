"""The order of the sections: added, moved, taken away and brought back, and approved by a second person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Literal

from django.db import IntegrityError, transaction

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.annual_report.editing.actions.refusing import (
    LONGEST_REASON,
    NotNow,
    require_drawn_once,
    tell,
)
from fristed.statistics.annual_report.editing.actions.texts import save_section
from fristed.statistics.annual_report.editing.arranging import (
    CannotBeArranged,
    Step,
    StepKind,
    after_step,
    new_key,
)
from fristed.statistics.annual_report.editing.facts import LANGUAGES, Language
from fristed.statistics.annual_report.editing.models import SectionStep
from fristed.statistics.annual_report.editing.queries import (
    chapters_to_print,
    outline_at_desk,
    place_of,
    require_report,
    steps_of,
    what_goes_with,
)

Direction = Literal["up", "down"]
_MOVES: Mapping[Direction, StepKind] = {"up": "moved_up", "down": "moved_down"}


def add_section(
    *,
    year: int,
    titles: Mapping[Language, str],
    beside: str,
    is_inside: bool = False,
    by: Actor,
    at: datetime,
) -> str:
    """Add a section after another, or as the last one under it, and give its name.

    It has an empty draft in each language that it has a title in. It is printed when its place and its bokmål
    are approved.

    Raises
    ------
    NotPermitted
        If the actor may not edit the report.
    NoSuchSection
        If the report has no section to stand beside.
    NotNow
        If there is no title in bokmål, it would stand too deep, or somebody else has changed the order.
    """
    require(by, Permission.REPORT_EDIT)
    place_of(year, beside)
    if not titles.get("nb", "").strip():
        raise NotNow("no_title", ("nb",))
    outline = outline_at_desk(year)
    key = new_key(outline, len(steps_of(year)) + 1, beside, is_inside=is_inside)
    with transaction.atomic():
        _take(year, "added", key, beside=beside, is_inside=is_inside, by=by, at=at)
        for language in LANGUAGES:
            if title := titles.get(language, "").strip():
                save_section(
                    year=year, key=key, language=language, title=title, text="", base=0, by=by, at=at
                )
    return key


def move_section(*, year: int, key: str, direction: Direction, by: Actor, at: datetime) -> None:
    """Move a section one place up or down among those that stand beside it.

    Raises
    ------
    NotPermitted
        If the actor may not edit the report.
    NoSuchSection
        If the report has no such section.
    NotNow
        If it has nowhere to move, is taken away, or somebody else has changed the order.
    """
    require(by, Permission.REPORT_EDIT)
    place_of(year, key)
    with transaction.atomic():
        _take(year, _MOVES[direction], key, by=by, at=at)


def take_away_section(
    *, year: int, key: str, reason: str, known: Collection[str] = (), by: Actor, at: datetime
) -> None:
    """Take a section out of the report, with all that stands under it; everything is kept.

    ``known`` are the figures that the actor was told would go with it, each with the table of its numbers.

    Raises
    ------
    NotPermitted
        If the actor may not edit the report.
    NoSuchSection
        If the report has no such section.
    NotNow
        If a figure would go that the actor was not told of, there is no reason, it is taken away already, or
        the report would have no chapter left.
    """
    require(by, Permission.REPORT_EDIT)
    place_of(year, key)
    if not reason.strip():
        raise NotNow("no_reason")
    if len(reason) > LONGEST_REASON:
        raise NotNow("reason_too_long")
    with transaction.atomic():
        figures = what_goes_with(year, key).figures
        if not set(figures) <= set(known):
            raise NotNow("takes_figures", figures)
        _take(year, "taken_away", key, reason=reason.strip(), by=by, at=at, figures=len(figures))


def bring_back_section(*, year: int, key: str, by: Actor, at: datetime) -> None:
    """Bring back a section that was taken away, where it stood, with its texts and their approvals.

    Raises
    ------
    NotPermitted
        If the actor may not edit the report.
    NoSuchSection
        If the report has no such section.
    NotNow
        If it is not taken away.
    """
    require(by, Permission.REPORT_EDIT)
    place_of(year, key)
    with transaction.atomic():
        _take(year, "brought_back", key, by=by, at=at)


def _take(
    year: int,
    kind: StepKind,
    key: str,
    *,
    by: Actor,
    at: datetime,
    beside: str = "",
    is_inside: bool = False,
    reason: str = "",
    **facts: int,
) -> None:
    """Take a step on the order as it is now, in the caller's transaction."""
    step = Step(len(steps_of(year)) + 1, kind, key, beside, is_inside)
    try:
        after_step(outline_at_desk(year), step)
    except CannotBeArranged as refusal:
        raise NotNow(refusal.why) from refusal
    try:
        SectionStep.objects.create(
            year=year,
            number=step.number,
            kind=kind,
            key=key,
            beside=beside,
            is_inside=is_inside,
            reason=reason,
            made_at=at,
            made_by=by.username,
        )
    except IntegrityError:
        raise NotNow("ordered_meanwhile") from None
    tell(f"report.section_{kind}", year, key, by=by, at=at, number=step.number, **facts)


def approve_order(*, year: int, number: int, by: Actor, at: datetime) -> None:
    """Approve the order of the sections as it is after step ``number``, the last one.

    Raises
    ------
    NotPermitted
        If the actor may not approve the report.
    NoSuchSection
        If the year cannot have a report.
    NotNow
        If no step waits, there is a newer one, the actor took one of them, or a figure would be printed in
        two places.
    """
    require(by, Permission.REPORT_APPROVE)
    require_report(year)
    with transaction.atomic():
        rows = list(SectionStep.objects.select_for_update().filter(year=year))
        waiting = [row for row in rows if row.approved_at is None]
        if not waiting or rows[-1].number != number:
            raise NotNow("no_order_waits")
        if any(row.made_by == by.username for row in waiting):
            raise NotNow("same_hands_in_order")
        for row in waiting:
            row.approved_at, row.approved_by = at, by.username
            row.save(update_fields=["approved_at", "approved_by"])
        for language in LANGUAGES:
            require_drawn_once(chapters_to_print(year, language))
        tell("report.order_approved", year, "", by=by, at=at, number=number, steps=len(waiting))
