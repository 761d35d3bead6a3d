"""The how-to of the protection page says what the page says, and is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext

ROOT = Path(__file__).resolve().parents[4]
HOW_TO = ROOT / "docs" / "how-to" / "see-and-steer-what-is-hidden.md"
SAID = (
    "In short",
    "Table by table",
    "Earlier releases",
    "What is hidden, and why",
    "Hide this instead",
    "Wishes",
    "Take the wish back",
)


@pytest.mark.parametrize("words", SAID)
def test_what_the_manual_tells_to_press_or_read_stands_on_the_page(words: str) -> None:
    with translation.override("nb"):
        assert f"**{gettext(words)}**" in HOW_TO.read_text("utf-8")


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "docs" / "README.md"])
@pytest.mark.parametrize("place", ["how-to/see-and-steer-what-is-hidden.md", "explanation/other-remedies.md"])
def test_the_manual_and_the_other_remedies_are_found(page: Path, place: str) -> None:
    assert f"{place})" in page.read_text("utf-8")


def test_every_page_the_manual_leads_to_is_there() -> None:
    links = re.findall(r"\]\(([^)]+)\)", HOW_TO.read_text("utf-8"))
    assert len(links) == 2
    assert all((HOW_TO.parent / link).is_file() for link in links)
