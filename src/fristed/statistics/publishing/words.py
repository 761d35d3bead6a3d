"""What is said about datasets, in bokmål, nynorsk and English, from ``data/words.toml``.

Where a language has no words the bokmål is shown, and what was missing is told: nothing is half translated in
silence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fristed.methods.classifications import Language

FALLBACK: Language = "nb"


@cache
def words() -> Mapping[str, Any]:
    """Read the words of the room."""
    text = files("fristed.statistics.publishing").joinpath("data", "words.toml").read_text("utf-8")
    return tomllib.loads(text)


def entry(path: str) -> Mapping[str, Any]:
    """Give the words under a path, its steps apart by slashes: ``notes/case``."""
    found: Any = words()
    for step in path.split("/"):
        found = found[step]
    return found  # type: ignore[no-any-return]


class Speaker:
    """Says texts in one language and remembers what it had to say in bokmål."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.untranslated: list[str] = []

    def say(self, texts: Mapping[str, str], place: str) -> str:
        """Say a text that has one wording for each language; ``place`` names it if one is missing."""
        said = texts.get(self.language)
        if said:
            return said
        if place not in self.untranslated:
            self.untranslated.append(place)
        return texts[FALLBACK]

    def word(self, path: str, **filled: object) -> str:
        """Say words of the room, with places in braces filled."""
        return self.say(entry(path), path).format(**filled)
