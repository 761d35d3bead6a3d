"""LIX against texts counted by hand."""

from __future__ import annotations

import pytest

from fristed.methods.readability import lix


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # 8 words, 2 sentences, none long: 4.
        (["Ring oss i dag. Vi er her nå."], 4.0),
        # 10 words, 2 sentences, 3 long (familien, bestemmer, kontrollen): 5 + 30.
        (["Mor og familien bestemmer over deg. Hva er kontrollen for?"], 35.0),
        # A text without a full stop is a sentence: 2 texts, 4 words, 1 long: 2 + 25.
        (["Ring oss", "Ring barnevernet"], 27.0),
        # Figures are no words, and a full stop inside a number ends nothing: 2 words, 1 sentence.
        (["Ring 116.117 nå"], 2.0),
        # A word with a hyphen is one word: 3 words, 1 long.
        (["En VO-linje finnes."], pytest.approx(3 + 100 / 3)),
        # Three dots end one sentence.
        (["Vent... Ring oss."], 1.5),
        # Six letters are not long, seven are.
        (["bokmål"], 1.0),
        (["nynorsk"], 101.0),
        ([], 0.0),
        (["112", ""], 0.0),
    ],
)
def test_a_text_is_measured_as_by_hand(texts: list[str], expected: float) -> None:
    assert lix(texts) == expected


def test_longer_sentences_and_words_are_heavier() -> None:
    assert lix(["Ring oss i dag og si det."]) > lix(["Ring oss i dag. Si det."])
    assert lix(["Ring barnevernet."]) > lix(["Ring oss."])
