"""What may be written and sent, and how two versions differ. Plain values; no Django."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from fristed.foundation.privacy import IDENTITY_NUMBER

LANGUAGES = ("nb", "nn", "en")
FIRST_YEAR = 2000
LONGEST_TITLE = 200
LONGEST_QUESTION, LONGEST_ANSWER = 2000, 4000


def problems_of_text(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Give what a version lacks: a title and a text in every language.

    Examples
    --------
    >>> problems_of_text({"title_nb": "A", "text_nb": "B"})[0]
    ('title_nn', 'words_missing')
    """
    names = [f"{part}_{language}" for language in LANGUAGES for part in ("title", "text")]
    found = [(name, "words_missing") for name in names if not texts.get(name, "").strip()]
    found += [
        (name, "title_too_long")
        for name in names
        if name.startswith("title") and len(texts.get(name, "")) > LONGEST_TITLE
    ]
    return found + [
        (name, "points_at_a_person") for name in names if IDENTITY_NUMBER.search(texts.get(name, ""))
    ]


def problems_of_words(name: str, text: str, *, longest: int) -> list[tuple[str, str]]:
    """Give what is wrong with a question or an answer."""
    if not text.strip():
        return [(name, "text_missing")]
    if len(text) > longest:
        return [(name, "text_too_long")]
    return [(name, "points_at_a_person")] if IDENTITY_NUMBER.search(text) else []


def paragraphs(text: str) -> list[str]:
    """Give the paragraphs of a text, which empty lines part."""
    return [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]


def difference(before: str, after: str) -> list[tuple[str, str]]:
    """Give the paragraphs of two texts, each as ``same``, ``gone`` or ``new``, in reading order.

    Examples
    --------
    >>> difference("A\\n\\nB", "A\\n\\nC")
    [('same', 'A'), ('gone', 'B'), ('new', 'C')]
    """
    old, new = paragraphs(before), paragraphs(after)
    found: list[tuple[str, str]] = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found += [("same", part) for part in old[i:j]]
        else:
            found += [("gone", part) for part in old[i:j]] + [("new", part) for part in new[k:m]]
    return found
