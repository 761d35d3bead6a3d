"""The report in bokmål, nynorsk and English: what is approved is said, the rest is marked as bokmål."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files as resource_files
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, TextStringObject

from fristed.methods.classifications import LANGUAGES, Language
from fristed.statistics.annual_report.actions import FORMATS, chapter_files, report_bytes, report_files
from fristed.statistics.annual_report.change import comparison, noun_phrase, share_comparison, verb_phrase
from fristed.statistics.annual_report.composition import compose
from fristed.statistics.annual_report.desk import Desk
from fristed.statistics.annual_report.document import Figure, Report, Section, Table
from fristed.statistics.annual_report.editing.facts import SectionText
from fristed.statistics.annual_report.editing.preview import Speaker
from fristed.statistics.annual_report.editing.structure import chapters_with
from fristed.statistics.annual_report.labels import Labels, layout_of, read_data
from fristed.statistics.annual_report.phrases import Phrases
from fristed.statistics.annual_report.template import parse, say
from fristed.statistics.annual_report.tongues import cases, integer, long_date, percent, phrasebook
from fristed.statistics.publishing.facts import Updates
from fristed.statistics.publishing.files import csv_files
from fristed.statistics.publishing.names import language_of, part_of
from tests.unit.statistics.annual_report.printed_releases import as_published, guarded
from tests.unit.statistics.annual_report.small_releases import cell, release

pytestmark = pytest.mark.xdist_group("printed files")
SOFT = "\u00a0"
OTHERS: tuple[Language, ...] = ("nn", "en")
UPDATES = Updates(datetime(2025, 6, 2, 9).astimezone(), date(2026, 6, 1), date(2025, 1, 15), 2, "final")
TRANSLATED = {
    "nn": SectionText(
        "kort", "nn", 1, "Kort om {year}", "Kompetanseteamet hadde {cases KT.total}, {change KT.total}."
    ),
    "en": SectionText(
        "kort", "en", 1, "{year} in brief", "The Expert Team had {cases KT.total}, {change KT.total}."
    ),
}


# --- words ----------------------------------------------------------------------------------------------


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, f"{path}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from leaves(value, f"{path}/{number}")
    else:
        yield path, str(node)


@pytest.mark.parametrize("language", OTHERS)
def test_every_phrase_is_there_in_every_language_with_the_same_places(language: Language) -> None:
    places = re.compile(r"\{\w+\}")
    for name in ("numbers", "phrases", "signs", "words"):
        home, other = (dict(leaves(phrasebook()[one][name])) for one in ("nb", language))
        assert home.keys() == other.keys()
        for path, text in home.items():
            assert sorted(places.findall(text)) == sorted(places.findall(other[path])), path


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("kind", ["labels", "figures", "frame"])
def test_every_label_and_title_is_there_in_every_language(kind: str, language: Language) -> None:
    home, other = (read_data(f"{kind}_{one}.toml") for one in ("nb", language))
    facts = {"facts"} if kind == "frame" else set()
    assert set(home) - facts == set(other)
    for name, texts in other.items():
        wanted = (
            set(home[name]) & {"title", "stub", "head", "labels"} if kind == "figures" else set(home[name])
        )
        assert set(texts) == wanted, name


def test_nynorsk_is_written_as_nynorsk() -> None:
    bokmal = re.compile(
        r"\b(ikke|hva|hvem|hvor|noen|fra|tjenestene?|tallene|saken|mer|økning|skole\w*|kjønnslemlestelse)\b"
    )
    folder = resource_files("fristed.statistics.annual_report").joinpath("data")
    for name in ("labels_nn.toml", "figures_nn.toml", "frame_nn.toml"):
        for path, text in leaves(tomllib.loads(folder.joinpath(name).read_text("utf-8"))):
            assert not bokmal.search(text.lower()), (name, path, text)
    for path, text in leaves(phrasebook()["nn"]):
        assert not bokmal.search(text.lower()), (path, text)


def test_numbers_and_days_are_written_as_in_the_language() -> None:
    assert [integer(1402, language) for language in LANGUAGES] == [f"1{SOFT}402", f"1{SOFT}402", "1,402"]
    assert [percent(74, language) for language in LANGUAGES] == [f"74{SOFT}%", f"74{SOFT}%", "74%"]
    day = date(2026, 11, 4)
    said = [long_date(day, language).replace(SOFT, " ") for language in LANGUAGES]
    assert said == ["4. november 2026", "4. november 2026", "4 November 2026"]
    assert [cases(0, language).replace(SOFT, " ") for language in LANGUAGES] == [
        "ingen saker",
        "ingen saker",
        "no cases",
    ]
    assert [cases(1, language).replace(SOFT, " ") for language in OTHERS] == ["1 sak", "1 case"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nn",
            (
                "ein auke på 23 % frå 2023",
                "gjekk ned med 16 %",
                "mot 10 i 2023, ei dobling",
                "opp frå 16 % i 2023",
            ),
        ),
        (
            "en",
            (
                "an increase of 23% from 2023",
                "fell by 16%",
                "compared with 10 in 2023, twice as many",
                "up from 16% in 2023",
            ),
        ),
    ],
)
def test_a_change_is_said_in_the_language(language: Language, said: tuple[str, ...]) -> None:
    found = (
        noun_phrase(1402, 1137, 2023, language),
        verb_phrase(252, 301, language),
        comparison(20, 10, 2023, language),
        share_comparison(20, 16, 2023, language),
    )
    assert tuple(str(one).replace(SOFT, " ") for one in found) == said


def said_in(language: Language, text: str) -> str:
    of = release(cell("gender", "female", 50), cell("gender", "male", 30), cell("cases_total", "total", 80))
    phrases = Phrases(Desk(of), Labels(layout_of("layout-2024"), language), {"themes": 6})
    return str(say(parse(text), phrases.speak)).replace(SOFT, " ")


def test_places_in_a_text_answer_in_the_language_of_the_text() -> None:
    assert said_in("en", "{top 2 KT.gender}") == "girls and women (50 cases) and boys and men (30)"
    assert said_in("nn", "{top 2 KT.gender}") == "jenter og kvinner (50 saker) og gutar og menn (30)"
    assert said_in("en", "{of_all KT.gender.female}, {word themes}") == "63% of the cases, six"
    assert (
        said_in("en", "{Service KT}: {rank largest KT.gender.male}") == "The Expert Team: the second largest"
    )


# --- what is approved, and what is not ------------------------------------------------------------------


def report_in(language: Language, *, translated: bool = True) -> Report:
    texts = {"kort": TRANSLATED[language]} if translated and language != "nb" else {}
    return compose(guarded(), chapters=chapters_with(texts), language=language, updates=UPDATES, demo=True)


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from walk(section.sections)


@pytest.mark.parametrize("language", OTHERS)
def test_an_approved_translation_is_printed_and_the_rest_is_bokmal_and_says_so(language: Language) -> None:
    report = report_in(language)
    brief, about, *_ = report.sections
    assert (brief.language, brief.untranslated) == (language, "")
    assert brief.title == {"nn": "Kort om 2024", "en": "2024 in brief"}[language]
    assert about.language == "nb"
    assert about.untranslated == report.words["untranslated_chapter"] != ""
    told = [section.id for section in walk(report.sections) if section.untranslated]
    untranslated = [one.id for one in report.sections if one.language == "nb"]
    assert told == untranslated
    assert [one.language for one in report.sections if one.id.startswith("vedlegg")] == [language]


def test_a_chapter_that_is_translated_in_part_says_so_at_the_parts_that_are_not() -> None:
    texts = {"saker": replace(TRANSLATED["en"], key="saker")}
    report = compose(guarded(), chapters=chapters_with(texts), language="en")
    chapter = next(one for one in report.sections if one.id == "saker")
    assert chapter.untranslated == ""
    assert {one.untranslated for one in chapter.sections} == {report.words["untranslated_section"]}
    assert not any(inner.untranslated for one in chapter.sections for inner in walk(one.sections))


def test_the_bokmal_report_marks_nothing() -> None:
    report = report_in("nb")
    assert {section.language for section in walk(report.sections)} == {"nb"}
    assert not any(section.untranslated for section in walk(report.sections))


def numbers_in(report: Report) -> list[str]:
    """Give every number and sign of every table and figure, without what sets thousands apart."""
    found = []
    for section in walk(report.sections):
        for block in section.blocks:
            table = block.table if isinstance(block, Figure) else block if isinstance(block, Table) else None
            found += [re.sub(r"[\s,%]", "", c.text) for row in table.rows for c in row.cells] if table else []
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_holds_the_same_numbers(language: Language) -> None:
    assert numbers_in(report_in(language)) == numbers_in(report_in("nb"))
    assert len(numbers_in(report_in(language))) > 1_000


@pytest.mark.parametrize("edition", [guarded(), as_published()], ids=lambda one: one.policy)
def test_no_figure_and_no_table_has_words_of_another_language(edition: Any) -> None:
    english = compose(edition, language="en")
    norwegian = re.compile(
        r"[æøåÆØÅ]|\b(saker|antall|prosent|tjeneste|ukjent|andre|vises|ikke)\b", re.IGNORECASE
    )
    foreign = {"Bufetat", "Nav", "Türkiye"}
    for section in walk(english.sections):
        for block in section.blocks:
            if isinstance(block, (Figure, Table)):
                table = block.table if isinstance(block, Figure) else block
                words = [
                    block.title,
                    table.stub,
                    *table.signs,
                    *table.notes,
                    *(row.label for row in table.rows),
                ]
                words += [h.text for line in table.head for h in line]
                words += [block.description] if isinstance(block, Figure) else []
                assert [w for w in words if norwegian.search(w) and not any(f in w for f in foreign)] == []


# --- the page -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", OTHERS)
def test_the_page_says_in_which_language_each_part_is(language: Language) -> None:
    texts = chapters_with({"kort": TRANSLATED[language]})
    page = report_bytes(guarded(), "html", chapters=texts, language=language).decode()
    assert f'<html lang="{language}">' in page
    assert '<h2 id="om-tittel" lang="nb">' in page
    assert '<h2 id="kort-tittel">' in page
    for section in re.findall(r'<div lang="nb">(.*?)</div>', page):
        assert "<table" not in section
        assert "<svg" not in section
    assert "Om tjenestene og tallene" in page
    assert phrasebook()[language]["words"]["about"] in page


SIGN = re.compile(r'<td><span aria-hidden="true">([^<]*)</span><span class="unseen">([^<]+)</span></td>')


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", [guarded(), as_published()], ids=lambda one: one.policy)
def test_each_sign_is_explained_once_on_a_page_and_has_words_for_those_who_hear_it(
    edition: Any, language: Language
) -> None:
    seen = set()
    for content in chapter_files(edition, language=language).values():
        page = content.decode()
        signs = dict(SIGN.findall(page))
        seen |= set(signs)
        explained = re.findall(
            r"(?:Tegnet|Teiknet|The\u00a0sign)\u00a0(\S+?)\u00a0(?:betyr|tyder|means)", page
        )
        assert sorted(explained) == sorted(signs)
        assert ('href="#tegn"' in page) == ('<section id="tegn"' in page) == bool(signs)
        bare = re.findall(r"<td[^>]*>([^<\d]*)</td>", page)
        assert not {text for text in bare if text in {":", ".", "..", "…", "-"}}
    assert seen == ({"…", "-"} if edition.policy.startswith("as-published") else {":", ".", ".."})


# --- files ----------------------------------------------------------------------------------------------


@pytest.mark.ci
def test_files_of_all_languages_have_names_of_their_own_that_tell_part_and_language() -> None:
    names: list[str] = []
    for language in LANGUAGES:
        found = {name for form in FORMATS for name in report_files(guarded(), form, language=language)}
        assert {language_of(name) for name in found} == {language}
        names += found
    assert len(names) == len(set(names))
    parts = [{part_of("safe", 2024, n) for n in names if language_of(n) == one} for one in LANGUAGES]
    assert parts[0] == parts[1] == parts[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_csv_carries_what_a_reader_needs_to_use_it_alone(language: Language) -> None:
    files = csv_files(guarded(), language, updates=UPDATES)
    whole = report_bytes(guarded(), "csv", language=language, updates=UPDATES)
    for name, content in {**files, "the whole": whole}.items():
        text = content.decode("utf-8-sig")
        foot = [line for line in text.splitlines() if line.startswith("#")]
        terms = {line.removeprefix("# ").partition(":")[0] for line in foot}
        wanted = {
            "nb": {
                "Tittel",
                "Enhet",
                "Periode",
                "Merknader",
                "Kilde",
                "Kontakt",
                "Lisens",
                "Utgave",
                "Sist oppdatert",
                "Neste oppdatering",
            },
            "nn": {
                "Tittel",
                "Eining",
                "Periode",
                "Merknader",
                "Kjelde",
                "Kontakt",
                "Lisens",
                "Utgåve",
                "Sist oppdatert",
                "Neste oppdatering",
            },
            "en": {
                "Title",
                "Unit",
                "Period",
                "Notes",
                "Source",
                "Contact",
                "Licence",
                "Edition",
                "Last updated",
                "Next update",
            },
        }[language]
        assert wanted <= terms, name
        assert not any(";" in line for line in foot)
        assert text.endswith("\n".join(foot[-1:]) + text[len(text.rstrip()) :])
        for sign in {line.rpartition(";")[2].strip() for line in text.splitlines()} & {":", ".", ".."}:
            assert any(f": {sign} = " in line for line in foot), (name, sign)


# --- PDF ------------------------------------------------------------------------------------------------


# The first tier prints nynorsk here; bokmål it prints where the files are tested.
PRINTED = [one if one == "nn" else pytest.param(one, marks=pytest.mark.ci) for one in LANGUAGES]


@pytest.fixture(scope="module", params=PRINTED)
def printed(request: pytest.FixtureRequest) -> tuple[Language, PdfReader]:
    language: Language = request.param
    texts = chapters_with({} if language == "nb" else {"kort": TRANSLATED[language]})
    content = report_bytes(guarded(), "pdf", language=language, chapters=texts, updates=UPDATES)
    return language, PdfReader(io.BytesIO(content))


def nodes(node: Any) -> Iterator[DictionaryObject]:
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from nodes(one)
    elif isinstance(node, DictionaryObject):
        yield node
        yield from nodes(node.get("/K", []))


def test_the_pdf_is_tagged_named_and_in_its_language(printed: tuple[Language, PdfReader]) -> None:
    language, pdf = printed
    root = pdf.trailer["/Root"].get_object()
    assert root["/Lang"] == {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[language]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert (pdf.metadata.title or "").startswith("Annual report" if language == "en" else "Årsrapport")
    claims = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims
    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims
    assert "/OutputIntents" in root


def test_all_fonts_of_the_pdf_are_embedded_and_their_letters_can_be_copied(
    printed: tuple[Language, PdfReader],
) -> None:
    fonts = {
        id(font.get_object()): font.get_object()
        for page in printed[1].pages
        for font in page["/Resources"].get_object().get("/Font", {}).values()
    }
    assert fonts
    for font in fonts.values():
        assert "/ToUnicode" in font
        for inner in font.get("/DescendantFonts", [font]):
            descriptor = inner.get_object()["/FontDescriptor"].get_object()
            assert any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))


def test_figures_of_the_pdf_are_described_and_tables_have_headings(
    printed: tuple[Language, PdfReader],
) -> None:
    language, pdf = printed
    tree = list(nodes(pdf.trailer["/Root"].get_object()["/StructTreeRoot"]))
    figures = [node for node in tree if node.get("/S") == "/Figure"]
    assert len(figures) >= 11
    assert all(str(node.get("/Alt", "")).strip() for node in figures)
    if language == "en":
        assert any("The Expert Team: 2020 649, 2021 759" in str(node["/Alt"]) for node in figures)
    tables = [node for node in tree if node.get("/S") == "/Table"]
    for table in tables:
        assert [n for n in nodes(table["/K"]) if n.get("/S") == "/TH"]
    # every heading says whether it heads a column or a row
    for head in (node for node in tree if node.get("/S") == "/TH"):
        assert "/Scope" in str(head.get("/A"))


def test_no_page_of_the_pdf_is_nearly_empty(printed: tuple[Language, PdfReader]) -> None:
    lengths = [len(page.extract_text()) for page in printed[1].pages]
    # the cover and the contents say little; two figures on a page say about 1,000 letters
    assert [(number, length) for number, length in enumerate(lengths[2:], 2) if length < 900] == []


def test_figures_of_the_pdf_are_read_out_where_the_text_speaks_of_them(
    printed: tuple[Language, PdfReader],
) -> None:
    tree = nodes(printed[1].trailer["/Root"].get_object()["/StructTreeRoot"])
    kinds = [str(node["/S"]) for node in tree if node.get("/S") in ("/H1", "/H2", "/H3", "/H4", "/Figure")]
    before = [kinds[place - 1] for place, kind in enumerate(kinds) if kind == "/Figure"]
    assert len(before) >= 11
    assert "/Figure" not in before


def test_the_pdf_marks_what_is_in_another_language(printed: tuple[Language, PdfReader]) -> None:
    language, pdf = printed
    tree = nodes(pdf.trailer["/Root"].get_object()["/StructTreeRoot"])
    marked = {str(node["/Lang"]) for node in tree if isinstance(node.get("/Lang"), TextStringObject)}
    assert marked <= ({"nb-NO"} if language != "nb" else set())
    assert bool(marked) == (language != "nb")


def test_the_desk_previews_a_text_in_the_language_it_is_written_in() -> None:
    speaker = Speaker(guarded())
    said = {one: speaker.preview(TRANSLATED[one]).blocks[0] for one in OTHERS}
    for language, words in {
        "nn": "1\u00a0402\u00a0saker, ein auke",
        "en": "1,402\u00a0cases, an increase",
    }.items():
        assert words in said[language].text  # type: ignore[index, union-attr]
    assert [one.said for one in speaker.preview(TRANSLATED["en"]).places if "cases" in one.written] == [
        "1,402\u00a0cases"
    ]
