"""The contacts that the house begins with are those of the printed documents, in three languages."""

from __future__ import annotations

from fristed.knowledge.directory.contacts import LANGUAGES, packaged_contacts


def test_every_contact_has_a_name_in_every_language_and_a_source() -> None:
    for one in packaged_contacts().values():
        assert all(one.name[language] and one.audience[language] for language in LANGUAGES)
        assert one.source


def test_numbers_that_no_printed_source_gives_are_marked() -> None:
    known = packaged_contacts()
    assert {one.id for one in known.values() if not one.is_verified} == set()
    assert {one for one, contact in known.items() if "phone" in contact.unverified} == {"politi", "ud"}


def test_what_a_source_does_not_give_is_left_open() -> None:
    assert packaged_contacts()["meld_barnevern"].phone == ""
    assert packaged_contacts()["kompetanseteamet"].phone == "478 090 50"
