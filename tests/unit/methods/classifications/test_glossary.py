"""The glossary and the code lists use the same words for the same things."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from fristed.methods.classifications import code_list

GLOSSARY = (Path(__file__).parents[4] / "GLOSSARY.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in GLOSSARY.splitlines()
    if line.startswith("| ") and not line.startswith("| Bokmål")
]
BY_CODE = {row[2].strip("`"): row for row in ROWS}


def test_every_word_has_both_norwegian_forms_a_code_word_and_english() -> None:
    assert ROWS
    assert all(len(row) == 4 and all(row) for row in ROWS)


def test_no_code_word_is_explained_twice() -> None:
    counted = Counter(row[2] for row in ROWS)
    assert [word for word, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("concern", code_list("main_concerns").codes())
def test_a_main_concern_has_the_same_words_here_as_in_its_list(concern: str) -> None:
    entry = code_list("main_concerns").get(concern)
    bokmaal, nynorsk, _, english = BY_CODE[concern]
    assert bokmaal == entry.label_nb.lower()
    assert nynorsk == entry.label_nn.lower()
    assert english == entry.label_en.lower()


def test_the_services_stand_here_by_their_codes() -> None:
    assert all(f"code `{service}`" in GLOSSARY for service in code_list("services").codes())
