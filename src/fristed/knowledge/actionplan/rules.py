"""Decisions about commitments, on plain values: what "done" means, what is late, what proves what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from fristed.foundation.privacy import IDENTITY_NUMBER
from fristed.knowledge.actionplan.codes import CLOSED, ORDER, PROVES, Form, Kind, Shows, Stage, Status
from fristed.knowledge.actionplan.facts import ChangeLine, Follow, Standing

LONGEST_TITLE = 200
LONGEST_NOTE = 2000
LONGEST_REFERENCE = 300
FIGURE = re.compile(r"(20\d\d)/([A-Za-z0-9][A-Za-z0-9_.\-]{0,80})")
LONGEST = {"owner": LONGEST_TITLE, "budget_post": LONGEST_TITLE, "risk": LONGEST_NOTE, "note": LONGEST_NOTE}
FOLLOWED = ("status", "owner", "due_date", "budget_post", "risk", "note")


def is_proved(kind: str, shown: Collection[str]) -> bool:
    """Whether what is shown is what a commitment of this kind asks for.

    Examples
    --------
    >>> is_proved("consider", ["product"]), is_proved("consider", ["decision"])
    (False, True)
    """
    return bool(PROVES[Kind(kind)] & {Shows(one) for one in shown})


def closing_problem(kind: str, status: str, shown: Collection[str]) -> str:
    """Say why a commitment cannot have a status with what is shown, or nothing.

    Done asks for what its kind promises. What is not pursued asks for the decision that says so.
    """
    if status == Status.DONE and not is_proved(kind, shown):
        return "not_proved"
    if status == Status.NOT_PURSUED and Shows.DECISION not in shown:
        return "no_decision"
    return ""


def evidence_problems(form: str, shows: str, reference: str, title: str) -> list[tuple[str, str]]:
    """Say what is wrong with a piece of evidence, by field."""
    found: list[tuple[str, str]] = []
    if form not in tuple(Form):
        return [("form", "unknown_value")]
    if shows not in tuple(Shows):
        found.append(("shows", "unknown_value"))
    elif form == Form.FIGURE and shows != Shows.ACTIVITY:
        found.append(("shows", "figure_shows_activity"))
    if not 0 < len(title) <= LONGEST_TITLE:
        found.append(("title", "title_missing"))
    if not 0 < len(reference) <= LONGEST_REFERENCE:
        found.append(("reference", "reference_missing"))
    elif form == Form.LINK and not is_address(reference):
        found.append(("reference", "no_address"))
    elif form == Form.FIGURE and not FIGURE.fullmatch(reference):
        found.append(("reference", "no_figure"))
    found += [
        (name, "identity_number")
        for name, text in (("reference", reference), ("title", title))
        if IDENTITY_NUMBER.search(text)
    ]
    return found


def is_address(text: str) -> bool:
    """Whether a text is an address on the web that a page may lead to."""
    if not text.isprintable() or any(sign.isspace() for sign in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme == "https" and bool(parts.hostname) and "." in (parts.hostname or "")
    except ValueError:
        return False


def figure_of(reference: str) -> tuple[int, str] | None:
    """Give the year and the id of a number of the published statistics, or nothing.

    Examples
    --------
    >>> figure_of("2024/s.kt.total"), figure_of("kt_cases")
    ((2024, 's.kt.total'), None)
    """
    match = FIGURE.fullmatch(reference)
    return (int(match[1]), match[2]) if match else None


def follow_problems(follow: Follow, *, first_day: date) -> list[tuple[str, str]]:
    """Say what is wrong with what somebody wrote of a commitment, by field."""
    found: list[tuple[str, str]] = []
    if follow.status not in tuple(Status):
        found.append(("status", "unknown_value"))
    if follow.due_date is not None and follow.due_date < first_day:
        found.append(("due_date", "day_before_plan"))
    for name, most in LONGEST.items():
        text = getattr(follow, name)
        if len(text) > most:
            found.append((name, "text_too_long"))
        elif IDENTITY_NUMBER.search(text):
            found.append((name, "identity_number"))
    return found


def as_text(value: object) -> str:
    """Write a value as the history keeps it."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def changes_between(old: Follow, new: Follow) -> list[tuple[str, str, str]]:
    """Give what differs, as field, old and new."""
    pairs = ((name, as_text(getattr(old, name)), as_text(getattr(new, name))) for name in FOLLOWED)
    return [(name, before, after) for name, before, after in pairs if before != after]


def follow_after(changes: Iterable[ChangeLine]) -> Follow:
    """Give what stands after changes that came in this order, from nothing: the history tells all of it."""
    follow = Follow(Status.NOT_BEGUN.value)
    for one in changes:
        if one.field == "due_date":
            follow = replace(follow, due_date=date.fromisoformat(one.new) if one.new else None)
        elif one.field in FOLLOWED:
            follow = replace(follow, **{one.field: one.new})  # type: ignore[arg-type]
    return follow


def late_since(standing: Standing, *, today: date, last_day: date) -> date | None:
    """Give the first day that was missed and still is, or nothing.

    What has no day of its own is promised by the last day of the plan. A commitment that is closed is not
    late, whatever milestones it skipped.
    """
    if standing.follow.status in CLOSED:
        return None
    days = [standing.follow.due_date or last_day]
    days += [one.due_date for one in standing.milestones if one.done_date is None]
    missed = [day for day in days if day < today]
    return min(missed) if missed else None


def lacks_evidence(standing: Standing) -> bool:
    """Whether something is claimed that nothing shows; that nothing is begun claims nothing."""
    return standing.follow.status != Status.NOT_BEGUN and not standing.has_evidence


def status_of_all(statuses: Collection[str]) -> str:
    """Give the status of a measure from those of its commitments.

    Examples
    --------
    >>> status_of_all(["done", "not_begun"]), status_of_all(["done", "not_pursued"]), status_of_all([])
    ('under_way', 'done', 'not_begun')
    """
    found = set(statuses)
    if found <= {Status.NOT_BEGUN}:
        return Status.NOT_BEGUN.value
    if found <= CLOSED:
        return (Status.DONE if Status.DONE in found else Status.NOT_PURSUED).value
    if found - CLOSED == {Status.PAUSED}:
        return Status.PAUSED.value
    return Status.UNDER_WAY.value


def may_follow(stage: str, to: str) -> bool:
    """Whether a proposal of law may come to a stage: forward, or withdrawn before it is in force."""
    if stage == Stage.WITHDRAWN or stage == Stage.IN_FORCE:
        return False
    return to == Stage.WITHDRAWN or ORDER.index(Stage(to)) > ORDER.index(Stage(stage))
