"""The desk of those who write guidance: every text with its status, one changed, one approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.casework.cases.rules import day_of
from fristed.interfaces.web import formats
from fristed.interfaces.web.forms.guidance import LANGUAGE_NAMES, PieceForm, initial_piece
from fristed.interfaces.web.guidance.words import ICONS, KINDS, STATES, STATUSES
from fristed.interfaces.web.requests import HouseRequest
from fristed.knowledge.guidance.actions import approve_edition, propose_edition, withdraw_edition
from fristed.knowledge.guidance.codes import WHOLE, Kind, State, Status
from fristed.knowledge.guidance.facts import Content, Edition, Piece, PieceDraft
from fristed.knowledge.guidance.queries import change_named, changes, content_on
from fristed.knowledge.guidance.refusals import GuidanceRefused
from fristed.knowledge.guidance.rules import NoSuchText, draft_of

REFUSED = 422


@dataclass(frozen=True, slots=True)
class Line:
    """One text in the list of all."""

    piece: Piece
    words: str
    kind: str
    status: str
    icon: str
    is_checked: bool
    is_due: bool
    waiting: Edition | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A text in one language as it is, and as it would be."""

    language: str
    code: str
    before: str
    after: str


def _line(piece: Piece, content: Content, waiting: dict[str, Edition], today: date) -> Line:
    name = content.texts[formats.language()].get(f"name.{piece.id}", "")
    text = content.texts[formats.language()][f"text.{piece.id}"]
    return Line(
        piece=piece,
        words=name or text,
        kind=str(KINDS[piece.kind]),
        status=str(STATUSES[piece.status]),
        icon=ICONS[piece.status],
        is_checked=piece.status is Status.VERIFIED,
        is_due=piece.review_by <= today,
        waiting=waiting.get(piece.id),
    )


def editions(request: HouseRequest) -> HttpResponse:
    """List every text with its status and the day it must be looked at again, and what has been changed."""
    today = day_of(request.at)
    content, known = content_on(today), changes(request.actor)
    waiting = {one.draft.piece: one for one in known if one.state is State.WAITS}
    lines = [_line(piece, content, waiting, today) for piece in content.pieces.values()]
    context = {
        "lines": lines,
        "due": sum(line.is_due for line in lines),
        "edition": content.edition,
        "changes": [(one, _heading(content, one.draft), STATES[one.state]) for one in known],
    }
    return render(request, "fristed/guidance/editions.html", context)


def _heading(content: Content, draft: PieceDraft) -> str:
    language = formats.language()
    return draft.names.get(language) or draft.texts[language]


def _sources(content: Content) -> list[tuple[str, str]]:
    return [(code, names[formats.language()]) for code, names in content.sources.items()]


def propose(request: HouseRequest, piece: str) -> HttpResponse:
    """Change one text in three languages; it is shown when somebody else has approved it."""
    content = content_on(day_of(request.at))
    try:
        standing = draft_of(content, piece)
    except NoSuchText as nothing:
        raise Http404 from nothing
    is_duty = content.pieces[piece].kind is Kind.DUTY
    first = {**initial_piece(standing), "valid_from": day_of(request.at)}
    data = request.POST if request.method == "POST" else None
    form = PieceForm(data, initial=first, sources=_sources(content), is_duty=is_duty)
    if request.method == "POST":
        form.is_valid()
        try:
            number = propose_edition(
                draft=form.draft(piece),
                valid_from=form.cleaned_data.get("valid_from"),
                by=request.actor,
                at=request.at,
            )
        except GuidanceRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, _("It is proposed. Somebody else must approve it."))
            return redirect("guidance-edition", number=number)
    context = {
        "form": form,
        "heading": _heading(content, standing),
        "kind": KINDS[content.pieces[piece].kind],
    }
    return render(request, "fristed/guidance/propose.html", context, status=REFUSED if form.errors else 200)


def edition(request: HouseRequest, number: int) -> HttpResponse:
    """Show a change beside the text as it is, to whoever may approve or withdraw it."""
    return _edition_page(request, number)


def _edition_page(request: HouseRequest, number: int, *, refusal: str = "") -> HttpResponse:
    content = content_on(day_of(request.at))
    try:
        found = change_named(request.actor, number)
    except NoSuchText as nothing:
        raise Http404 from nothing
    draft, standing = found.draft, draft_of(content, found.draft.piece)
    context = {
        "found": found,
        "state": STATES[found.state],
        "heading": _heading(content, draft),
        "texts": list(_compared(standing, draft)),
        "status": STATUSES[Status(draft.status)],
        "source": content.sources.get(draft.source, {}).get(formats.language(), ""),
        "waits": found.state is State.WAITS,
        "is_own": found.proposed_by == request.actor.username,
        "may_withdraw": found.state is not State.WITHDRAWN,
        "refusal": refusal,
    }
    return render(request, "fristed/guidance/edition.html", context, status=REFUSED if refusal else 200)


def _compared(standing: PieceDraft, draft: PieceDraft) -> list[Compared]:
    def whole(one: PieceDraft, code: str) -> str:
        return ". ".join(part for part in (one.names.get(code, ""), one.texts[code]) if part)

    return [
        Compared(str(LANGUAGE_NAMES[code]), code, whole(standing, code), whole(draft, code)) for code in WHOLE
    ]


VERBS = {"approve": approve_edition, "withdraw": withdraw_edition}


def step(request: HouseRequest, number: int, name: str) -> HttpResponse:
    """Approve or withdraw a change."""
    if name not in VERBS:
        raise Http404
    try:
        VERBS[name](number=number, by=request.actor, at=request.at)
    except GuidanceRefused as refusal:
        return _edition_page(request, number, refusal=refusal.sentence)
    done = _("It is approved.") if name == "approve" else _("It is withdrawn.")
    messages.success(request, done)
    return redirect("guidance-editions")
