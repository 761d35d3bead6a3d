"""The drawings: every value has its number, and what is hidden is never drawn as nothing."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from fristed.statistics.annual_report.charts.bars import bars
from fristed.statistics.annual_report.charts.columns import columns
from fristed.statistics.annual_report.charts.lines import lines
from fristed.statistics.annual_report.charts.palette import DARK, INK, QUIET, SERVICE_COLOURS
from fristed.statistics.annual_report.charts.series import Mark, Panel, Series, largest
from fristed.statistics.annual_report.charts.svg import drawing, wrapped

SVG = "{http://www.w3.org/2000/svg}"
SEEN = (Mark(40, "40"), Mark(10, "10"))
HIDDEN = (Mark(40, "40"), Mark(None, "…", "…"))


def panel(marks: tuple[Mark, ...], *more: tuple[Mark, ...]) -> Panel:
    names = tuple(str(2021 + i) for i in range(len(marks)))
    shapes = ("solid", "outlined")
    series = tuple(Series(f"s{i}", DARK, m, shapes[i]) for i, m in enumerate((marks, *more)))
    return Panel("Kompetanseteamet", names, series)


def drawn(body: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing("figur-x", "Tittel", "Ord", 300, body))  # noqa: S314  our own drawing


def words(body: str) -> list[str]:
    return [element.text or "" for element in drawn(body).iter(f"{SVG}text")]


def widths(body: str, name: str) -> list[float]:
    return [float(e.attrib[name]) for e in drawn(body).iter(f"{SVG}rect")]


@pytest.mark.parametrize("draw", [lambda p: bars((p,)), columns, lambda p: lines((p,))])
def test_every_value_is_written_and_a_hidden_one_is_a_sign(draw) -> None:  # type: ignore[no-untyped-def]
    assert {"40", "10"} <= set(words(draw(panel(SEEN))[0]))
    hidden = words(draw(panel(HIDDEN))[0])
    assert "…" in hidden
    assert "0" not in hidden


def test_a_hidden_value_has_no_bar() -> None:
    assert len(widths(bars((panel(SEEN),))[0], "width")) == 2
    assert len(widths(bars((panel(HIDDEN),))[0], "width")) == 1
    assert len(widths(columns(panel(HIDDEN))[0], "height")) == 1


def test_a_true_zero_is_written_as_zero() -> None:
    zero = (Mark(40, "40"), Mark(0, "0"))
    assert "0" in words(bars((panel(zero),))[0])


def test_bars_are_as_long_as_their_values() -> None:
    long, short = widths(bars((panel(SEEN),))[0], "width")
    assert long == pytest.approx(4 * short, rel=0.01)


def test_panels_share_one_scale() -> None:
    other = panel((Mark(80, "80"),))
    lengths = widths(bars((panel((Mark(40, "40"),)), other))[0], "width")
    assert lengths[1] == pytest.approx(2 * lengths[0], rel=0.01)
    assert largest((panel(SEEN), other)) == 80


def test_a_line_is_not_drawn_across_a_hidden_year() -> None:
    broken = (Mark(5, "5"), Mark(6, "6"), Mark(None, "…", "…"), Mark(8, "8"))
    runs = [e.attrib["points"].split() for e in drawn(lines((panel(broken),))[0]).iter(f"{SVG}polyline")]
    assert [len(run) for run in runs] == [2]


def test_two_close_lines_write_their_numbers_on_either_side() -> None:
    body = lines((panel((Mark(97, "97"), Mark(135, "135")), (Mark(110, "110"), Mark(90, "90"))),))[0]
    at = {e.text: float(e.attrib["y"]) for e in drawn(body).iter(f"{SVG}text")}
    assert at["97"] - at["110"] > 14
    assert at["90"] - at["135"] > 14


def test_a_drawing_says_what_it_shows_to_those_who_do_not_see_it() -> None:
    root = drawn(bars((panel(SEEN),))[0])
    assert root.attrib["role"] == "img"
    named = root.attrib["aria-labelledby"].split()
    said = {e.attrib["id"]: e.text for e in root if e.tag in (f"{SVG}title", f"{SVG}desc")}
    assert [said[name] for name in named] == ["Tittel", "Ord"]


def test_text_cannot_become_markup() -> None:
    assert "<b>" not in drawing("x", "<b>", "a & b", 10, bars((panel((Mark(1, "<b>"),)),))[0])


def test_a_long_label_is_broken_between_words() -> None:
    lines_of_label = wrapped("Utenriksstasjon med spesialutsending i integreringssaker", 34)
    assert " ".join(lines_of_label) == "Utenriksstasjon med spesialutsending i integreringssaker"
    assert all(len(line) <= 34 for line in lines_of_label)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("colour", [*SERVICE_COLOURS.values(), DARK])
def test_colours_stand_out_from_the_page(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 3


@pytest.mark.parametrize("colour", [INK, QUIET])
def test_letters_can_be_read(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_the_services_can_be_told_apart_in_grey_print() -> None:
    greys = sorted(luminance(colour) for colour in SERVICE_COLOURS.values())
    assert all((b + 0.05) / (a + 0.05) >= 1.15 for a, b in pairwise(greys))


def test_the_same_chart_is_the_same_text() -> None:
    assert bars((panel(SEEN),)) == bars((panel(SEEN),))
    assert not re.search(r"\d\.\d{2,}", bars((panel(SEEN),))[0])
