"""The three files: complete, accessible, self-contained, and the same every time."""

from __future__ import annotations

import csv
import doctest
import io
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from fristed.statistics.annual_report import actions
from fristed.statistics.annual_report.actions import (
    WHOLE,
    UnknownFormat,
    chapter_files,
    print_report,
    report_bytes,
    report_file_name,
)
from fristed.statistics.annual_report.composition import compose
from fristed.statistics.annual_report.writers.csv_rows import COLUMNS
from fristed.statistics.publishing import names
from fristed.statistics.releases.facts import Release
from tests.unit.statistics.annual_report.printed_releases import as_published, guarded
from tests.unit.statistics.annual_report.reading import SOFT

pytestmark = pytest.mark.xdist_group("printed files")
EDITIONS = [as_published(), guarded()]


@pytest.fixture(
    scope="module",
    params=[pytest.param(EDITIONS[0], marks=pytest.mark.ci), EDITIONS[1]],
    ids=[one.policy for one in EDITIONS],
)
def release(request: pytest.FixtureRequest) -> Release:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def pdf(release: Release) -> PdfReader:
    return PdfReader(io.BytesIO(report_bytes(release, "pdf")))


@pytest.fixture(scope="module")
def pages(pdf: PdfReader) -> list[str]:
    """The text of each page, as a reader that is not ours takes it out."""
    return [page.extract_text() for page in pdf.pages]


@pytest.fixture(scope="module")
def tree(pdf: PdfReader) -> list[DictionaryObject]:
    """What a screen reader follows, node by node."""
    return list(structure(pdf.trailer["/Root"].get_object()["/StructTreeRoot"]))


class Page(HTMLParser):
    """Collects what the tests ask about."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def every(self, *names: str) -> list[dict[str, str]]:
        return [attrs for tag, attrs in self.tags if tag in names]


@pytest.fixture(scope="module")
def page(release: Release) -> Page:
    return Page(report_bytes(release, "html").decode())


@pytest.mark.parametrize("form", WHOLE)
def test_the_same_release_gives_the_same_bytes(release: Release, form: str) -> None:
    assert report_bytes(release, form) == report_bytes(release, form)


def test_a_format_nobody_prints_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat):
        print_report(guarded(), out=tmp_path, formats=("csv", "docx"))
    assert list(tmp_path.iterdir()) == []


def test_the_policy_names_the_file_so_that_no_edition_overwrites_another(tmp_path: Path) -> None:
    names = [
        path.name
        for edition in EDITIONS
        for path in print_report(edition, out=tmp_path, formats=("csv", "json"))
    ]
    assert len(names) == len(set(names))
    assert {"arsrapport-2024-som-publisert.csv", "arsrapport-2024-tabell-04.csv"} <= set(names)
    assert {report_file_name(edition.policy, edition.year, "json") for edition in EDITIONS} <= set(names)


def test_a_policy_without_a_name_of_its_own_still_gets_its_own_files() -> None:
    assert doctest.testmod(actions).failed == doctest.testmod(names).failed == 0
    assert report_file_name("strict", 2024, "pdf") == "arsrapport-2024-strict.pdf"
    with pytest.raises(UnknownFormat):
        report_file_name("safe", 2024, "docx")


# --- PDF ------------------------------------------------------------------------------------------------


def structure(node: object) -> Iterator[DictionaryObject]:
    """Walk the structure tree that a screen reader follows."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from structure(one)
    elif isinstance(node, DictionaryObject):
        yield node
        if "/K" in node:
            yield from structure(node["/K"])


def test_the_pdf_is_tagged_titled_and_in_norwegian(pdf: PdfReader, release: Release) -> None:
    root = pdf.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nb-NO"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert (pdf.metadata.title or "").startswith("Årsrapport 2024 – De særskilte tjenestene")


def test_the_pdf_declares_the_standards_it_meets(pdf: PdfReader) -> None:
    declared = pdf.trailer["/Root"].get_object()["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in declared
    assert "<pdfaid:part>2</pdfaid:part>" in declared
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in declared


def test_every_figure_in_the_pdf_has_its_description(tree: list[DictionaryObject]) -> None:
    described = [str(node["/Alt"]) for node in tree if node.get("/S") == "/Figure" and "/Alt" in node]
    assert len(described) == 11
    assert any("Kompetanseteamet: 2020 649, 2021 759" in text for text in described)


def test_tables_in_the_pdf_have_headings(tree: list[DictionaryObject]) -> None:
    kinds = [node.get("/S") for node in tree]
    assert kinds.count("/Table") >= 19 + 11
    assert kinds.count("/THead") == kinds.count("/Table")
    assert "/TH" in kinds


def test_the_text_of_the_pdf_carries_the_numbers(pages: list[str]) -> None:
    # Typst puts word joiners where a line must not break
    text = " ".join(pages).replace(SOFT, " ").replace("\u2060", "")
    text = " ".join(text.split())
    assert "Kompetanseteamet arbeidet med 1 402 saker" in text
    assert "Fingeravtrykk av utgaven" in text


def test_no_page_of_the_pdf_is_empty(pages: list[str]) -> None:
    assert [number for number, page in enumerate(pages, 1) if len(page.split()) < 5] == []


def test_the_pdf_uses_the_fonts_that_come_with_the_printer(pdf: PdfReader) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in pdf.pages
        for font in page["/Resources"].get_object().get("/Font", {}).values()
    }
    assert fonts
    assert all(font.startswith("LibertinusSerif") for font in fonts)


# --- HTML -----------------------------------------------------------------------------------------------


def test_the_page_fetches_nothing(page: Page) -> None:
    for attrs in (attrs for _, attrs in page.tags):
        for name in ("src", "href", "data", "action"):
            assert attrs.get(name, "#").startswith("#")
    assert not page.every("script", "link", "iframe", "img")
    assert "url(" not in "".join(page.words)
    assert "@import" not in "".join(page.words)


def test_the_page_has_a_language_a_title_and_one_heading_above_all(page: Page) -> None:
    assert page.every("html")[0]["lang"] == "nb"
    assert len(page.every("h1")) == 1
    assert len(page.every("title")) >= 1


def test_headings_never_skip_a_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_id_is_given_once_and_every_link_leads_to_one(page: Page) -> None:
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in page.every("a")} <= set(ids)
    for _, attrs in page.tags:
        assert set(attrs.get("aria-labelledby", "").split()) <= set(ids)


def test_every_table_has_a_caption_and_every_heading_cell_a_scope(page: Page) -> None:
    assert len(page.every("caption")) == len(page.every("table"))
    assert all(attrs.get("scope") in ("col", "row", "colgroup") for attrs in page.every("th"))


def test_every_figure_is_a_named_image_with_its_table_beside_it(page: Page) -> None:
    charts = page.every("svg")
    assert len(charts) == len(page.every("figure")) == 11
    assert all(chart["role"] == "img" for chart in charts)


def test_a_sign_has_words_for_those_who_hear_the_page() -> None:
    strict, lenient = (
        Page(report_bytes(edition, "html").decode()).words for edition in (guarded(), as_published())
    )
    assert "Skjult av personvernhensyn" in strict
    assert "Skjult, færre enn 7 saker" in lenient
    assert "Skjult, færre enn 7 saker" not in strict


def test_the_page_and_the_pdf_are_made_of_the_same_report(page: Page, release: Release) -> None:
    report = compose(release)
    words = "".join(page.words)
    assert report.title in words
    assert all(section.title in words for section in report.sections)


def test_each_chapter_is_a_page_of_its_own_that_leads_to_the_others(release: Release) -> None:
    chapters = {name: Page(content.decode()) for name, content in chapter_files(release, demo=True).items()}
    assert len(chapters) == len(compose(release).sections)
    tables = [attrs["id"] for page in chapters.values() for attrs in page.every("table") if "id" in attrs]
    assert len(tables) == len(set(tables))
    for name, page in chapters.items():
        links = {attrs["href"] for attrs in page.every("a")}
        assert {link for link in links if not link.startswith("#")} == set(chapters)
        ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
        assert {link[1:] for link in links if link.startswith("#")} <= ids
        assert [a["href"] for a in page.every("a") if a.get("aria-current") == "page"] == [name]
        assert page.every("script", "link", "img") == []
        assert any("Ingen personer" in word for word in page.words)


def test_the_chapters_together_are_the_page(page: Page, release: Release) -> None:
    parts = [Page(content.decode()) for content in chapter_files(release).values()]
    for tag in ("table", "figure", "td", "dd"):
        colophon = len(parts) - 1 if tag == "dd" else 0
        lines = len(compose(release).colophon) * colophon
        assert sum(len(part.every(tag)) for part in parts) == len(page.every(tag)) + lines


# --- CSV ------------------------------------------------------------------------------------------------


def rows_of(release: Release) -> list[dict[str, str]]:
    content = report_bytes(release, "csv").decode("utf-8")
    lines, _blank, foot = content.partition("\n\n")
    assert all(line.startswith("# ") for line in foot.splitlines())
    return list(csv.DictReader(io.StringIO(lines), delimiter=";"))


def test_the_csv_has_the_columns_that_were_agreed(release: Release) -> None:
    first = report_bytes(release, "csv").decode().split("\n")[0]
    assert first == "table;service;year;dimension;category_code;label;count;percent;flag" == ";".join(COLUMNS)


def test_the_csv_carries_every_cell_of_the_release_and_no_more(release: Release) -> None:
    rows = rows_of(release)
    assert len(rows) == len(release.cells) + len(release.figures)
    for row, cell in zip(rows, release.cells, strict=False):
        assert (row["table"], row["category_code"], row["year"]) == (
            str(cell.table),
            cell.category_code,
            str(cell.year),
        )
        assert row["count"] == ("" if cell.count is None else str(cell.count))
        assert row["flag"] == cell.flag


def test_a_hidden_cell_is_empty_in_the_csv_of_the_strict_edition() -> None:
    hidden = [row for row in rows_of(guarded()) if row["flag"] == "…"]
    assert hidden
    assert all(row["count"] == row["percent"] == "" for row in hidden)


def test_rows_have_the_labels_of_the_printed_tables() -> None:
    labels = {(row["table"], row["category_code"]): row["label"] for row in rows_of(as_published())}
    assert labels["4", "threats_and_violence"] == "Trusler/vold"
    assert labels["11", "threats_and_violence"] == "Trusler og vold"
    assert labels["5", "SY"] == "Syria"
    assert labels["F2.2", "fgm"] == "Kjønnslemlestelse"
