"""Take fields out of a TOML table one by one: each with its type, none left over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.nearest import hint, nearest

Word = TypeVar("Word", bound=str)
GREATEST_NUMBER = 10**12 - 1
"""No count of persons is greater."""


class Fields:
    """The fields of one TOML table, each to be taken once.

    Parameters
    ----------
    values
        The table.
    file
        The spec it stands in.
    place
        What the table is called in messages, for example ``[[table]] “4”``.
    """

    def __init__(self, values: Mapping[str, Any], *, file: str, place: str) -> None:
        self._left = dict(values)
        self._asked: set[str] = set()
        self.file, self.place = file, place

    def fault(self, what: str) -> BadInput:
        """Make an error that says where it is."""
        return BadInput(f"{self.place}: {what}" if self.place else what, file=self.file)

    def _take(self, name: str, kind: type | tuple[type, ...], words: str, default: Any) -> Any:
        self._asked.add(name)
        value = self._left.pop(name, default)
        is_right = isinstance(value, kind) and not (isinstance(value, bool) and kind is int)
        if value is not default and not is_right:
            raise self.fault(f"“{name}” must be {words}")
        return value

    def text(self, name: str, default: str = "") -> str:
        """Take a text."""
        return str(self._take(name, str, "a text in quotes", default))

    def needed_text(self, name: str) -> str:
        """Take a text that must be there."""
        if not (found := self.text(name)):
            raise self.misspelt(name) or self.fault(f"“{name}” is missing")
        return found

    def misspelt(self, name: str) -> BadInput | None:
        """Make an error about a field that must be there, where one is left that is written nearly so."""
        written = nearest(name, self._left)
        return self.fault(f"there is no such field: {written}{hint(written, [name])}") if written else None

    def choice(self, name: str, choices: Sequence[Word], default: Word) -> Word:
        """Take one of a few words."""
        found = self.text(name, default)
        for word in choices:
            if word == found:
                return word
        raise self.fault(f"“{name}” must be one of {', '.join(choices)}, not “{found}”")

    def whole(self, name: str, default: int | None = None, *, least: int = 0) -> int | None:
        """Take a whole number."""
        found: int | None = self._take(name, int, "a whole number", default)
        if found is not None and found < least:
            raise self.fault(f"“{name}” must be at least {least}")
        if found is not None and found > GREATEST_NUMBER:
            raise self.fault(f"“{name}” must be at most {GREATEST_NUMBER}")
        return found

    def yes(self, name: str, default: bool) -> bool:
        """Take true or false."""
        return bool(self._take(name, bool, "true or false", default))

    def texts(self, name: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """Take a list of texts; a single text will do."""
        found = self._take(name, (list, str), "a text or a list of texts", default)
        found = [found] if isinstance(found, str) else found
        if not all(isinstance(text, str) for text in found):
            raise self.fault(f"“{name}” must be a text or a list of texts")
        return tuple(found)

    def wholes(self, name: str) -> tuple[int, ...]:
        """Take a list of whole numbers; a single one will do."""
        found = self._take(name, (list, int), "a whole number or a list of them", ())
        found = [found] if isinstance(found, int) else found
        if not all(isinstance(number, int) for number in found):
            raise self.fault(f"“{name}” must be a whole number or a list of them")
        return tuple(found)

    def lists(self, name: str) -> dict[str, tuple[str, ...]]:
        """Take a table of lists of texts."""
        inner = self.part(name)
        return {key: inner.texts(key) for key in list(inner._left)}

    def words(self, name: str) -> dict[str, str]:
        """Take a table of texts."""
        inner = self.part(name)
        return {key: inner.text(key) for key in list(inner._left)}

    def part(self, name: str) -> Fields:
        """Take a table inside this one; an empty one where it is left out."""
        found = self._take(name, dict, "a table", {})
        return Fields(found, file=self.file, place=f"{self.place} {name}".strip())

    def parts(self, name: str) -> list[Fields]:
        """Take a list of tables."""
        found = self._take(name, list, "a list of tables", [])
        if not all(isinstance(one, dict) for one in found):
            raise self.fault(f"“{name}” must be a list of tables, [[{name}]]")
        return [
            Fields(one, file=self.file, place=f"{self.place} [[{name}]] {at}".strip())
            for at, one in enumerate(found, start=1)
        ]

    def anything(self, name: str) -> Any:
        """Take a field of any kind; None where it is left out."""
        self._asked.add(name)
        return self._left.pop(name, None)

    def has(self, name: str) -> bool:
        """Whether a field is there and not yet taken."""
        self._asked.add(name)
        return name in self._left

    def end(self) -> None:
        """Say that every field is taken; what is left over is a slip of the pen."""
        if self._left:
            names = [f"{name}{hint(name, self._asked)}" for name in sorted(self._left)]
            raise self.fault(f"there is no such field: {', '.join(names)}")
