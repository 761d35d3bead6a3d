"""The log says in words, in every language of the site, whatever the code can write to it."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from fristed.interfaces.web.audit.events import EVENTS
from tests.unit.interfaces.web.written_events import WrittenEvents


@pytest.mark.ci
def test_every_event_that_the_code_can_write_has_words() -> None:
    written = WrittenEvents().all()
    assert {"case.registered", "import.checked", "report.section_moved_up", "place.officer_named"} <= written
    assert sorted(written - EVENTS.keys()) == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_words_differ_from_the_code_and_from_one_another(language: str) -> None:
    with override(language):
        words = {event: str(told) for event, told in EVENTS.items()}
    assert all("." not in told and told for told in words.values())
    assert len(set(words.values())) == len(words)


def test_no_language_is_left_in_english() -> None:
    with override("en"):
        english = {event: str(told) for event, told in EVENTS.items()}
    for language in ("nb", "nn"):
        with override(language):
            assert [event for event, told in EVENTS.items() if str(told) == english[event]] == []
