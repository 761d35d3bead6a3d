"""How cited figures are held against the hidden counts: like typed numbers where they speak of our cases.

A figure is recorded by one person and stands as a place, which no scan of the text reads. So its value is
written into what is scanned: beside its own words, and into every sentence that cites it, where these are
about our own cases. Elsewhere a small figure of another publisher may well equal a hidden count, by chance.

This knows no count. Nothing is refused when a figure is recorded: a page that refuses one number and takes
another would tell the hidden one. It is judged where all texts are checked and where reports are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fristed.methods.classifications import Language
from fristed.statistics.annual_report.citing.facts import Cited
from fristed.statistics.annual_report.citing.printing import said_value
from fristed.statistics.annual_report.citing.rules import CITED
from fristed.statistics.annual_report.labels import read_data
from fristed.statistics.releases.facts import Typed

_WORDS = read_data("own_cases.toml")
_CASES = re.compile(rf"\b(?:{'|'.join(_WORDS['cases'])})\b", re.IGNORECASE)
_THEMES = re.compile(rf"\b(?:{'|'.join(_WORDS['themes'])})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"\S.*?(?:[.!?;](?=\s|$)|$)", re.DOTALL)


def is_about_own_cases(text: str, *, with_themes: bool = False) -> bool:
    """Whether a text is about our own cases, by its words.

    >>> [is_about_own_cases(text) for text in ("Saker hos Kompetanseteamet", "Jenter i Norge")]
    [True, False]
    """
    return _CASES.search(text) is not None or (with_themes and _THEMES.search(text) is not None)


def lines_of_figure(figure: Cited) -> Iterator[Typed]:
    """Give what a figure says of itself; its value with it, where that is about our own cases."""
    place, words = f"cited {figure.key}", f"{figure.publisher}: {figure.title}. {figure.about}"
    yield Typed(place, words)
    if _is_judged(figure, words, words):
        yield Typed(place, f"{figure.about.rstrip('. ')}: {_plain(figure)}.")


def with_judged_values(text: str, figures: Mapping[str, Cited], language: Language = "nb") -> str:
    """Write the values of cited figures into the sentences of a line that are about our own cases."""
    if not CITED.search(text):
        return text

    def in_sentence(sentence: re.Match[str]) -> str:
        def value(found: re.Match[str]) -> str:
            figure = figures.get(found[1])
            is_judged = figure is not None and _is_judged(figure, sentence[0], text)
            return _plain(figure, language) if figure and is_judged else found[0]

        return CITED.sub(value, sentence[0])

    return _SENTENCE.sub(in_sentence, text)


def _is_judged(figure: Cited, sentence: str, line: str) -> bool:
    if figure.unit == "percent":
        return is_about_own_cases(sentence) or is_about_own_cases(figure.about)
    return is_about_own_cases(f"{line} {figure.about}", with_themes=True)


def _plain(figure: Cited, language: str = "nb") -> str:
    """Write the value; money as a bare number, so that no unit hides it."""
    if figure.unit == "kroner":
        return figure.value if language == "en" else figure.value.replace(".", ",")
    return said_value(figure, language)
