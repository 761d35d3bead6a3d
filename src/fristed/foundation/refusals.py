"""What a verb refuses, as pairs of a field and a code, and the words for each code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import override


class Refused(Exception):
    """Nothing is changed; ``problems`` are pairs of a field and a key of :attr:`MESSAGES`.

    A room makes its own kind, with its own words. No value that was given is ever repeated.
    """

    MESSAGES: ClassVar[Mapping[str, Promise]] = {}

    def __init__(self, *problems: tuple[str, str]) -> None:
        self.problems = problems
        with override("en"):
            super().__init__(" ".join(f"{field}: {self.MESSAGES[code]}" for field, code in problems))

    @classmethod
    def raise_if(cls, problems: Iterable[tuple[str, str]]) -> None:
        """Refuse when there is any problem, with all of them."""
        if found := tuple(problems):
            raise cls(*found)

    @property
    def errors(self) -> dict[str, list[str]]:
        """Give the messages of each field, in the language of the reader."""
        found: dict[str, list[str]] = {}
        for field, code in self.problems:
            found.setdefault(field, []).append(str(self.MESSAGES[code]))
        return found

    @property
    def sentence(self) -> str:
        """Give all messages as one text, in the language of the reader."""
        return " ".join(str(self.MESSAGES[code]) for _field, code in self.problems)
