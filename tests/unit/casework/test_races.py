"""Two at once: writers of the trail queue up, and what can happen once happens once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, transaction

from fristed.casework.cases.actions import (
    RegistrationRefused,
    close_case,
    convert_grey_zone_case,
    load_register,
    register_case,
    register_grey_zone_case,
)
from fristed.casework.cases.actions.loading import RegisterNotEmpty
from fristed.casework.cases.facts import GreyZoneDraft
from fristed.casework.cases.models import Case
from fristed.foundation.audit.actions import write_line
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.queries import verify_chain
from fristed.foundation.identity.queries import SYSTEM
from fristed.methods.reconstruction.records import RegisterRow
from tests.spec.cast import AUD, at_ten, plain_case

DAY = date(2024, 3, 4)
AT = at_ten(DAY)
TOGETHER = 6
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def all_at_once(call: Callable[[], object]) -> list[str]:
    """Make the same call from several threads at the same time; give how each ended."""
    start = Barrier(TOGETHER)

    def run(_: int) -> str:
        start.wait()
        try:
            call()
            return "done"
        except (RegistrationRefused, RegisterNotEmpty) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as threads:
        return sorted(threads.map(run, range(TOGETHER)))


def write_ten_lines() -> None:
    """Write ten lines, each in its own transaction."""
    for _ in range(10):
        with transaction.atomic():
            write_line(event="case.read", by=AUD, at=AT)


def test_lines_written_at_the_same_time_make_one_whole_chain() -> None:
    assert set(all_at_once(write_ten_lines)) == {"done"}
    assert AuditLine.objects.count() == 10 * TOGETHER
    assert verify_chain().is_whole


def test_a_grey_zone_case_becomes_one_case_however_many_convert_it() -> None:
    draft = GreyZoneDraft(service="MR", first_contact_date=DAY, topic="school")
    reference = register_grey_zone_case(draft=draft, by=AUD, at=AT)
    ends = all_at_once(
        lambda: convert_grey_zone_case(reference=reference, draft=plain_case("MR", DAY), by=AUD, at=AT)
    )
    assert ends == ["RegistrationRefused"] * (TOGETHER - 1) + ["done"]
    assert Case.objects.count() == 1
    assert verify_chain().is_whole


def test_a_case_is_closed_once_however_many_close_it() -> None:
    reference = register_case(draft=plain_case("MR", DAY), by=AUD, at=AT).reference
    ends = all_at_once(lambda: close_case(reference=reference, on_date=DAY, by=AUD, at=AT))
    assert ends.count("done") == 1
    assert AuditLine.objects.filter(event="case.closed").count() == 1


def test_a_register_is_loaded_once_however_many_load_it() -> None:
    codes = ("threats_and_violence", "told", "female", "15", "child_under_18", "SO", "school")
    row = RegisterRow("MR", 2024, *codes, False, False, (), ())
    ends = all_at_once(lambda: load_register([row], seed=1, by=SYSTEM, at=AT))
    assert ends.count("done") == 1
    assert Case.objects.count() == 1
