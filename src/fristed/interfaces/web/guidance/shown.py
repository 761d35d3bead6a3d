"""Guidance in words: the questions, what answers lead to, and in which language each text really is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fristed.interfaces.web import formats
from fristed.interfaces.web.directory.shown import dialled, link_of
from fristed.interfaces.web.guidance.words import CHAT, ICONS, KINDS, OVERDUE, STATUSES
from fristed.knowledge.directory.contacts import Contact
from fristed.knowledge.guidance.codes import COMMON, Chosen, Kind, Status
from fristed.knowledge.guidance.facts import Answers, Content, Guidance, Language, Piece, Said
from fristed.knowledge.guidance.rules import chosen_in, is_checked, is_overdue, of_kind, said

NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the attributes that say which language it is in, where that is not the page's."""

    words: str
    marks: SafeString = NOTHING


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    code: str
    text: Text
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with its answers."""

    id: str
    text: Text
    help: Text | None
    input: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece of advice or a duty, with what is known of where it comes from."""

    id: str
    name: Text | None
    text: Text
    status: str
    icon: str
    is_checked: bool
    is_common: bool
    overdue: str
    source: str
    read_on: str
    edition: int


@dataclass(frozen=True, slots=True)
class ShownPart:
    """All pieces of one kind."""

    id: str
    title: str
    pieces: tuple[ShownPiece, ...]


@dataclass(frozen=True, slots=True)
class ShownContact:
    """Whom to call; a number also as it is dialled, and each field with whether nobody has verified it.

    A link is its words, its address and the same.
    """

    name: str
    audience: str
    numbers: tuple[tuple[str, str, bool], ...]
    fields: tuple[tuple[str, bool], ...]
    links: tuple[tuple[str, str, bool], ...]
    more: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page a reader asked for: its language, and the one that its own words are in."""

    chosen: Language
    words_in: Language

    def text(self, one: Said) -> Text:
        """Mark a text that is in another language than the page."""
        if one.language == self.words_in.code:
            return Text(one.text)
        return Text(one.text, format_html(' lang="{}" dir="{}"', one.language, one.direction))


def page_in(content: Content, chosen: Language) -> Page:
    """Give a page in a language; where the site has no words in it, in the first instead that it has."""
    spoken = dict(settings.LANGUAGES)
    words_in = next(code for code in (chosen.code, *chosen.instead) if code in spoken)
    return Page(chosen, content.languages[words_in])


def shown_questions(content: Content, answers: Answers, page: Page) -> Iterator[ShownQuestion]:
    """Put the questions into words, with what was answered."""
    for question in content.questions:
        key = f"help.{question.id}"
        chosen = chosen_in(answers, question.id)
        options = (
            Option(
                code, page.text(said(content, f"option.{question.id}.{code}", page.chosen)), code in chosen
            )
            for code in question.options
        )
        yield ShownQuestion(
            id=question.id,
            text=page.text(said(content, f"question.{question.id}", page.chosen)),
            help=page.text(said(content, key, page.chosen)) if key in content.texts["nb"] else None,
            input="checkbox" if question.chosen is Chosen.SEVERAL else "radio",
            options=tuple(options),
        )


def shown_piece(piece: Piece, content: Content, page: Page, today: date) -> ShownPiece:
    """Put a piece into words."""
    # What is common knowledge says so in its status.
    source = "" if piece.source == COMMON else content.sources[piece.source][page.words_in.code]
    named = f"name.{piece.id}"
    overdue = str(OVERDUE) if is_overdue(piece, today) else ""
    was_checked = piece.status is Status.VERIFIED
    return ShownPiece(
        id=piece.id,
        name=page.text(said(content, named, page.chosen)) if piece.kind is Kind.DUTY else None,
        text=page.text(said(content, f"text.{piece.id}", page.chosen)),
        status="" if was_checked and overdue else str(STATUSES[piece.status]),
        icon=ICONS[piece.status],
        is_checked=is_checked(piece, today),
        is_common=piece.kind is not Kind.DUTY and piece.status is Status.GENERAL_KNOWLEDGE,
        overdue=overdue,
        source=", ".join(part for part in (source, piece.note) if part),
        read_on=formats.day(piece.read_on),
        edition=piece.edition,
    )


def shown_parts(found: Guidance, content: Content, page: Page, today: date) -> Iterator[ShownPart]:
    """Put what the answers lead to into words, kind by kind; an empty kind is left out."""
    for kind in Kind:
        pieces = tuple(shown_piece(piece, content, page, today) for piece in of_kind(found, content, kind))
        if pieces:
            yield ShownPart(kind.value, str(KINDS[kind]), pieces)


def is_unverified(one: Contact, name: str) -> bool:
    """Whether nobody has verified a field of a contact."""
    return not one.is_verified or name in one.unverified


def _links(one: Contact) -> Iterator[tuple[str, str, bool]]:
    """Give where a contact chats, is read of, and is written to."""
    for name in ("chat", "web", "email"):
        words = getattr(one, name)
        if words and not (name == "web" and words == one.chat):
            shown = f"{CHAT}: {words}" if name == "chat" else words
            yield shown, link_of(name, words), is_unverified(one, name)


def shown_contacts(ids: Sequence[str], known: Mapping[str, Contact], page: Page) -> Iterator[ShownContact]:
    """Put contacts into words as the directory has them now; those that it has withdrawn are left out."""
    language = page.words_in.code
    for one in (known[contact] for contact in ids if contact in known):
        numbers = [(name, number) for name in ("emergency", "phone") if (number := getattr(one, name))]
        told = {"audience": one.audience[language], "hours": one.hours[language]}
        told |= {"anonymity": one.anonymity[language]}
        yield ShownContact(
            name=one.name[language],
            audience=one.audience[language],
            numbers=tuple((number, dialled(number), is_unverified(one, name)) for name, number in numbers),
            fields=tuple(
                (words.rstrip("."), is_unverified(one, name)) for name, words in told.items() if words
            ),
            links=tuple(_links(one)),
            more=f"{reverse('directory-entry', args=[one.id])}?language={language}",
        )
