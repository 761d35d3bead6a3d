"""The datasets of one release as a workbook: a front sheet, and one sheet for each table and figure.

Numbers are numbers and signs are text. The date among the document's properties is fixed by the year of the
release, and the parts of the file carry no time of their own, so the same datasets give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from itertools import product
from typing import TYPE_CHECKING

from fristed.statistics.publishing.colophon import colophon, notes_in_lines
from fristed.statistics.publishing.facts import CONTENTS, TIME, Dataset
from fristed.statistics.publishing.words import Speaker
from fristed.statistics.publishing.writers.csv_foot import shared_notes

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

HEADING_ROW = 3
"""The first of two rows of headings, counted from zero: years, and under them what is measured."""
FIRST_ROW = HEADING_ROW + 2


def write_xlsx(datasets: Sequence[Dataset]) -> bytes:
    """Write the datasets of one release, all in one language, in their order."""
    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        _Book(book, datasets).write()
    return out.getvalue()


class _Book:
    """Writes one workbook."""

    def __init__(self, book: Workbook, datasets: Sequence[Dataset]) -> None:
        self.book = book
        self.datasets = datasets
        self.say = Speaker(datasets[0].language).word
        self.title = self.say("report", year=datasets[0].year)
        self.bold: Format = book.add_format({"bold": True})
        self.large: Format = book.add_format({"bold": True, "font_size": 14})
        self.head: Format = book.add_format({"bold": True, "bottom": 1, "align": "right"})
        self.stub_head: Format = book.add_format({"bold": True, "bottom": 1})
        self.number: Format = book.add_format({"num_format": "#,##0"})
        self.sign: Format = book.add_format({"align": "right"})
        self.link: Format = book.add_format({"font_color": "#0B4F8A", "underline": 1})

    def write(self) -> None:
        """Write every sheet and the properties of the document."""
        self._front(self.book.add_worksheet(self.say("sheet/contents")))
        for dataset in self.datasets:
            self._sheet(self.book.add_worksheet(dataset.name), dataset)
        first = self.datasets[0]
        created = datetime(first.year, 12, 31)  # noqa: DTZ001  written as it stands, in no zone
        self.book.set_properties(
            {
                "title": self.title,
                "author": first.source,
                "comments": first.version.fingerprint,
                "created": created,
            }
        )

    def _front(self, sheet: Worksheet) -> None:
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 90)
        sheet.set_column(2, 2, 14)
        sheet.write_string(0, 0, self.title, self.large)
        for column, word in enumerate(("sheet", "title", "period")):
            sheet.write_string(2, column, self.say(f"sheet/{word}"), self.stub_head)
        sheet.freeze_panes(3, 0)
        row = 3
        for dataset in self.datasets:
            sheet.write_url(row, 0, f"internal:'{dataset.name}'!A1", self.link, dataset.name)
            sheet.write_string(row, 1, dataset.title)
            sheet.write_string(row, 2, dataset.period)
            row += 1
        row = self._signs(sheet, row + 1)
        row = self._lines(sheet, row + 1, "notes", shared_notes(self.datasets))
        self._terms(sheet, row + 1, self.datasets[0])

    def _sheet(self, sheet: Worksheet, dataset: Dataset) -> None:
        stub = dataset.stub
        labels = max(1, len(stub))
        sheet.set_column(0, labels - 1, 48)
        sheet.set_column(labels, labels + len(stub), 14)
        sheet.write_string(0, 0, f"{dataset.name}. {dataset.title}, {dataset.period}", self.large)
        sheet.write_string(1, 0, f"{self.say('sheet/unit')}: {dataset.unit}")
        sheet.freeze_panes(FIRST_ROW, labels)
        self._headings(sheet, dataset)
        row = self._body(sheet, dataset)
        if dataset.signs:
            row = self._lines(sheet, row + 1, "signs", [f"{s}  {said}" for s, said in dataset.signs.items()])
        row = self._lines(sheet, row + 1, "notes", list(notes_in_lines(dataset)))
        self._terms(sheet, row + 1, dataset)

    def _headings(self, sheet: Worksheet, dataset: Dataset) -> None:
        names = [dimension.label for dimension in dataset.stub] or [dataset.dimension(CONTENTS).label]
        names += [f"{dimension.label}, {self.say('sheet/code')}" for dimension in dataset.stub]
        for column, name in enumerate(names):
            sheet.write_string(HEADING_ROW, column, "", self.bold)
            sheet.write_string(HEADING_ROW + 1, column, name, self.stub_head)
        column = len(names)
        for year, content in product(dataset.dimension(TIME).codes, dataset.dimension(CONTENTS).codes):
            sheet.write_number(HEADING_ROW, column, int(year), self.bold)
            sheet.write_string(HEADING_ROW + 1, column, self.say(f"sheet/{content}"), self.head)
            column += 1

    def _body(self, sheet: Worksheet, dataset: Dataset) -> int:
        """Write a row for each combination of the stub and give the row after the last."""
        row = FIRST_ROW
        for chosen in product(*(dimension.categories for dimension in dataset.stub)):
            only = dataset.dimension(CONTENTS).labels[0]
            names = [category.label for category in chosen] or [only]
            names += [category.code for category in chosen]
            for column, name in enumerate(names):
                sheet.write_string(row, column, name)
            self._values(sheet, dataset, tuple(category.code for category in chosen), (row, len(names)))
            row += 1
        return row

    def _values(
        self, sheet: Worksheet, dataset: Dataset, codes: tuple[str, ...], at: tuple[int, int]
    ) -> None:
        row, column = at
        for year, content in product(dataset.dimension(TIME).codes, dataset.dimension(CONTENTS).codes):
            cell = dataset.cell((*codes, content, year))
            if cell.value is None:
                sheet.write_string(row, column, cell.sign, self.sign)
            else:
                sheet.write_number(row, column, cell.value, self.number)
            column += 1

    def _lines(self, sheet: Worksheet, row: int, heading: str, lines: Sequence[str]) -> int:
        sheet.write_string(row, 0, self.say(f"sheet/{heading}"), self.bold)
        for offset, line in enumerate(lines, 1):
            sheet.write_string(row + offset, 0, line)
        return row + len(lines) + 1

    def _signs(self, sheet: Worksheet, row: int) -> int:
        used = {sign: said for dataset in self.datasets for sign, said in dataset.signs.items()}
        return self._lines(sheet, row, "signs", [f"{sign}  {said}" for sign, said in sorted(used.items())])

    def _terms(self, sheet: Worksheet, row: int, dataset: Dataset) -> None:
        for offset, (term, text) in enumerate(colophon(dataset)):
            sheet.write_string(row + offset, 0, f"{term}: {text}")
