"""The log says in words, in every language of the site, whatever the code can write to it."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from fristed.foundation.audit.reading import PURPOSES
from fristed.interfaces.web.audit import words
from fristed.interfaces.web.audit.events import EVENTS
from tests.unit.interfaces.web.written_events import WrittenEvents


@pytest.mark.ci
def test_every_event_that_the_code_can_write_has_words() -> None:
    written = WrittenEvents().all()
    assert {"case.registered", "import.checked", "report.section_moved_up", "place.officer_named"} <= written
    assert sorted(written - EVENTS.keys()) == []


# Who opens these has not seen the content of one case, and why.
NOT_OF_A_CASE = {
    "case.access_read": "who can see the case, and nothing of it",
    "case.code_read": "the code of a case that its reader has just registered",
    "case.tie_form_read": "an empty form, for who is to be shut out",
    "person.page_read": "which fields may be held; opening them is person.read",
    "person.form_read": "an empty form; what is held is not in it",
    "place.page_read": "who may open the place; opening it is place.read",
    "vault.opened": "what is sealed is opened for a reading that has its own line",
    "retention.list_read": "which cases are due, by reference",
    "retention.certificate_read": "which cases were destroyed, by reference",
    "import.report_read": "a file that is not in the register",
    "import.rows_read": "a file that is not in the register",
    "import.wait_read": "a file that is not in the register",
    "review.finding_read": "what a colleague has read",
    "certificate.read": "statistics of a year",
    "journey.button_pressed": "nothing is shown; the page that follows is journey.read",
    "reception.button_pressed": "nothing is shown; the page that follows is reception.read",
    "reception.details_page_read": "who may open the details; opening them is reception.details_read",
    "plan.button_pressed": "nothing is shown; the page that follows is plan.read",
    "print.read": "statistics of a year",
    "protection.read": "statistics of a year",
    "read.refused": "nothing was shown",
}


@pytest.mark.ci
def test_whoever_reads_one_case_stands_in_the_log_that_its_person_may_ask_for() -> None:
    read = WrittenEvents().read_of_one()
    assert {"case.read", "person.read", "place.read", "grey_zone.read"} <= read
    assert sorted(read - PURPOSES.keys()) == sorted(NOT_OF_A_CASE)
    assert {str(one) for one in PURPOSES.values()} == set(words.PURPOSES)


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
