"""Sentences with places for numbers: ``{verb reference}``, and ``[first | second]`` choices.

A sentence can be said when every place in it has something to say. A choice in square brackets takes its
first alternative that can be said, or none at all, so a clause whose number is hidden falls away and the
sentence around it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache


class UnreadableTemplate(ValueError):
    """A text has brackets that do not match."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place for something the release says: a phrase and its arguments."""

    phrase: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives of which the first that can be said is said."""

    alternatives: tuple[tuple[Part, ...], ...]


Part = Words | Place | Choice
Speak = Callable[[Place], "str | None"]


class _Reader:
    """Reads a template from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def parts(self, closing: str) -> Iterator[Part]:
        while self.position < len(self.text) and self.text[self.position] not in closing:
            yield self._next()

    def _next(self) -> Part:
        letter = self.text[self.position]
        if letter == "{":
            return self._place()
        if letter == "[":
            return self._choice()
        if letter in "}]":
            raise UnreadableTemplate(f"A bracket closes that was not opened: {self.text!r}.")
        return self._words()

    def _words(self) -> Words:
        start = self.position
        while self.position < len(self.text) and self.text[self.position] not in "{}[]|":
            self.position += 1
        if self.position == start:
            raise UnreadableTemplate(f"A choice stands outside square brackets: {self.text!r}.")
        return Words(self.text[start : self.position])

    def _place(self) -> Place:
        end = self.text.find("}", self.position)
        if end < 0:
            raise UnreadableTemplate(f"A place is not closed: {self.text!r}.")
        phrase, *arguments = self.text[self.position + 1 : end].split()
        self.position = end + 1
        return Place(phrase, tuple(arguments))

    def _choice(self) -> Choice:
        alternatives: list[tuple[Part, ...]] = []
        while not alternatives or self.text[self.position] == "|":
            self.position += 1
            alternatives.append(tuple(self.parts("|]")))
            if self.position >= len(self.text):
                raise UnreadableTemplate(f"A choice is not closed: {self.text!r}.")
        self.position += 1
        return Choice(tuple(alternatives))


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Part, ...]:
    """Read a template.

    Raises
    ------
    UnreadableTemplate
        If its brackets do not match.
    """
    return tuple(_Reader(text).parts(""))


def say(parts: tuple[Part, ...], speak: Speak) -> str | None:
    """Say a parsed template, or give ``None`` where a place has nothing to say."""
    said: list[str] = []
    for part in parts:
        text = _say_part(part, speak)
        if text is None:
            return None
        said.append(text)
    return "".join(said)


def _say_part(part: Part, speak: Speak) -> str | None:
    if isinstance(part, Words):
        return part.text
    if isinstance(part, Place):
        return speak(part)
    return next((text for option in part.alternatives if (text := say(option, speak)) is not None), "")


def places(parts: tuple[Part, ...]) -> Iterator[Place]:
    """Give every place of a template, also those inside choices."""
    for part in parts:
        if isinstance(part, Place):
            yield part
        elif isinstance(part, Choice):
            for option in part.alternatives:
                yield from places(option)


def words_of(parts: tuple[Part, ...]) -> Iterator[str]:
    """Give every stretch of plain text of a template, also those inside choices."""
    for part in parts:
        if isinstance(part, Words):
            yield part.text
        elif isinstance(part, Choice):
            for option in part.alternatives:
                yield from words_of(option)
