"""A list of what can stand in a place: numbers of the text and cells of tables, with what each counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fristed.methods.classifications import code_list
from fristed.statistics.annual_report.desk import TOTAL, Answer, Desk, parse_reference
from fristed.statistics.annual_report.editing.facts import Language
from fristed.statistics.annual_report.labels import layout_of
from fristed.statistics.releases.facts import PublishedNumber, Release
from fristed.statistics.tabulation.layout import Layout

MOST = 40
"""How many are listed at once."""
_PHRASES = {"cases": "cases", "upper_bound_exclusive": "cases", "percent": "share", "percent_change": "given"}
_NOT_PICKED = frozenset({"_suppressed_pool", "_other"})


@dataclass(frozen=True, slots=True)
class Pickable:
    """A place to copy into a text, what the release answers there, and what it counts."""

    written: str
    answer: Answer
    definition: str
    is_percent: bool = False


class Picker:
    """Finds numbers of one release by their definitions, in the language of the page."""

    def __init__(self, release: Release, language: Language) -> None:
        self.release = release
        self.desk = Desk(release)
        self.language = language
        self.layout: Layout = layout_of(release.layout)
        self._rows = {
            (table.service, table.dimension, row.code): row.labels[language]
            for table in self.layout.tables
            for row in table.rows
        }
        self._words = {code: label for (_, _, code), label in self._rows.items()}
        self._titles = {
            (table.service, table.dimension): table.titles[language] for table in self.layout.tables
        }

    def find(self, words: str) -> tuple[list[Pickable], int]:
        """Give the first places whose text or definition holds every word, and how many there are."""
        wanted = words.casefold().split()
        found = [one for one in self._all() if all(word in _searched(one) for word in wanted)]
        return found[:MOST], len(found)

    def _all(self) -> Iterator[Pickable]:
        for cell in self.release.cells:
            if cell.year == self.release.year and cell.flag != "-" and cell.category_code not in _NOT_PICKED:
                is_all = cell.dimension == "cases_total" and cell.category_code == TOTAL
                code = TOTAL if is_all else f"{cell.dimension}.{cell.category_code}"
                yield self._pickable("cases", f"{cell.service}.{code}")
        for name, number in self.release.numbers.items():
            phrase = _PHRASES.get(number.unit, "n")
            yield self._pickable(phrase, f"#{name}")

    def _pickable(self, phrase: str, reference: str) -> Pickable:
        written, is_percent = f"{{{phrase} {reference}}}", phrase in ("share", "given")
        return Pickable(written, self.desk.count(reference), self.define(reference), is_percent)

    def define(self, reference: str) -> str:
        """Say what a reference counts; what is not known is given as it stands."""
        if reference.startswith("#"):
            number = self.release.numbers.get(reference[1:])
            return self._number(number) if number else reference
        if reference.count(".") == 1 and not reference.partition("@")[0].endswith(f".{TOTAL}"):
            service, dimension = reference.split(".")
            return self._titles.get((service, dimension), reference)
        return self._cells(reference)

    def _cells(self, reference: str) -> str:
        wanted = parse_reference(reference)
        title = self._titles.get((wanted.service, wanted.dimension), wanted.dimension)
        rows = [self._rows.get((wanted.service, wanted.dimension, code), code) for code in wanted.codes]
        return f"{title}: {' + '.join(rows)}, {self.release.year - wanted.years_back}"

    def _number(self, number: PublishedNumber) -> str:
        """Say what a number of the text counts: which service, which cases, of which year."""
        about = number.definition
        where = about.get("where")
        parts = [self._service(str(about["service"]))] if about.get("service") else []
        parts += [self._codes(codes) for codes in where.values()] if isinstance(where, Mapping) else []
        year = str(about.get("year", about.get("to_year", "")))
        if re.fullmatch(r"Y(-\d)?", year):
            parts.append(str(self.release.year - int(year[2:] or 0)))
        elif year.isdigit():
            parts.append(year)
        return f"{', '.join(parts)} (#{number.id})" if parts else f"#{number.id}"

    def _codes(self, codes: object) -> str:
        listed = codes if isinstance(codes, (list, tuple)) else [codes]
        return " / ".join(self._words.get(str(code), str(code).replace("_", " ")) for code in listed)

    def _service(self, codes: str) -> str:
        known = code_list("services")
        return " + ".join(
            known.label(code, self.language) if code in known.codes() else code for code in codes.split("+")
        )


def _searched(one: Pickable) -> str:
    return f"{one.written} {one.definition}".casefold()
