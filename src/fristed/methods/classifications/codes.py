"""What a code list is: codes with labels in three languages, and the time and services they are valid for.

The shape follows the classification server of Statistics Norway: a list has a version, a code has a label,
perhaps a parent on the level above, and dates between which it is valid. One thing is added: a code may be
valid for some of the services only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class ClassificationError(LookupError):
    """Something was asked of the code lists that they do not hold."""


class UnknownLanguage(ClassificationError):
    """Labels exist in bokmål (nb), nynorsk (nn) and English (en) only."""

    def __init__(self, language: str) -> None:
        super().__init__(f"no labels in language {language!r}; choose one of {', '.join(LANGUAGES)}")


class UnknownCode(ClassificationError):
    """The list has no such code."""

    def __init__(self, list_name: str, code: str) -> None:
        super().__init__(f"code list {list_name!r} has no code {code!r}")


class UnknownText(ClassificationError):
    """No code, label or alias of the list reads like this."""

    def __init__(self, list_name: str, text: str) -> None:
        super().__init__(f"code list {list_name!r} has no code, label or alias {text!r}")


class AmbiguousText(ClassificationError):
    """Several codes of the list may be meant."""

    def __init__(self, list_name: str, text: str, codes: tuple[str, ...]) -> None:
        super().__init__(f"{text!r} may mean {' or '.join(codes)} in code list {list_name!r}")
        self.codes = codes


@dataclass(frozen=True, slots=True)
class ServiceSpan:
    """The years, both included, in which one service uses a code; ``None`` is open."""

    service: str
    first_year: int | None = None
    last_year: int | None = None

    def covers(self, year: int) -> bool:
        """Tell whether the service uses the code in ``year``."""
        return (self.first_year is None or self.first_year <= year) and (
            self.last_year is None or year <= self.last_year
        )


@dataclass(frozen=True, slots=True)
class Code:
    """One code of one list. ``valid_to`` is the last day; no ``services`` means every service.

    ``parent`` is a code on the level above: the theme of a main concern, the county of a municipality.
    """

    code: str
    label_nb: str
    label_nn: str
    label_en: str
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    services: tuple[ServiceSpan, ...] = ()
    aliases: tuple[str, ...] = ()
    source: str = ""
    note: str = ""

    def label(self, language: str = "nb") -> str:
        """Give the label in ``nb``, ``nn`` or ``en``.

        Raises
        ------
        UnknownLanguage
            For any other language.
        """
        labels = {"nb": self.label_nb, "nn": self.label_nn, "en": self.label_en}
        if language not in labels:
            raise UnknownLanguage(language)
        return labels[language]

    def is_valid(self, year: int, service: str | None = None) -> bool:
        """Tell whether the code is valid on any day of ``year``, for ``service`` where one is named."""
        return self._stands_in(year) and self._is_used_by(service, year)

    def texts(self) -> tuple[str, ...]:
        """Give everything the code may be written as: the code, its labels and its aliases."""
        return (self.code, self.label_nb, self.label_nn, self.label_en, *self.aliases)

    def _stands_in(self, year: int) -> bool:
        return (self.valid_from is None or self.valid_from.year <= year) and (
            self.valid_to is None or year <= self.valid_to.year
        )

    def _is_used_by(self, service: str | None, year: int) -> bool:
        if not self.services:
            return True
        return any(span.covers(year) for span in self.services if service in (None, span.service))


@dataclass(frozen=True, slots=True)
class CodeList:
    """One version of one list, in the order in which it is shown.

    A code whose label changed over time has one entry for each period; only one of them is valid at a time.

    Examples
    --------
    >>> from fristed.methods.classifications import code_list
    >>> code_list("main_concerns").label("fear_fgm", "nn")
    'Frykt for kjønnslemlesting'
    >>> code_list("main_concerns").find("trusler/VOLD").code
    'threats_and_violence'
    >>> code_list("main_concerns").is_valid("health_care_after_fgm", 2023, "MR")
    False
    """

    name: str
    title: Code
    version: str
    valid_from: date | None
    about: str
    source: str
    entries: tuple[Code, ...]

    def __iter__(self) -> Iterator[Code]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.codes())

    def __contains__(self, code: object) -> bool:
        return any(entry.code == code for entry in self.entries)

    def codes(self) -> tuple[str, ...]:
        """Give every code of the list once, whether valid now or not."""
        return tuple(dict.fromkeys(entry.code for entry in self.entries))

    def codes_on(self, year: int, service: str | None = None) -> tuple[Code, ...]:
        """Give the codes valid in ``year``, for ``service`` where one is named; the latest where two meet."""
        valid = {entry.code: entry for entry in self.entries if entry.is_valid(year, service)}
        return tuple(valid.values())

    def get(self, code: str, year: int | None = None) -> Code:
        """Give the entry of a code: the one valid in ``year``, else the latest.

        Raises
        ------
        UnknownCode
            When the list has no such code, or none valid in that year.
        """
        for entry in reversed(self.entries):
            if entry.code == code and (year is None or entry.is_valid(year)):
                return entry
        raise UnknownCode(self.name, code)

    def label(self, code: str, language: str = "nb", year: int | None = None) -> str:
        """Give the label of a code, as it was in ``year`` where a year is named."""
        return self.get(code, year).label(language)

    def is_valid(self, code: str, year: int, service: str | None = None) -> bool:
        """Tell whether the list has the code, valid in ``year`` and for ``service`` where one is named."""
        return any(entry.code == code and entry.is_valid(year, service) for entry in self.entries)

    def choices(self, language: str, year: int, service: str | None = None) -> tuple[tuple[str, str], ...]:
        """Give pairs of code and label for a form, in the order of the list."""
        return tuple((entry.code, entry.label(language)) for entry in self.codes_on(year, service))

    def children_of(self, parent: str) -> tuple[str, ...]:
        """Give the codes whose parent is ``parent``, in order; empty where there is none."""
        return tuple(dict.fromkeys(entry.code for entry in self.entries if entry.parent == parent))

    def find(self, text: str) -> Code:
        """Find the code that a text stands for, whatever its case and spacing.

        Raises
        ------
        UnknownText
            When no code, label or alias reads like the text.
        AmbiguousText
            When more than one code does.
        """
        wanted = plain(text)
        found = {
            entry.code: entry for entry in self.entries if wanted in (plain(known) for known in entry.texts())
        }
        if not found:
            raise UnknownText(self.name, text)
        if len(found) > 1:
            raise AmbiguousText(self.name, text, tuple(found))
        return next(iter(found.values()))


def plain(text: str) -> str:
    """Fold case and spacing away, so that texts can be compared."""
    return " ".join(text.casefold().split())
