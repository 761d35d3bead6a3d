"""From answers to advice. Every rule only adds; nothing is scored, levelled, coloured or ranked.

**What never losing means.** Say that answers *B* tell at least as much as answers *A* when, for each question
with one choice, *A* has no answer, or ``unknown``, or the same answer as *B*; and for each question with
several, all that is chosen in *A* is chosen in *B*. Then all pieces and contacts that *A* leads to, *B* leads
to as well. It holds by how rules are made (:class:`facts.Rule`): a rule asks only that given answers are
among named ones, and what is given grows from *A* to *B*; what is shown is the union of what the rules give.

``unknown`` is therefore no answer to the rules (:func:`checks.problems_of` refuses a rule that names it), so
that whoever finds out and answers again loses nothing: what must be known by who does not know is given to
all, in words such as "if the person is under 18". To *change* one definite answer into another is not to tell
more: who first said abroad and then Norway gets the advice for Norway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from fristed.foundation.days import oslo_day
from fristed.knowledge.guidance.codes import DANGER, DANGER_NOW, UNKNOWN, WHOLE, Chosen, Kind, Status
from fristed.knowledge.guidance.facts import (
    Answers,
    Content,
    Edition,
    Guidance,
    Language,
    Piece,
    PieceDraft,
    Rule,
    Said,
)
from fristed.methods.readability import lix


class NoSuchText(LookupError):
    """There is no such text, or no such change of one."""


QUESTIONS = tuple(field.name for field in fields(Answers))


def answers_of(given: Mapping[str, Iterable[str]], content: Content) -> Answers:
    """Read answers; what is no question, no option of it, or one too many, is left out and never an error."""
    found: dict[str, Any] = {}
    for question in content.questions:
        known = [one for one in given.get(question.id, ()) if one in question.options]
        if question.chosen is Chosen.SEVERAL:
            found[question.id] = frozenset(known)
        elif known:
            found[question.id] = known[0]
    return Answers(**found)


def chosen_in(answers: Answers, question: str) -> frozenset[str]:
    """Give all that is chosen in a question, ``unknown`` too; nothing for a question that is none."""
    value = getattr(answers, question, "") if question in QUESTIONS else ""
    return value if isinstance(value, frozenset) else frozenset({value} - {""})


def told_in(answers: Answers, question: str) -> frozenset[str]:
    """Give the answers that tell something; not to know tells nothing."""
    return chosen_in(answers, question) - {UNKNOWN}


def tells_at_least(more: Answers, less: Answers) -> bool:
    """Whether answers tell at least as much as others do; see the top of this module."""
    return all(told_in(less, question) <= told_in(more, question) for question in QUESTIONS)


def fires(rule: Rule, answers: Answers) -> bool:
    """Whether every question that a rule names has one of the answers it names."""
    return all(told_in(answers, question) & wanted for question, wanted in rule.when)


def is_danger_now(answers: Answers) -> bool:
    """Whether the reader says that there is danger now."""
    return DANGER_NOW in told_in(answers, DANGER)


def guidance_for(answers: Answers, content: Content) -> Guidance:
    """Give all that the answers lead to; danger now puts the emergency number first, whatever rules say."""
    firing = [rule for rule in content.rules if fires(rule, answers)]
    given = {piece for rule in firing for piece in rule.gives}
    contacts = {contact for rule in firing for contact in rule.contacts}
    is_danger = is_danger_now(answers)
    if is_danger:
        contacts |= content.emergency
    ordered = [one for one in content.contacts if one in contacts]
    if is_danger:
        ordered.sort(key=lambda one: one not in content.emergency)
    return Guidance(tuple(one for one in content.pieces if one in given), tuple(ordered), is_danger)


def of_kind(found: Guidance, content: Content, kind: Kind) -> list[Piece]:
    """Give the pieces of one kind, in the order of the data."""
    return [content.pieces[one] for one in found.pieces if content.pieces[one].kind is kind]


def said(content: Content, key: str, language: Language) -> Said:
    """Give a text in a language, or openly in the first other that has it."""
    for code in (language.code, *language.instead):
        if text := content.texts[code].get(key, ""):
            return Said(text, code, content.languages[code].direction)
    raise KeyError(key)


def is_translated(content: Content, language: Language) -> bool:
    """Whether every text is in the language itself."""
    return all(content.texts[language.code].get(key) for key in content.texts["nb"])


def texts_of(content: Content, kind: Kind, language: str) -> Iterator[str]:
    """Give the words of all pieces of a kind in a language that has every text."""
    for piece in content.pieces.values():
        if piece.kind is kind:
            yield content.texts[language][f"text.{piece.id}"]


def weights(content: Content, language: str) -> dict[Kind, float]:
    """Measure the texts of each kind by LIX."""
    return {kind: lix(texts_of(content, kind, language)) for kind in Kind}


def weight_of_all(content: Content, language: str) -> float:
    """Measure all texts of pieces and questions together."""
    known = content.texts[language]
    return lix(text for key, text in known.items() if key.split(".")[0] in ("text", "question", "help"))


def draft_of(content: Content, piece: str) -> PieceDraft:
    """Give a piece as it is in some content, in the form in which it is changed.

    Raises
    ------
    NoSuchText
        If there is no such piece.
    """
    known = content.pieces.get(piece)
    if known is None:
        raise NoSuchText(piece)
    is_duty = known.kind is Kind.DUTY
    return PieceDraft(
        piece=piece,
        texts={code: content.texts[code][f"text.{piece}"] for code in WHOLE},
        names={code: content.texts[code][f"name.{piece}"] for code in WHOLE} if is_duty else {},
        status=known.status.value,
        source=known.source,
        note=known.note,
        read_on=known.read_on,
        review_by=known.review_by,
    )


def with_edition(content: Content, edition: Edition) -> Content:
    """Give the content as it is with one piece changed; what the program no longer has is left as it is."""
    draft = edition.draft
    piece = content.pieces.get(draft.piece)
    if piece is None or draft.read_on is None or draft.review_by is None:
        return content
    changed = replace(
        piece,
        status=type(piece.status)(draft.status),
        source=draft.source,
        note=draft.note,
        read_on=draft.read_on,
        review_by=draft.review_by,
        edition=edition.number,
    )
    texts = {code: dict(known) for code, known in content.texts.items()}
    for code, known in texts.items():
        if code in draft.texts:
            known[f"text.{piece.id}"] = draft.texts[code]
            if draft.names.get(code):
                known[f"name.{piece.id}"] = draft.names[code]
        else:
            # A translation of what has been changed since is not shown as if it said the same.
            known.pop(f"text.{piece.id}", None)
            known.pop(f"name.{piece.id}", None)
    pieces = {**content.pieces, piece.id: changed}
    return replace(content, pieces=pieces, texts=texts, edition=max(content.edition, edition.number))


def with_editions(content: Content, editions: Iterable[Edition], on_date: date) -> Content:
    """Give the content as readers see it on a day: what came with the program, and what holds since.

    Of two that hold, the one with the later first day does. What comes back only because one person has taken
    a later text away is not called checked before two have stood behind it again.
    """
    came_back: set[str] = set()
    for edition in sorted(editions, key=lambda one: (one.valid_from, one.number)):
        if edition.holds_on(on_date):
            content = with_edition(content, edition)
            came_back.discard(edition.draft.piece)
        elif was_taken_away(edition, on_date):
            came_back.add(edition.draft.piece)
    return _not_checked(content, came_back)


def was_taken_away(edition: Edition, on_date: date) -> bool:
    """Whether readers would see a text on a day, and have seen it, had one person not taken it away."""
    if edition.approved_at is None or edition.withdrawn_at is None:
        return False
    return edition.valid_from <= min(on_date, oslo_day(edition.withdrawn_at))


def _not_checked(content: Content, came_back: Iterable[str]) -> Content:
    """Give the content with some pieces no longer said to be checked against their source."""
    known = (content.pieces[one] for one in came_back if one in content.pieces)
    changed = {
        one.id: replace(one, status=Status.UNVERIFIED) for one in known if one.status is Status.VERIFIED
    }
    return replace(content, pieces={**content.pieces, **changed}) if changed else content


def is_overdue(piece: Piece, on_date: date) -> bool:
    """Whether a text should have been held against its source again."""
    return on_date >= piece.review_by


def is_checked(piece: Piece, on_date: date) -> bool:
    """Whether a text has been held against its source, and not too long ago."""
    return piece.status is Status.VERIFIED and not is_overdue(piece, on_date)
