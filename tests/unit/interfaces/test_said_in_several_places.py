"""Forms, languages and kinds of releases are named in several rooms; none of them may be forgotten in one."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import get_args

import pytest

from fristed.casework.exchange.columns import COLUMNS
from fristed.config import settings as as_installed
from fristed.foundation.identity import models as identity
from fristed.interfaces.api import catalogue, languages
from fristed.interfaces.api import forms as of_programs
from fristed.interfaces.cli.printing import REFUSALS
from fristed.interfaces.web import catalogues, context, formats
from fristed.interfaces.web import official as words_of_official
from fristed.interfaces.web.pages import closing
from fristed.interfaces.web.report import words as words_of_report
from fristed.interfaces.web.statistics import downloads, printing
from fristed.methods.classifications import LANGUAGES, Language
from fristed.statistics.annual_report.actions import FORMATS, WHOLE
from fristed.statistics.annual_report.citing import printing as citing
from fristed.statistics.annual_report.editing import facts as desk
from fristed.statistics.annual_report.editing import notation
from fristed.statistics.annual_report.tongues import phrasebook, words
from fristed.statistics.publishing.words import entry
from fristed.statistics.publishing.writers.jsonstat import PX_LANGUAGES
from fristed.statistics.releases.official import actions as steps
from fristed.statistics.releases.official.codes import Kind, Objection, Reason
from fristed.statistics.releases.official.forms.facts import MEDIA_TYPES
from fristed.statistics.tabulation import reading

OF_A_LANGUAGE: dict[str, Collection[str]] = {
    "settings": dict(as_installed.LANGUAGES),
    "accounts": identity.LANGUAGES,
    "catalogues": catalogues.LANGUAGES,
    "the header": dict(context.LANGUAGE_NAMES),
    "numbers on pages": formats.LOCALES,
    "days on pages": formats.DAYS,
    "clocks on pages": formats.CLOCKS,
    "the layout": reading.LANGUAGES,
    "the desk": desk.LANGUAGES,
    "the desk's type": get_args(desk.Language),
    "the desk's pages": words_of_report.LANGUAGE_NAMES,
    "sources in texts": notation.SOURCE_WORDS,
    "cited figures": citing.WORDS,
    "the phrasebook": phrasebook(),
    "PC-Axis and programs": PX_LANGUAGES,
    "the catalogue for data.norge.no": catalogue.LANGUAGE_OF,
}


@pytest.mark.parametrize("place", OF_A_LANGUAGE)
def test_every_place_knows_the_languages_of_the_code_lists(place: str) -> None:
    assert set(OF_A_LANGUAGE[place]) == set(LANGUAGES) == set(get_args(Language))


def test_every_language_of_programs_has_a_name() -> None:
    assert set(languages.LABELS) == set(PX_LANGUAGES.values())


def test_every_form_that_is_printed_can_be_kept_and_is_offered() -> None:
    assert set(MEDIA_TYPES) == set(downloads.FORMS) == set(FORMATS)
    assert set(WHOLE) <= set(FORMATS)


def test_what_programs_are_given_is_a_form_that_is_published() -> None:
    assert {form.suffix for form in of_programs.FORMS.values()} <= set(FORMATS)
    assert set(catalogue.FILE_TYPES) <= set(of_programs.FORMS)


def test_every_kind_of_release_has_words_in_every_form() -> None:
    assert set(words_of_official.KINDS) == set(Kind)
    assert set(entry("kinds")) == {kind.value for kind in Kind}
    for language in LANGUAGES:
        assert all(words(language)[kind.value] and entry(f"kinds/{kind}")[language] for kind in Kind)
        assert all(entry(f"notes/{kind}")[language] for kind in set(Kind) - {Kind.FINAL})


def test_every_reason_and_objection_has_words() -> None:
    assert set(words_of_official.REASONS) == set(Reason)
    assert set(words_of_official.OBJECTIONS) == set(Objection)


def test_every_refusal_to_print_has_words() -> None:
    refused = {*REFUSALS.values(), "no_such_version", "no_day_yet", "moment_changed", "others_kept"}
    assert set(printing.REASONS) == refused


def test_every_refusal_of_a_step_has_words() -> None:
    source = Path(steps.__file__).read_text("utf-8")
    codes = set(re.findall(r"(?:NotOfficialYet|NotReadyToFreeze)\(\s*\"(\w+)\"", source))
    assert {"a_version_waits", "told_together", "services_not_done"} <= codes
    assert codes <= set(words_of_official.WHY_NOT)


def test_the_work_list_calls_no_field_by_its_code() -> None:
    fields = [column.field for column in COLUMNS]
    assert [field for field in fields if closing._field(field) == field] == []
