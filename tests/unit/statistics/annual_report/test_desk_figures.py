"""Figures at the desk: chosen, put in with words for those who do not see them, approved and printed so."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from fristed.statistics.annual_report.actions import report_bytes
from fristed.statistics.annual_report.composition import compose
from fristed.statistics.annual_report.document import Figure
from fristed.statistics.annual_report.editing.actions import (
    NotNow,
    approve_section,
    put_figure,
    save_section,
)
from fristed.statistics.annual_report.editing.facts import SectionText
from fristed.statistics.annual_report.editing.models import SectionVersion
from fristed.statistics.annual_report.editing.notation import alone, alts_in, blocks_of, text_of, with_figure
from fristed.statistics.annual_report.editing.preview import Speaker
from fristed.statistics.annual_report.editing.queries import chapters_to_print, section_at_desk
from fristed.statistics.annual_report.typed_texts import typed_texts
from tests.spec.cast import DINA, FINN, at_ten
from tests.unit.statistics.annual_report.printed_releases import as_published, guarded
from tests.unit.statistics.annual_report.small_releases import cell, release

AT = at_ten(date(2026, 11, 22))
KEY = "om-sak"
ALT = "Søyler i grupper; den første er høyest."
OF: dict[str, Any] = {"year": 2024, "key": KEY}


def put(**changes: Any) -> None:
    """Let Dina put a figure that stands nowhere else behind the first paragraph."""
    given: dict[str, Any] = {**OF, "figure": "gender", "after": 1, "alts": {"nb": ALT}, "bases": {}}
    put_figure(**{**given, "by": DINA, "at": AT, **changes})


def without_the_figure_elsewhere() -> None:
    """Take the figure out of the section it stands in, as the files have it, and approve that."""
    text = "Ord om kjønn."
    save_section(
        year=2024, key="saker-kjonn", language="nb", title="Kjønn", text=text, base=0, by=DINA, at=AT
    )
    approve_section(year=2024, key="saker-kjonn", language="nb", number=1, by=FINN, at=AT)


def approved(number: int = 1, **changes: Any) -> None:
    """Let Finn approve the bokmål."""
    approve_section(**{**OF, "language": "nb", "number": number, "by": FINN, "at": AT, **changes})


def why(call: Any) -> tuple[str, tuple[str, ...]]:
    """Tell why a step is refused, and about what."""
    with pytest.raises(NotNow) as refusal:
        call()
    return refusal.value.why, refusal.value.about


def figures_of(section: Any) -> list[Figure]:
    """Give every figure under a section of the print."""
    found = [block for block in section.blocks if isinstance(block, Figure)]
    return found + [figure for inner in section.sections for figure in figures_of(inner)]


def test_a_figure_and_its_words_are_read_and_written_alike() -> None:
    text = with_figure("En.\n\nTo.", "gender", ALT.replace("; ", ";\n "), after=1)
    assert text == f"En.\n\n{{figure gender}}\nAlt: {ALT}\n\nTo."
    assert alts_in(text) == {"gender": ALT}
    assert text_of(blocks_of(text)) == text
    assert with_figure("En.", "gender", "", after=9) == "En.\n\n{figure gender}"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Alt: Alene.", "Alt: Alene."),
        ("Ord.\nAlt: Under ord.", "Alt: Under ord."),
        ("{figure gender}\nOrd under.", "Ord under."),
        ("{figure gender}\nAlt: En.\nAlt: To.", "Alt: En."),
        ("{figure gender}\nAlt: En.", None),
        ("{if known KT.total}\n{figure gender}\nAlt: En.", None),
        ("{figure gender}", None),
    ],
)
def test_words_for_a_figure_stand_under_it(text: str, line: str | None) -> None:
    assert alone(text) == line


@pytest.mark.django_db
def test_a_figure_is_printed_with_its_words_and_its_table_in_page_and_pdf() -> None:
    without_the_figure_elsewhere()
    put()
    approved()
    chapters = chapters_to_print(2024)
    page = report_bytes(as_published(), "html", chapters=chapters).decode()
    section = page.partition('<section id="om-sak"')[2].partition("</section>")[0]
    assert f'<desc id="figur-gender-desc">{ALT}</desc>' in section
    assert '<div class="table" id="tall-gender">' in section
    assert page.count('id="figur-gender"') == 1
    pdf = PdfReader(io.BytesIO(report_bytes(as_published(), "pdf", chapters=chapters)))
    assert ALT in alternatives(pdf.trailer["/Root"]["/StructTreeRoot"])


def alternatives(node: Any, seen: set[int] | None = None) -> set[str]:
    """Give every alternative text in the tree of a tagged PDF."""
    seen = set() if seen is None else seen
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return set().union(*(alternatives(one, seen) for one in node))
    if not isinstance(node, dict) or id(node) in seen:
        return set()
    seen.add(id(node))
    own = {str(node["/Alt"])} if "/Alt" in node else set()
    return own | (alternatives(node["/K"], seen) if "/K" in node else set())


@pytest.mark.django_db
def test_a_bokmal_whose_figure_says_nothing_is_not_approved() -> None:
    without_the_figure_elsewhere()
    put(alts={})
    assert why(approved) == ("no_alt", ("gender",))


@pytest.mark.django_db
def test_words_for_a_figure_are_versions_and_approved_with_the_section() -> None:
    without_the_figure_elsewhere()
    put()
    approved()
    newest = section_at_desk(2024, KEY, reader=DINA).versions["nb"][0]
    other = newest.text.replace(ALT, "Søyler i par.")
    save_section(**OF, language="nb", title=newest.title, text=other, base=1, by=DINA, at=AT)
    assert ALT in str(chapters_to_print(2024))
    assert why(lambda: approved(2, by=DINA_AS_OWNER)) == ("same_hands", ())
    approved(2)
    assert "Søyler i par." in str(chapters_to_print(2024))
    assert SectionVersion.objects.filter(key=KEY).count() == 2


DINA_AS_OWNER = FINN.__class__(4, "dina", "Dina", None, FINN.permissions)


@pytest.mark.django_db
def test_a_number_typed_in_words_for_a_figure_is_refused_and_scanned() -> None:
    without_the_figure_elsewhere()
    put(alts={"nb": "Det var 6 gutter."})
    assert why(approved) == ("typed_numbers", ("6",))
    newest = section_at_desk(2024, KEY, reader=DINA).versions["nb"][0]
    text = newest.text.replace("6 gutter", "{n KT.gender.male} gutter")
    save_section(**OF, language="nb", title=newest.title, text=text, base=1, by=DINA, at=AT)
    approved(2)
    assert "Det var {n KT.gender.male} gutter." in {one.text for one in typed_texts(2024)}
    printed = compose(as_published(), chapters=chapters_to_print(2024))
    [figure] = [one for part in printed.sections for one in figures_of(part) if one.id == "figur-gender"]
    assert figure.description.startswith("Det var 318 gutter")


@pytest.mark.django_db
def test_a_figure_goes_into_every_language_that_has_a_text_and_shows_what_is_untranslated() -> None:
    without_the_figure_elsewhere()
    save_section(**OF, language="nn", title="Kva ei sak er", text="Ord.", base=0, by=DINA, at=AT)
    put(bases={"nn": 1})
    [figure] = section_at_desk(2024, KEY, reader=DINA).figures
    assert figure.alts == {"nb": ALT, "nn": ""}
    assert figure.is_missing_in == ()
    save_section(**OF, language="en", title="What a case is", text="Words.", base=0, by=DINA, at=AT)
    [figure] = section_at_desk(2024, KEY, reader=DINA).figures
    assert figure.is_missing_in == ("en",)


@pytest.mark.django_db
def test_a_figure_stands_in_one_place() -> None:
    assert why(put) == ("drawn_twice", ("gender",))
    assert why(lambda: put(figure="nothing")) == ("no_figure", ())
    text = f"Ord.\n\n{{figure gender}}\nAlt: {ALT}"
    save_section(**OF, language="nb", title="Sak", text=text, base=0, by=DINA, at=AT)
    assert why(approved) == ("drawn_twice", ("gender",))
    assert SectionVersion.objects.get().approved_at is None
    without_the_figure_elsewhere()
    approved()


@pytest.mark.django_db
def test_a_translation_puts_no_figure_in_another_place() -> None:
    text = f"Ord.\n\n{{figure gender}}\nAlt: {ALT}"
    save_section(**OF, language="nn", title="Sak", text=text, base=0, by=DINA, at=AT)
    assert why(lambda: approved(language="nn")) == ("drawn_twice", ("gender",))


@pytest.mark.django_db
def test_either_every_language_gets_the_figure_or_none() -> None:
    without_the_figure_elsewhere()
    save_section(**OF, language="nn", title="Kva ei sak er", text="Ord.", base=0, by=DINA, at=AT)
    assert why(lambda: put(bases={"nn": 0})) == ("saved_meanwhile", ())
    assert not SectionVersion.objects.filter(key=KEY, language="nb").exists()


def test_a_figure_shows_no_hidden_number_whatever_its_words_ask_for() -> None:
    small = release(
        cell("gender", "female", 40), cell("gender", "male", None), cell("cases_total", "total", 45)
    )
    asked = SectionText(
        KEY, "nb", 1, "Sak", "{figure gender}\nAlt: Det var {n KT.gender.male} gutter.", edited_by="dina"
    )
    [figure] = Speaker(small).preview(asked).blocks
    assert isinstance(figure, Figure)
    assert "skjult" in figure.description.lower()
    assert "(:)" in figure.svg
    assert {one.text for row in figure.table.rows for one in row.cells} >= {"40", ":"}
    for hidden in ("5", "6"):
        assert f">{hidden}<" not in figure.svg


def test_no_figure_of_a_guarded_release_shows_what_its_table_hides() -> None:
    printed = compose(guarded())
    figures = [one for part in printed.sections for one in figures_of(part)]
    hidden = [one for one in figures if any(cell.text == ":" for row in one.table.rows for cell in row.cells)]
    assert hidden
    assert all(">:<" in one.svg or "(:)" in one.svg for one in hidden)
