"""The register of identifying fields: each is classed for privacy and retention, or it does not load."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from fristed.foundation.legal_basis.reference import legal_basis_page
from fristed.foundation.legal_basis.registry import FILE, UnfitRegistry, fields_in, registry, registry_of
from fristed.foundation.privacy import INTO_STATISTICS, PrivacyClass
from fristed.foundation.vault.retention.classes import retention_classes
from fristed.interfaces.web.legal_basis import words

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "legal-basis.md"
FIELDS: dict[str, dict[str, Any]] = tomllib.loads(FILE.read_text("utf-8"))


@pytest.mark.parametrize("lacking", ["privacy", "retention", "zone", "least_mode", "purposes"])
@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_is_not_classed_does_not_load(field: str, lacking: str) -> None:
    given = {key: value for key, value in FIELDS[field].items() if key != lacking}
    with pytest.raises(UnfitRegistry, match=field):
        registry_of({field: given})


@pytest.mark.parametrize(
    "changed",
    [
        {"privacy": "harmless"},
        {"retention": "for_ever"},
        {"retention": "case_place"},
        {"zone": "A"},
        {"least_mode": "anonymous"},
        {"least_mode": "open"},
        {"purposes": []},
        {"purposes": ["curiosity"]},
        {"colour": "red"},
    ],
)
def test_a_field_that_is_classed_wrongly_does_not_load(changed: dict[str, Any]) -> None:
    with pytest.raises(UnfitRegistry, match="name"):
        registry_of({"name": FIELDS["name"] | changed})


def test_every_field_has_its_classes_and_none_of_them_reaches_statistics() -> None:
    for one in registry().values():
        assert one.retention in retention_classes()
        assert one.privacy not in INTO_STATISTICS
    places = {registry()[field].privacy for field in fields_in("C")}
    assert places == {PrivacyClass.PLACE}


def test_every_field_and_purpose_has_words_on_the_page() -> None:
    assert set(words.FIELDS) == set(registry())
    assert {purpose for one in registry().values() for purpose in one.purposes} == set(words.PURPOSES)
    assert set(words.CLASSES) == set(PrivacyClass)


def test_the_reference_page_is_what_the_register_says() -> None:
    assert PAGE.read_text("utf-8") == legal_basis_page()
