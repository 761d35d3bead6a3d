"""Letters of other alphabets hide no number word, and a word that mixes alphabets is told."""

from __future__ import annotations

import pytest

from fristed.statistics.releases.alphabets import LOOK_ALIKES, as_typed_here, mixed_words
from fristed.statistics.releases.number_words import typed_numbers


@pytest.mark.parametrize(
    "typed",
    [
        "f\u0435m saker",  # Cyrillic e
        "fem s\u0430k\u0435r",
        "f\u03b5m saker",  # Greek epsilon
        "f\u1eb9m saker",  # a dot below
        "\ua730\u1d07\u1d0d saker",  # small capitals
        "\u0192\u0435\u043c saker",
        "5 s\u0430ker",
    ],
)
def test_a_number_word_is_read_whatever_alphabet_its_letters_are_of(typed: str) -> None:
    assert [number.value for number in typed_numbers(f"I fjor gjaldt {typed} dette.", "nb")] == [5]


@pytest.mark.parametrize("word", ["t\u043e", "f\u03bfur", "1\u041e", "\u0430tte", "\ua731ix"])
def test_a_word_that_mixes_alphabets_is_told(word: str) -> None:
    assert mixed_words(f"Det var {word} saker.") == (word,)


@pytest.mark.parametrize(
    "text", ["Æresmotivert vold på norsk, é og ü", "10 µg", "ﬁre", "\u0434\u043e\u043c", "x²"]
)
def test_ordinary_words_and_whole_words_of_another_alphabet_may_stand(text: str) -> None:
    assert mixed_words(text) == ()


def test_letters_that_are_typed_here_are_left_as_they_are() -> None:
    typed = "Blåbærsyltetøy på én kafé, naïve façade, Zürich"
    assert as_typed_here(typed) == typed
    assert not {ord(letter) for letter in "abcdefghijklmnopqrstuvwxyzæøåÆØÅ"} & LOOK_ALIKES.keys()
