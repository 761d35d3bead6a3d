"""Figures of other publishers: recorded once with their source, cited by name, withdrawn but not lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.rules import NotPermitted
from fristed.statistics.annual_report.citing.actions import NotCited, record_figure, withdraw_figure
from fristed.statistics.annual_report.citing.facts import Cited
from fristed.statistics.annual_report.citing.models import CitedFigure
from fristed.statistics.annual_report.citing.printing import said_value, source_line, with_sources
from fristed.statistics.annual_report.citing.queries import recorded_figures, standing_figures
from fristed.statistics.annual_report.citing.rules import plain_value
from fristed.statistics.annual_report.composition import compose
from fristed.statistics.annual_report.document import Bullets, Section
from fristed.statistics.annual_report.editing.actions import NotNow, approve_section, save_section
from fristed.statistics.annual_report.editing.facts import SectionText
from fristed.statistics.annual_report.editing.preview import Speaker
from fristed.statistics.annual_report.editing.queries import chapters_to_print, citations_in_use
from fristed.statistics.annual_report.editing.typed import open_numbers
from fristed.statistics.annual_report.typed_texts import typed_texts
from tests.spec.cast import BO, DINA, FINN, at_ten
from tests.unit.statistics.annual_report.printed_releases import as_published, guarded

AT = at_ten(date(2026, 11, 22))
KEY = "saker-antall"
GIRLS = Cited(
    key="ssb-jenter",
    value="541 203",
    unit="number",
    about="Jenter under 18 år i Norge",
    publisher="SSB",
    title="Befolkning, tabell 07459",
    address="https://www.ssb.no/statbank/table/07459",
    source_date=date(2024, 2, 21),
    looked_up_date=date(2024, 11, 4),
)
SENTENCE = "I landet bor {cited ssb-jenter} jenter."


def recorded(figure: Cited = GIRLS, **changes: Any) -> None:
    record_figure(figure=replace(figure, **changes), by=DINA, at=AT)


def written(text: str = SENTENCE, *, base: int = 0, language: str = "nb") -> None:
    of: dict[str, Any] = {"year": 2024, "key": KEY, "language": language}
    save_section(**of, title="Antall", text=text, base=base, by=DINA, at=AT)
    approve_section(**of, number=base + 1, by=FINN, at=AT)


def said(printed: Any = as_published) -> str:
    report = compose(printed(), chapters=chapters_to_print(2024))
    return repr(report.sections).replace("\\xa0", " ")


@pytest.mark.django_db
def test_a_cited_figure_is_printed_with_its_source_at_the_end_of_the_chapter() -> None:
    recorded()
    written()
    assert "I landet bor 541 203 (kilde 1) jenter." in said()
    chapters = compose(as_published(), chapters=chapters_to_print(2024)).sections
    [listed] = [one for chapter in chapters for one in chapter.sections if one.id == "saker-kilder"]
    assert listed.title == "Kilder"
    [items] = [block.items for block in listed.blocks if isinstance(block, Bullets)]
    assert [item.replace("\u00a0", " ") for item in items] == [
        "Kilde 1: SSB: Befolkning, tabell 07459, 21. februar 2024. Jenter under 18 år i Norge. "
        "https://www.ssb.no/statbank/table/07459, lest 4. november 2024."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("printed", [as_published, guarded])
def test_the_report_composes_as_before_where_nothing_is_cited(printed: Any) -> None:
    assert compose(printed(), chapters=chapters_to_print(2024)) == compose(printed())


@pytest.mark.django_db
def test_who_records_and_withdraws_is_in_the_trail_and_the_figure_stays_in_the_list() -> None:
    recorded()
    withdraw_figure(key="ssb-jenter", by=DINA, at=AT)
    [one] = recorded_figures(reader=FINN)
    assert (one.figure.value, one.recorded_by, one.withdrawn_by) == ("541203", "dina", "dina")
    assert standing_figures() == {}
    events = AuditLine.objects.values_list("event", flat=True)
    assert {"report.figure_cited", "report.figure_withdrawn"} <= set(events)


@pytest.mark.django_db
def test_a_sentence_falls_away_when_its_figure_is_withdrawn() -> None:
    recorded()
    written()
    withdraw_figure(key="ssb-jenter", by=DINA, at=AT)
    assert "I landet bor" not in said()
    assert "Kilder" not in said()


@pytest.mark.django_db
def test_no_text_cites_what_is_not_recorded_or_was_withdrawn() -> None:
    with pytest.raises(NotNow, match="unknown_citation ssb-jenter"):
        written()
    recorded()
    save_section(year=2024, key=KEY, language="nb", title="A", text=SENTENCE, base=0, by=DINA, at=AT)
    withdraw_figure(key="ssb-jenter", by=DINA, at=AT)
    with pytest.raises(NotNow, match="unknown_citation ssb-jenter"):
        approve_section(year=2024, key=KEY, language="nb", number=1, by=FINN, at=AT)


@pytest.mark.django_db
def test_where_a_figure_is_cited_is_told() -> None:
    recorded()
    written()
    assert citations_in_use() == {"ssb-jenter": ((2024, KEY),)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "why", "field"),
    [
        ({"value": "om lag 500"}, "no_number", "value"),
        ({"value": "5 og 6"}, "no_number", "value"),
        ({"value": "-4"}, "no_number", "value"),
        ({"publisher": "Kompetanseteamet"}, "unknown_publisher", "publisher"),
        ({"publisher": "SSBs venner"}, "unknown_publisher", "publisher"),
        ({"about": " "}, "missing", "about"),
        ({"title": "Antall\n6"}, "too_long", "title"),
        ({"key": "SSB jenter"}, "no_key", "key"),
        ({"key": "a}b"}, "no_key", "key"),
        ({"unit": "girls"}, "no_unit", "unit"),
        ({"address": "javascript:alert(1)"}, "no_address", "address"),
        ({"looked_up_date": date(2027, 1, 1)}, "not_yet", "looked_up_date"),
        ({"source_date": date(2025, 1, 1)}, "not_yet", "source_date"),
    ],
)
def test_what_is_no_figure_of_another_publisher_is_not_recorded(
    changes: dict[str, Any], why: str, field: str
) -> None:
    with pytest.raises(NotCited) as refusal:
        recorded(**changes)
    assert (refusal.value.why, refusal.value.field) == (why, field)
    assert CitedFigure.objects.count() == 0


@pytest.mark.django_db
def test_a_name_is_used_once_also_after_it_was_withdrawn() -> None:
    recorded()
    withdraw_figure(key="ssb-jenter", by=DINA, at=AT)
    with pytest.raises(NotCited, match="taken key"), transaction.atomic():
        recorded(value="7")
    with pytest.raises(NotCited, match="nothing_stands"):
        withdraw_figure(key="ssb-jenter", by=DINA, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        CitedFigure.objects.update(withdrawn_by="")


@pytest.mark.django_db
def test_only_editors_record_and_only_those_at_the_desk_see() -> None:
    with pytest.raises(NotPermitted):
        record_figure(figure=GIRLS, by=FINN, at=AT)
    with pytest.raises(NotPermitted):
        withdraw_figure(key="ssb-jenter", by=FINN, at=AT)
    with pytest.raises(NotPermitted):
        recorded_figures(reader=BO)


@pytest.mark.django_db
def test_the_words_of_a_source_are_held_against_the_hidden_counts_and_its_value_is_not() -> None:
    recorded(title="Fire jenter")
    written()
    texts = [text.text for text in typed_texts(2024)]
    assert "SSB: Fire jenter. Jenter under 18 år i Norge" in texts
    assert not any("541" in text or "ssb.no" in text for text in texts)


def test_a_typed_number_is_open_whatever_is_cited_beside_it() -> None:
    text = SectionText(KEY, "nb", 1, "Antall", "Av {cited ssb-jenter} jenter var 6 hos oss, 541 203 i alt.")
    assert open_numbers(text) == ("6", "541 203")


def test_the_preview_says_the_figure_and_numbers_its_source() -> None:
    speaker = Speaker(as_published(), {"ssb-jenter": replace(GIRLS, value="541203")})
    found = speaker.preview(SectionText(KEY, "nb", 1, "Antall", SENTENCE))
    assert "541\u00a0203 (kilde\u00a01) jenter" in repr(found.blocks).replace("\\xa0", "\u00a0")
    assert [(one.written, one.said) for one in found.places] == [
        ("{cited ssb-jenter}", "541\u00a0203"),
    ]


def test_sources_are_numbered_in_the_order_they_are_read_and_each_once() -> None:
    figures = {key: replace(GIRLS, key=key, value="7") for key in ("b", "a")}
    marks = {key: f"7\ue000{key}\ue001" for key in figures}
    chapter = Section("om", "1", "Om", (Bullets((f"{marks['a']} og {marks['b']}", marks["a"])),))
    [numbered] = with_sources([chapter], figures)
    assert "7 (kilde\u00a01) og 7 (kilde\u00a02)" in numbered.blocks[0].items[0]  # type: ignore[union-attr]
    assert numbered.sections[-1].title == "Kilder"
    assert len(numbered.sections[-1].blocks[0].items) == 2  # type: ignore[union-attr]
    assert with_sources([replace(chapter, blocks=())], figures) == (replace(chapter, blocks=()),)


@pytest.mark.parametrize(
    ("language", "value", "unit", "words"),
    [
        ("nb", "1234.50", "number", "1 234,50"),
        ("nn", "12.5", "percent", "12,5 %"),
        ("en", "1234.5", "percent", "1,234.5%"),
        ("en", "3000", "kroner", "3,000 kroner"),
    ],
)
def test_a_value_is_written_as_the_language_does(language: str, value: str, unit: Any, words: str) -> None:
    assert said_value(replace(GIRLS, value=value, unit=unit), language).replace("\u00a0", " ") == words


def test_a_source_is_told_in_every_language() -> None:
    assert source_line(GIRLS, "nn").endswith("lesen 4.\u00a0november\u00a02024.")
    assert source_line(replace(GIRLS, address=""), "en").endswith("Read 4\u00a0November\u00a02024.")


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_a_value_survives_writing_and_reading(whole: int, part: int) -> None:
    plain = f"{whole}.{part:02}"
    assert plain_value(said_value(replace(GIRLS, value=plain))) == plain


@pytest.mark.django_db
def test_no_figure_is_recorded_with_a_word_that_mixes_alphabets() -> None:
    with pytest.raises(NotCited, match="mixed_alphabets about"):
        recorded(about="F\u0435m jenter")
