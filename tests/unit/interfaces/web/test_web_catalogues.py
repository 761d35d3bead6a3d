"""Translations: whole in the house, and every kind of fault is found where it is planted."""

from __future__ import annotations

import gettext
from io import StringIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command

from fristed.interfaces.web.catalogues import (
    LANGUAGES,
    catalogue_path,
    compile_all,
    extract_all,
    faults,
    read_catalogue,
    write_catalogue,
)

SOURCE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext

HELLO = _("Hello, %(name)s")
LAZY = gettext_lazy("A case")
SEVERAL = ngettext("%(count)d case", "%(count)d cases", 2)
MONTH = pgettext("month", "May")
NOT_FOR_READERS = "internal"
"""
PAGE = """{% load i18n %}
{% block title %}{% translate "Cases" %}{% endblock %}
      {% blocktranslate with name=actor.name trimmed %}
        Signed in
        as {{ name }}
      {% endblocktranslate %}
{% blocktranslate count counter=n %}{{ counter }} page{% plural %}{{ counter }} pages{% endblocktranslate %}
{# not a message #}"""


@pytest.fixture
def house(tmp_path: Path) -> tuple[Path, Path]:
    """A small package with messages in code and in a page, and empty catalogues."""
    package = tmp_path / "package"
    (package / "templates").mkdir(parents=True)
    (package / "words.py").write_text(SOURCE, "utf-8")
    (package / "templates" / "page.html").write_text(PAGE, "utf-8")
    return package, package / "locale"


def translate_all(locale: Path, language: str = "nb") -> None:
    """Fill a catalogue with something for every message."""
    catalogue = read_catalogue(language, locale)
    for message in catalogue:
        if message.id:
            message.string = tuple(message.id) if message.pluralizable else message.id
    write_catalogue(language, catalogue, locale)


def kinds(package: Path, locale: Path, language: str) -> set[str]:
    """Give what is wrong with a language."""
    return {fault.what for fault in faults(package, locale) if fault.language == language}


def test_the_catalogues_of_the_house_are_whole() -> None:
    assert faults() == []


def test_messages_are_found_in_code_and_in_pages(house: tuple[Path, Path]) -> None:
    package, locale = house
    extract_all(package, locale)
    found = {(str(message.id), message.context) for message in read_catalogue("nb", locale) if message.id}
    assert found == {
        ("Hello, %(name)s", None),
        ("A case", None),
        ("('%(count)d case', '%(count)d cases')", None),
        ("May", "month"),
        ("Cases", None),
        ("Signed in as %(name)s", None),
        ("('%(counter)s page', '%(counter)s pages')", None),
    }


def test_english_is_what_the_code_says(house: tuple[Path, Path]) -> None:
    package, locale = house
    extract_all(package, locale)
    assert kinds(package, locale, "en") == set()
    assert kinds(package, locale, "nb") == {"not translated"}


def test_extracting_again_changes_no_byte_and_keeps_what_was_translated(house: tuple[Path, Path]) -> None:
    package, locale = house
    extract_all(package, locale)
    translate_all(locale)
    before = catalogue_path("nb", locale).read_bytes()
    extract_all(package, locale)
    assert catalogue_path("nb", locale).read_bytes() == before
    assert kinds(package, locale, "nb") == set()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('msgstr "A case"', 'msgstr ""', "not translated"),
        ('msgid "A case"\nmsgstr "A case"', 'msgid "A cat"\nmsgstr "A cat"', "no longer in the sources"),
        ('msgid "A case"\nmsgstr "A case"', 'msgid "A cat"\nmsgstr "A cat"', "not in the catalogue"),
        ('msgstr "Hello, %(name)s"', 'msgstr "Hei"', "other placeholders than the message"),
        ('msgstr[1] "%(count)d cases"', 'msgstr[1] ""', "not translated"),
        ('\nmsgid "A case"', '\n#, fuzzy\nmsgid "A case"', "fuzzy"),
    ],
)
def test_a_planted_fault_is_found(house: tuple[Path, Path], old: str, new: str, what: str) -> None:
    package, locale = house
    extract_all(package, locale)
    translate_all(locale)
    path = catalogue_path("nb", locale)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert what in kinds(package, locale, "nb")


def test_english_that_differs_from_the_code_is_found(house: tuple[Path, Path]) -> None:
    package, locale = house
    extract_all(package, locale)
    path = catalogue_path("en", locale)
    path.write_text(path.read_text("utf-8").replace('msgstr "A case"', 'msgstr "One case"'), "utf-8")
    assert kinds(package, locale, "en") == {"English differs from the code"}


def test_compiled_catalogues_say_what_was_written(house: tuple[Path, Path]) -> None:
    package, locale = house
    extract_all(package, locale)
    translate_all(locale)
    path = catalogue_path("nb", locale)
    path.write_text(path.read_text("utf-8").replace('msgstr "A case"', 'msgstr "En sak"'), "utf-8")
    assert compile_all(locale) == len(LANGUAGES)
    spoken = gettext.translation("django", locale, ["nb"])
    assert spoken.gettext("A case") == "En sak"
    assert spoken.ngettext("%(count)d case", "%(count)d cases", 2) == "%(count)d cases"
    with path.open("rb") as file:
        assert not any(message.fuzzy for message in read_po(file) if message.id)


@pytest.mark.ci
def test_the_command_asks_what_to_do_and_ends_well_when_all_is_whole() -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("catalogues")
    assert refusal.value.returncode == 2
    out = StringIO()
    call_command("catalogues", "--check", stdout=out, stderr=StringIO())
    assert out.getvalue() == ""
