"""The prose as data: no number is typed, and everything it asks for exists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from fristed.methods.classifications import code_list
from fristed.statistics.annual_report.composition import compose, prose_files
from fristed.statistics.annual_report.conditions import Conditions
from fristed.statistics.annual_report.desk import Desk, parse_reference
from fristed.statistics.annual_report.fixed_facts import fixed_facts
from fristed.statistics.annual_report.labels import Labels, layout_of, read_data, service_name
from fristed.statistics.annual_report.phrases import Phrases
from fristed.statistics.annual_report.prose import UnknownBlock
from fristed.statistics.annual_report.template import parse, places, words_of
from fristed.statistics.outreach.definitions import definitions
from tests.unit.statistics.annual_report.printed_releases import as_published

# Number words from three upwards are numbers too; one and two are ordinary words in Norwegian.
NUMBER_WORDS = frozenset(
    (
        "tre",
        "fire",
        "fem",
        "seks",
        "sju",
        "syv",
        "åtte",
        "ni",
        "ti",
        "elleve",
        "tolv",
        "tjue",
        "hundre",
        "tusen",
    )
)
# Names of laws and reports may carry digits; there are none so far.
NAMES_WITH_DIGITS: frozenset[str] = frozenset()
TEXT_KEYS = (
    "text",
    "otherwise",
    "title",
    "label",
    "value",
    "change",
    "term",
    "subtitle",
    "summary",
    "reason",
)
SERVICE_REFERENCE = re.compile(r"^(KT|MR|SU)\.")


def texts_in(node: Any) -> Iterator[str]:
    """Give every sentence of a prose file, wherever it stands."""
    if isinstance(node, list):
        for item in node:
            yield from ([item] if isinstance(item, str) else texts_in(item))
    elif isinstance(node, Mapping):
        for key, value in node.items():
            if key in TEXT_KEYS and isinstance(value, str):
                yield value
            elif key not in ("when", "key", "figure"):
                yield from texts_in(value)


def conditions_in(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from conditions_in(item)
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from (value if key == "when" else conditions_in(value))


def figures_in(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from figures_in(item)
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from ([value] if key == "figure" else figures_in(value))


FRAME = read_data("frame_nb.toml")
SOURCES = [*(content for _, content in prose_files()), {k: v for k, v in FRAME.items() if k != "facts"}]
TEXTS = [text for source in SOURCES for text in texts_in(source)]


def test_there_is_prose_to_read() -> None:
    assert len(TEXTS) > 200


def plain(text: str) -> str:
    """Give a sentence without its places, and without names that may carry digits."""
    words = "".join(words_of(parse(text)))
    for name in NAMES_WITH_DIGITS:
        words = words.replace(name, "")
    return words


def test_no_digit_is_typed_in_a_sentence() -> None:
    assert [text for text in TEXTS if re.search(r"\d", plain(text))] == []


def test_no_number_is_typed_as_a_word() -> None:
    assert [text for text in TEXTS if NUMBER_WORDS & set(re.findall(r"\w+", plain(text).lower()))] == []


def test_a_typed_number_would_be_found() -> None:
    assert re.search(r"\d", plain("De hadde 626 saker."))
    assert not re.search(r"\d", plain("De hadde {cases MR.total}[ i {year}]."))


def references() -> Iterator[str]:
    for text in TEXTS:
        for place in places(parse(text)):
            yield from (
                a.partition(":")[0]
                for a in place.arguments
                if SERVICE_REFERENCE.match(a) or a.startswith("#")
            )
    for source in SOURCES:
        for condition in conditions_in(source):
            yield from (a for a in condition.split()[1:] if SERVICE_REFERENCE.match(a) or a.startswith("#"))


def test_every_reference_leads_to_something_that_was_printed_in_2024_or_is_counted_beside_the_cases() -> None:
    desk = Desk(as_published())
    numbers = desk.numbers.keys() | definitions().cells.keys()
    unknown = {r for r in references() if r.startswith("#") and r[1:] not in numbers}
    for reference in (r for r in references() if not r.startswith("#") and r.count(".") == 2):
        wanted = parse_reference(reference)
        if wanted.service == "MR" and wanted.dimension == "abroad_case":
            continue  # drawn in the figure of cases abroad, whose values the printed report does not give
        known = {*desk.codes(wanted.service, wanted.dimension), "total"}
        unknown |= {reference} if not set(wanted.codes) <= known else set()
    assert unknown == set()


def test_every_condition_has_a_meaning() -> None:
    decide = Conditions(Desk(as_published()))
    for source in SOURCES:
        for condition in conditions_in(source):
            decide.all_hold([condition])


def test_no_phrase_and_no_condition_is_kept_for_nothing() -> None:
    desk = Desk(as_published())
    phrases = {place.phrase.lower() for text in TEXTS for place in places(parse(text))}
    asked = {word for source in SOURCES for when in conditions_in(source) for word in when.split()}
    # Figures of other publishers are cited at the desk alone.
    assert phrases | {"cited"} == set(Phrases(desk, Labels(layout_of("layout-2024")), {}).known)
    assert set(Conditions(desk).known) <= asked


def test_every_figure_that_is_asked_for_is_defined_and_used_once() -> None:
    asked = [name for source in SOURCES for name in figures_in(source)]
    assert sorted(asked) == sorted(read_data("figures_nb.toml"))


def test_every_fixed_fact_is_used() -> None:
    used = {
        a
        for text in TEXTS
        for p in places(parse(text))
        if p.phrase.lower() in ("fact", "word")
        for a in p.arguments
    }
    assert used == set(fixed_facts(layout_of("layout-2024"), 2024))


def test_small_numbers_and_years_of_the_prose_are_those_of_the_layout_and_the_code_lists() -> None:
    layout = layout_of("layout-2024")
    facts = fixed_facts(layout, 2024)
    assert (facts["services"], facts["themes"], facts["main_concerns"]) == (3, 6, 12)
    assert (facts["guideline_year"], facts["abroad_collected"], facts["adult_age"]) == (2021, 2023, 18)
    assert facts["themes"] == len(layout.figure("F2.2").rows)
    smaller = replace(layout, services=("KT", "MR"), first_register_year=2022)
    assert fixed_facts(smaller, 2024)["services"] == 2
    assert fixed_facts(smaller, 2024)["guideline_year"] == 2022


def test_a_service_goes_by_the_name_in_its_code_list() -> None:
    for code in layout_of("layout-2024").services:
        assert service_name(code) == code_list("services").label(code)
        assert service_name(code).startswith(service_name(code, short=True))
    assert service_name("SU", short=True) == "Spesialutsendingene"


def test_a_block_of_an_unknown_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = {"chapter": {"key": "x", "title": "X", "block": [{"poem": ["a"]}]}}
    monkeypatch.setattr("fristed.statistics.annual_report.composition.prose_files", lambda: (("x", content),))
    with pytest.raises(UnknownBlock):
        compose(as_published())
