"""The verbs: proposing how a piece should read, approving it as a second person, withdrawing it.

Taking a text away that readers see needs one person only: what is wrong must be gone at once, and what comes
in its place has been approved by two before. It is then not called checked before two have confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max

from fristed.foundation.audit.actions import write_line
from fristed.foundation.days import oslo_day
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, require
from fristed.knowledge.guidance.checks import problems_of
from fristed.knowledge.guidance.codes import COMMON, HEAVIEST, MEASURED, WHOLE, Kind, State, Status
from fristed.knowledge.guidance.facts import Content, Edition, PieceDraft
from fristed.knowledge.guidance.models import GuidanceEdition
from fristed.knowledge.guidance.queries import content_on
from fristed.knowledge.guidance.refusals import GuidanceRefused
from fristed.knowledge.guidance.rules import draft_of, weights, with_edition
from fristed.knowledge.guidance.storing import edition_of, written

LONGEST_TEXT, LONGEST_HEADING, LONGEST_NOTE = 900, 80, 120
LONGEST_UNREVIEWED = timedelta(days=731)
Problem = tuple[str, str]


def _tidied(draft: PieceDraft) -> PieceDraft:
    """Give a draft with single spaces."""
    return replace(
        draft,
        texts={code: " ".join(text.split()) for code, text in draft.texts.items()},
        names={code: " ".join(text.split()) for code, text in draft.names.items()},
        note=" ".join(draft.note.split()),
    )


def _require_an_editor(by: Actor) -> None:
    require(by, Permission.KNOWLEDGE_EDIT)
    if by.account_id is None:
        raise NotPermitted(f"{by.username} is nobody who can be asked why.")


def _problems_of_words(draft: PieceDraft, *, is_duty: bool) -> Iterator[Problem]:
    for code in WHOLE:
        text = draft.texts.get(code, "")
        if not text:
            yield f"text_{code}", "required"
        elif len(text) > LONGEST_TEXT:
            yield f"text_{code}", "text_too_long"
        name = draft.names.get(code, "")
        if is_duty and not name:
            yield f"name_{code}", "required"
        elif len(name) > LONGEST_HEADING:
            yield f"name_{code}", "name_too_long"


def _problems_of_source(draft: PieceDraft, content: Content) -> Iterator[Problem]:
    if draft.status not in set(Status):
        yield "status", "unknown_value"
    if draft.source not in content.sources:
        yield "source", "unknown_value"
    elif draft.status == Status.VERIFIED and draft.source == COMMON:
        yield "source", "needs_a_source"
    if len(draft.note) > LONGEST_NOTE:
        yield "note", "note_too_long"


def _problems_of_days(draft: PieceDraft, valid_from: date | None, today: date) -> Iterator[Problem]:
    if draft.read_on is None:
        yield "read_on", "required"
    elif draft.read_on > today:
        yield "read_on", "read_later"
    if draft.review_by is None:
        yield "review_by", "required"
    elif draft.read_on and not draft.read_on < draft.review_by <= draft.read_on + LONGEST_UNREVIEWED:
        yield "review_by", "review_too_late"
    if valid_from is None:
        yield "valid_from", "required"
    elif valid_from < today:
        yield "valid_from", "starts_before_today"


def _problems_of_whole(content: Content, edition: Edition) -> Iterator[Problem]:
    """Hold all guidance, with the change in it, to what the packaged data is held to."""
    changed = with_edition(content, edition)
    heavy = [
        code for code in MEASURED if any(weight >= HEAVIEST for weight in weights(changed, code).values())
    ]
    yield from ((f"text_{code}", "too_heavy") for code in heavy)
    if not heavy and problems_of(changed):
        yield "", "not_whole"


def _as_edition(draft: PieceDraft, valid_from: date, by: Actor, at: datetime) -> Edition:
    """Give a draft as the edition it would be."""
    return Edition(1, draft, valid_from, at, by.username, None, "", None, "")


def propose_edition(*, draft: PieceDraft, valid_from: date | None, by: Actor, at: datetime) -> int:
    """Propose how a piece should read; readers see it when a second person has approved it.

    Returns
    -------
    int
        The number of the edition.

    Raises
    ------
    NotPermitted
        If the actor does not write guidance, or has no account.
    GuidanceRefused
        With every error of every field; also where all texts together would become heavy to read, or
        somebody proposed something at the same moment.
    """
    _require_an_editor(by)
    draft, today = _tidied(draft), oslo_day(at)
    content = content_on(today)
    piece = content.pieces.get(draft.piece)
    if piece is None:
        raise GuidanceRefused(("", "not_listed"))
    is_duty = piece.kind is Kind.DUTY
    if not is_duty:
        draft = replace(draft, names={})
    GuidanceRefused.raise_if(
        [
            *_problems_of_words(draft, is_duty=is_duty),
            *_problems_of_source(draft, content),
            *_problems_of_days(draft, valid_from, today),
        ]
    )
    assert valid_from is not None  # noqa: S101  an empty one has been refused
    if draft == draft_of(content, draft.piece):
        raise GuidanceRefused(("", "nothing_changed"))
    GuidanceRefused.raise_if(_problems_of_whole(content, _as_edition(draft, valid_from, by, at)))
    with transaction.atomic():
        rows = GuidanceEdition.objects.select_for_update()
        if rows.filter(piece=draft.piece, approved_at=None, withdrawn_at=None).exists():
            raise GuidanceRefused(("", "waits_already"))
        row = _numbered(draft, valid_from, by=by, at=at)
        write_line(event="guidance.proposed", by=by, at=at, subject=str(row.number), facts=_told(row))
    return row.number


def _numbered(draft: PieceDraft, valid_from: date, *, by: Actor, at: datetime) -> GuidanceEdition:
    """Store a proposal under the next number, if nobody takes that at the same moment."""
    try:
        with transaction.atomic():
            return GuidanceEdition.objects.create(
                number=_newest() + 1,
                piece=draft.piece,
                content=written(draft),
                valid_from=valid_from,
                proposed_at=at,
                proposed_by=by.username,
            )
    except IntegrityError:
        raise GuidanceRefused(("", "at_once")) from None


def _newest() -> int:
    return GuidanceEdition.objects.aggregate(newest=Max("number"))["newest"] or 0


def _told(row: GuidanceEdition) -> dict[str, str | int]:
    """Give what the trail says of an edition."""
    return {"piece": row.piece, "from": row.valid_from.isoformat()}


def _standing(number: int) -> GuidanceEdition:
    """Give an edition that has not been withdrawn, locked."""
    row = GuidanceEdition.objects.select_for_update().filter(number=number, withdrawn_at=None).first()
    if row is None:
        raise GuidanceRefused(("", "not_listed"))
    return row


def approve_edition(*, number: int, by: Actor, at: datetime) -> None:
    """Approve as the second person what another proposed; from its first day, or today, readers see it.

    Raises
    ------
    NotPermitted
        If the actor does not write guidance, or has no account.
    GuidanceRefused
        If nothing waits under the number, the actor proposed it, or the guidance would no longer be whole.
    """
    _require_an_editor(by)
    with transaction.atomic():
        row = _standing(number)
        edition = edition_of(row)
        if edition.state is not State.WAITS:
            raise GuidanceRefused(("", "not_listed"))
        if row.proposed_by == by.username:
            raise GuidanceRefused(("", "same_person"))
        GuidanceRefused.raise_if(_problems_of_whole(content_on(oslo_day(at)), edition))
        row.approved_at, row.approved_by = at, by.username
        row.save(update_fields=["approved_at", "approved_by"])
        write_line(event="guidance.approved", by=by, at=at, subject=str(number), facts=_told(row))


def withdraw_edition(*, number: int, by: Actor, at: datetime) -> None:
    """Withdraw a proposal, or take away what readers see; what was approved before it is shown again.

    Raises
    ------
    NotPermitted
        If the actor does not write guidance, or has no account.
    GuidanceRefused
        If nothing stands under the number.
    """
    _require_an_editor(by)
    with transaction.atomic():
        row = _standing(number)
        row.withdrawn_at, row.withdrawn_by = at, by.username
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        write_line(event="guidance.withdrawn", by=by, at=at, subject=str(number), facts=_told(row))
