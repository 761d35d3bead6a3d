"""Contributions: services and directorates approve one version, and are asked again when it is changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import DIRECTORATES, NotPermitted, permissions_of
from fristed.statistics.annual_report.editing.actions import (
    NotNow,
    approve_contribution,
    approve_section,
    ask_contribution,
    save_section,
)
from fristed.statistics.annual_report.editing.queries import section_at_desk, sections_of
from tests.spec.cast import DINA, FINN, actor, at_ten

AT = at_ten(date(2026, 11, 22))
OF: dict[str, Any] = {"year": 2024, "key": "saker-antall"}
LEADER = actor("gro", "KT", "service_leader")
CONTACT = Actor(9, "jorun", "Jorun", None, permissions_of(["directorate_contact"], service=None), "imdi")
pytestmark = pytest.mark.django_db


def saved(base: int = 0, language: Any = "nb") -> None:
    """Let Dina save a version of the section."""
    text = f"Ord i utgave {'abcdef'[base]}."
    save_section(**OF, language=language, title="Antall", text=text, base=base, by=DINA, at=AT)


def asked(party: str = "KT") -> None:
    """Let Dina ask for a contribution."""
    ask_contribution(**OF, party=party, due_date=date(2026, 12, 1), by=DINA, at=AT)


def answered(number: int, party: str = "KT", by: Actor = LEADER) -> None:
    """Let a leader approve for the own service, or a contact for the own directorate."""
    approve_contribution(**OF, party=party, number=number, by=by, at=AT)


def approved(number: int, despite: str = "", language: Any = "nb") -> None:
    """Let Finn approve the section."""
    approve_section(**OF, language=language, number=number, despite=despite, by=FINN, at=AT)


def why(call: Any) -> tuple[str, tuple[str, ...]]:
    """Tell why a step is refused, and about what."""
    with pytest.raises(NotNow) as refusal:
        call()
    return refusal.value.why, refusal.value.about


def test_what_was_approved_falls_when_the_bokmal_is_changed() -> None:
    saved()
    asked()
    answered(1)
    saved(1)
    saved(2)
    [one] = section_at_desk(**OF, reader=DINA).asked
    assert (one.has_answered, one.has_fallen) == (False, True)
    assert (one.approved_number, one.newest_number) == (1, 3)
    [section] = [one for one in sections_of(2024, reader=DINA) if one.key == OF["key"]]
    assert section.contributions_waiting == 1
    assert why(lambda: approved(3)) == ("contributions_wait", ("KT",))
    answered(3)
    approved(3)


def test_a_change_that_takes_an_approval_with_it_is_told_once_in_the_trail() -> None:
    asked()
    answered(0)
    saved()
    saved(1)
    [line] = AuditLine.objects.filter(event="report.contributions_fell")
    assert line.facts == '{"number":1,"parties":"KT"}'


def test_a_translation_takes_no_approval_with_it() -> None:
    saved()
    asked()
    answered(1)
    saved(language="nn")
    assert section_at_desk(**OF, reader=DINA).asked[0].has_answered
    approved(1, language="nn")


def test_a_translation_waits_for_those_who_have_not_approved_the_bokmal() -> None:
    asked()
    saved(language="nn")
    assert why(lambda: approved(1, language="nn")) == ("contributions_wait", ("KT",))


def test_what_is_approved_is_the_version_that_was_read() -> None:
    saved()
    asked()
    saved(1)
    assert why(lambda: answered(1)) == ("saved_meanwhile", ())
    answered(2)
    assert why(lambda: answered(2)) == ("nothing_asked", ())
    assert why(lambda: answered(2, party="imdi", by=CONTACT)) == ("nothing_asked", ())


def test_an_approval_without_them_needs_a_reason_that_stays() -> None:
    saved()
    asked("KT")
    asked("imdi")
    assert why(lambda: approved(1, despite="  ")) == ("contributions_wait", ("KT", "imdi"))
    assert why(lambda: approved(1, despite="x" * 501)) == ("reason_too_long", ())
    approved(1, despite=" Fristen er ute. ")
    [version, _] = section_at_desk(**OF, reader=DINA).versions["nb"]
    assert version.approved_despite == "Fristen er ute."
    line = AuditLine.objects.get(event="report.section_approved")
    assert '"overridden":"KT imdi"' in line.facts


def test_a_reason_that_was_not_needed_is_not_kept() -> None:
    saved()
    approved(1, despite="Fristen er ute.")
    assert section_at_desk(**OF, reader=DINA).versions["nb"][0].approved_despite == ""
    assert "overridden" not in AuditLine.objects.get(event="report.section_approved").facts


@pytest.mark.parametrize("party", sorted(DIRECTORATES))
def test_every_directorate_is_asked_and_answers_for_itself_only(party: str) -> None:
    asked(party)
    contact = Actor(9, "jorun", "Jorun", None, CONTACT.permissions, party)
    other = next(one for one in sorted(DIRECTORATES) if one != party)
    for nobody in (LEADER, FINN, DINA, Actor(9, "jon", "Jon", None, CONTACT.permissions, other)):
        with pytest.raises(NotPermitted):
            answered(0, party, nobody)
    answered(0, party, contact)
    assert section_at_desk(**OF, reader=contact).asked[0].has_answered


def test_a_contact_in_a_directorate_neither_writes_nor_approves_the_section() -> None:
    saved()
    with pytest.raises(NotPermitted):
        save_section(**OF, language="nb", title="A", text="B.", base=1, by=CONTACT, at=AT)
    with pytest.raises(NotPermitted):
        approve_section(**OF, language="nb", number=1, by=CONTACT, at=AT)
    with pytest.raises(NotPermitted):
        answered(1, "KT", CONTACT)


def test_asking_again_asks_anew() -> None:
    asked()
    answered(0)
    asked()
    [one] = section_at_desk(**OF, reader=DINA).asked
    assert (one.has_answered, one.has_fallen) == (False, False)
