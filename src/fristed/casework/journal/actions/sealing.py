"""The words of the journal in the vault: one sealed field for each version, files in parts."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from fristed.casework.cases.free_text import owner_of
from fristed.casework.cases.models import Case
from fristed.casework.journal.facts import Line
from fristed.casework.journal.refusals import JournalRefused
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.actions import AlreadyShredded, NotSealed, opened_many, seal_many
from fristed.foundation.vault.facts import FieldName

WORDS, FILES = "journal", "journal_file"
"""The tables of the vault's fields."""
PART = 700_000
"""Bytes of a file in one sealed field."""


def words_of(key: str, number: int) -> FieldName:
    """Name the words of a version; a version has one field of its own, so it is sealed once and for all."""
    return FieldName(WORDS, "words", f"{key}.{number}")


def part_of(key: str, number: int) -> FieldName:
    """Name a part of a file."""
    return FieldName(FILES, "part", f"{key}.{number}")


def parts_of(content: bytes) -> list[str]:
    """Cut a file into parts that the vault takes."""
    return [
        base64.b64encode(content[start : start + PART]).decode() for start in range(0, len(content), PART)
    ]


def seal_words(case: Case, values: Mapping[FieldName, str], *, by: Actor, at: datetime) -> None:
    """Seal what is written for a case.

    Raises
    ------
    JournalRefused
        If what was sealed for the case has been destroyed.
    """
    try:
        seal_many(owner=owner_of(case), values=values, by=by, at=at)
    except AlreadyShredded as gone:
        raise JournalRefused(("", "destroyed")) from gone


def told_as_text(words: Mapping[str, str]) -> str:
    """Write the words of a version as one text, so that they are padded together."""
    return json.dumps(dict(words), ensure_ascii=False, sort_keys=True)


def opened_lines(case: Case, lines: Iterable[Line], *, by: Actor, at: datetime) -> tuple[Line, ...]:
    """Open the words of lines in one call to the vault; the durable line is written before.

    Where nothing has words, nothing is opened and nothing is written. What was destroyed has none any more.
    """
    return opened_with(case, lines, (), by=by, at=at)[0]


def opened_with(
    case: Case, lines: Iterable[Line], also: Sequence[FieldName], *, by: Actor, at: datetime
) -> tuple[tuple[Line, ...], dict[FieldName, str]]:
    """Open the words of lines as :func:`opened_lines` does, and words of other rooms, in one call."""
    given = tuple(lines)
    fields = [*(words_of(line.key, line.number) for line in given if line.has_words), *also]
    if not fields:
        return given, {}
    try:
        found = opened_many(owner=owner_of(case), fields=fields, by=by, at=at)
    except NotSealed:
        # A line that was destroyed takes no words of another room with it.
        return (
            (given, {}) if len(fields) == len(also) else (given, opened_with(case, (), also, by=by, at=at)[1])
        )
    lines_opened = tuple(
        replace(line, words=json.loads(found[words_of(line.key, line.number)])) if line.has_words else line
        for line in given
    )
    return lines_opened, {name: found[name] for name in also}


def opened_file(case: Case, line: Line, *, by: Actor, at: datetime) -> tuple[Line, bytes]:
    """Open a file and what is written of it, in one call to the vault."""
    words = words_of(line.key, line.number)
    parts = [part_of(line.key, number) for number in range(line.file_parts)]
    found = opened_many(owner=owner_of(case), fields=[words, *parts], by=by, at=at)
    content = b"".join(base64.b64decode(found[part]) for part in parts)
    return replace(line, words=json.loads(found[words])), content
