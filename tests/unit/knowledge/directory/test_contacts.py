"""The contacts that the house begins with are those of the printed documents, in three languages."""

from __future__ import annotations

from fristed.knowledge.directory.contacts import LANGUAGES, packaged_contacts


def test_every_contact_has_a_name_in_every_language_and_a_source() -> None:
    for one in packaged_contacts().values():
        assert all(one.name[language] and one.audience[language] for language in LANGUAGES)
        assert one.source


def test_numbers_that_no_printed_source_gives_are_marked() -> None:
    assert {one.id for one in packaged_contacts().values() if not one.is_verified} == {"politi"}


def test_what_a_source_does_not_give_is_left_open() -> None:
    assert packaged_contacts()["ud"].phone == ""
    assert packaged_contacts()["kompetanseteamet"].phone == "478 090 50"
