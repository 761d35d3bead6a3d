"""What guidance must hold, whoever wrote it: the packaged data and every proposed change are held to this."""

from __future__ import annotations

from collections.abc import Iterator

from fristed.knowledge.guidance.codes import COMMON, HEAVIEST, MEASURED, UNKNOWN, WHOLE, Kind, Status
from fristed.knowledge.guidance.facts import Answers, Content, Piece
from fristed.knowledge.guidance.rules import QUESTIONS, guidance_for, weights


def keys_of(content: Content) -> Iterator[str]:
    """Give the key of every text that a whole language must have."""
    for question in content.questions:
        yield f"question.{question.id}"
        yield from (f"option.{question.id}.{option}" for option in question.options)
    for piece in content.pieces.values():
        yield f"text.{piece.id}"
        if piece.kind is Kind.DUTY:
            yield f"name.{piece.id}"


def problems_of(content: Content) -> list[str]:
    """Give all that is wrong, each as a sentence; nothing where all is well."""
    return [
        *_of_questions(content),
        *_of_rules(content),
        *_of_paths(content),
        *_of_texts(content),
        *(problem for piece in content.pieces.values() for problem in _of_piece(piece, content)),
        *_of_weight(content),
    ]


def _of_questions(content: Content) -> Iterator[str]:
    asked = [question.id for question in content.questions]
    if sorted(asked) != sorted(QUESTIONS):
        yield f"The questions are not those of the answers: {sorted(set(asked) ^ set(QUESTIONS))}."


def _of_rules(content: Content) -> Iterator[str]:
    options = {question.id: set(question.options) for question in content.questions}
    used: set[str] = set()
    for rule in content.rules:
        used |= rule.gives
        for question, wanted in rule.when:
            if not wanted or wanted - (options.get(question, set()) - {UNKNOWN}):
                yield f"Rule {rule.id} asks for what is no definite answer to {question}."
        if unknown := rule.gives - set(content.pieces):
            yield f"Rule {rule.id} gives what there is not: {sorted(unknown)}."
        if unknown := rule.contacts - set(content.contacts):
            yield f"Rule {rule.id} names contacts that there are not: {sorted(unknown)}."
    if unknown := frozenset(content.before_answers) - set(content.contacts):
        yield f"Before any answer contacts are named that there are not: {sorted(unknown)}."
    if unused := set(content.pieces) - used:
        yield f"No rule gives {sorted(unused)}."


def _of_paths(content: Content) -> Iterator[str]:
    """Who has answered nothing gets a contact; as answers only add, so does everybody."""
    if not guidance_for(Answers(), content).contacts:
        yield "Who has answered nothing gets no contact."
    if not content.emergency:
        yield "No contact has an emergency number."


def _of_texts(content: Content) -> Iterator[str]:
    wanted = set(keys_of(content))
    helped = {f"help.{question.id}" for question in content.questions}
    for code, language in content.languages.items():
        has = {key for key, text in content.texts[code].items() if text.strip()}
        if left_over := has - wanted - helped:
            yield f"{code} has texts of nothing: {sorted(left_over)}."
        if (code in WHOLE or language.is_whole) and (missing := wanted - has):
            yield f"{code} lacks {sorted(missing)}."
        if not language.is_whole and not set(WHOLE) & set(language.instead):
            yield f"{code} has nothing to show where a text is missing."
    for source, names in content.sources.items():
        if set(WHOLE) - names.keys():
            yield f"Source {source} has no name in every language."


def _of_piece(piece: Piece, content: Content) -> Iterator[str]:
    if piece.source not in content.sources:
        yield f"{piece.id} has no known source."
    if piece.status is Status.VERIFIED and piece.source == COMMON:
        yield f"{piece.id} cannot be verified without a source."
    if piece.review_by <= piece.read_on:
        yield f"{piece.id} is to be looked at again before it was read."


def _of_weight(content: Content) -> Iterator[str]:
    if any(set(keys_of(content)) - content.texts[code].keys() for code in MEASURED):
        return
    for code in MEASURED:
        for kind, weight in weights(content, code).items():
            if weight >= HEAVIEST:
                yield f"The texts of {kind} in {code} are heavy to read: LIX {weight:.1f}."
