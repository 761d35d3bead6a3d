"""Entries are edited by two persons, in versions; a check is one press. All on the trail, or not done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.rules import ROLES, NotPermitted, Permission
from fristed.knowledge.directory import actions
from fristed.knowledge.directory.actions import (
    approve_entry,
    check_entry,
    propose_entry,
    refuse_entry,
    withdraw_entry,
)
from fristed.knowledge.directory.contacts import packaged_directory
from fristed.knowledge.directory.facts import as_text
from fristed.knowledge.directory.models import EntryCheck, EntryVersion
from fristed.knowledge.directory.queries import (
    EntryNotFound,
    directory,
    entries_to_edit,
    entry_named,
    entry_to_edit,
)
from fristed.knowledge.directory.refusals import EntryRefused
from tests.spec.cast import actor, at_ten

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)
AT = at_ten(DAY)
KAJA = actor("kaja", None, "knowledge_editor", account_id=7)
ELI = actor("eli", "FT", "competence_adviser", account_id=5)
SEIF = packaged_directory()["seif"]
HOURS = {"nb": "Hverdager kl. 9–15", "nn": "Kvardagar kl. 9–15", "en": "Weekdays 9 am to 3 pm"}
CHANGED = replace(SEIF, hours=HOURS)


def propose(**more: Any) -> int:
    """Let Kaja propose hours for SEIF."""
    return propose_entry(**{"contact": CHANGED, "by": KAJA, "at": AT, **more})


def test_before_anybody_edits_the_directory_is_the_packaged_data() -> None:
    assert {one.contact.id: one.contact for one in directory()} == dict(packaged_directory())
    assert {one.version for one in directory()} == {0}


def test_what_is_proposed_is_shown_when_somebody_else_approves_it() -> None:
    number = propose()
    assert entry_named("seif").contact.hours["nb"] == ""
    approve_entry(key="seif", number=number, by=ELI, at=AT)
    shown = entry_named("seif")
    assert (shown.contact.hours, shown.version) == (HOURS, 1)
    assert shown.contact.checked_date == DAY
    assert [line.event for line in AuditLine.objects.order_by("position")] == [
        "directory.proposed",
        "directory.approved",
    ]


def test_nobody_approves_what_they_have_proposed() -> None:
    number = propose()
    with pytest.raises(EntryRefused, match="Somebody else"):
        approve_entry(key="seif", number=number, by=KAJA, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryVersion.objects.update(state="approved", decided_by="kaja", decided_at=AT)


def test_one_proposal_waits_at_a_time_and_a_refused_one_is_kept_and_never_shown() -> None:
    number = propose()
    with pytest.raises(EntryRefused, match="waits already"):
        propose(contact=replace(CHANGED, phone="1"), by=ELI)
    refuse_entry(key="seif", number=number, by=ELI, at=AT)
    assert propose(by=ELI) == 2
    with pytest.raises(EntryRefused, match="no such proposal"):
        approve_entry(key="seif", number=1, by=KAJA, at=AT)
    _entry, versions = entry_to_edit(KAJA, "seif")
    assert [(one.number, one.state) for one in versions] == [(2, "proposed"), (1, "refused")]


def test_a_proposal_that_changes_nothing_is_a_check_instead() -> None:
    with pytest.raises(EntryRefused, match="unchanged"):
        propose(contact=SEIF)


def test_one_person_takes_an_entry_away_at_once_and_two_bring_it_back() -> None:
    waits = propose()
    withdraw_entry(key="seif", by=KAJA, at=AT)
    with pytest.raises(EntryNotFound):
        entry_named("seif")
    assert "seif" not in {one.contact.id for one in directory()}
    with pytest.raises(EntryNotFound):
        check_entry(key="seif", by=KAJA, at=AT)
    with pytest.raises(EntryNotFound):
        withdraw_entry(key="seif", by=ELI, at=AT)
    refuse_entry(key="seif", number=waits, by=ELI, at=AT)
    back = propose(contact=SEIF)
    with pytest.raises(EntryRefused, match="Somebody else"):
        approve_entry(key="seif", number=back, by=KAJA, at=AT)
    with pytest.raises(EntryNotFound):
        entry_named("seif")
    approve_entry(key="seif", number=back, by=ELI, at=AT)
    assert entry_named("seif").version == back == 3
    events = AuditLine.objects.filter(event="directory.withdrawn")
    assert [(one.actor_username, one.subject) for one in events] == [("kaja", "seif")]


def test_what_waited_when_an_entry_was_taken_away_brings_it_back_once_another_approves_it() -> None:
    waits = propose()
    withdraw_entry(key="seif", by=ELI, at=AT)
    approve_entry(key="seif", number=waits, by=ELI, at=AT + timedelta(minutes=1))
    assert entry_named("seif").contact.hours == HOURS


def test_one_person_stands_behind_nothing_that_is_shown() -> None:
    withdraw_entry(key="seif", by=KAJA, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryVersion.objects.update(is_withdrawn=False)


def test_a_new_entry_that_was_refused_is_not_shown_and_can_be_proposed_again() -> None:
    new = replace(CHANGED, id="ny_hjelp")
    number = propose(contact=new, is_new=True)
    assert not entry_to_edit(ELI, "ny_hjelp")[0].is_shown
    refuse_entry(key="ny_hjelp", number=number, by=ELI, at=AT)
    assert not entry_to_edit(ELI, "ny_hjelp")[0].is_shown
    approve_entry(key="ny_hjelp", number=propose(contact=new), by=ELI, at=AT)
    assert entry_to_edit(ELI, "ny_hjelp")[0].is_shown


def test_a_new_entry_has_an_id_that_nobody_has_used() -> None:
    new = replace(CHANGED, id="ny_hjelp")
    with pytest.raises(EntryNotFound):
        propose(contact=new)
    for taken, code in (("seif", "already"), ("Ny hjelp", "small letters")):
        with pytest.raises(EntryRefused, match=code):
            propose(contact=replace(new, id=taken), is_new=True)
    number = propose(contact=new, is_new=True)
    assert {line.entry.contact.id for line in entries_to_edit(ELI, today=DAY) if line.proposal} == {
        "ny_hjelp"
    }
    approve_entry(key="ny_hjelp", number=number, by=ELI, at=AT)
    assert directory()[-1].contact.id == "ny_hjelp"


def test_codes_of_no_list_are_refused() -> None:
    odd = replace(CHANGED, countries=("XX",), counties=("99",))
    with pytest.raises(EntryRefused) as refused:
        propose(contact=odd)
    assert {code for _field, code in refused.value.problems} == {"country_unknown", "county_unknown"}


def test_checked_and_unchanged_is_one_press_and_no_day_to_come() -> None:
    later = at_ten(DAY + timedelta(days=200))
    due = {one.entry.contact.id for one in entries_to_edit(KAJA, today=later.date()) if one.is_due}
    assert "seif" in due
    check_entry(key="seif", by=KAJA, at=later)
    assert entry_named("seif").contact.checked_date == later.date()
    due = {one.entry.contact.id for one in entries_to_edit(KAJA, today=later.date()) if one.is_due}
    assert "seif" not in due
    with pytest.raises(EntryRefused, match="not happened"):
        check_entry(key="seif", by=KAJA, at=AT, on_date=DAY + timedelta(days=1))


def test_the_list_of_work_begins_with_what_waits_then_what_is_due() -> None:
    propose()
    lines = entries_to_edit(ELI, today=DAY)
    assert lines[0].entry.contact.id == "seif"
    due = [one.is_due for one in lines[1:]]
    assert due == sorted(due, reverse=True)
    assert any(due)


VERBS: dict[str, Callable[[Any], Any]] = {
    "propose_entry": lambda by: propose_entry(contact=CHANGED, by=by, at=AT),
    "approve_entry": lambda by: approve_entry(key="seif", number=1, by=by, at=AT),
    "refuse_entry": lambda by: refuse_entry(key="seif", number=1, by=by, at=AT),
    "withdraw_entry": lambda by: withdraw_entry(key="seif", by=by, at=AT),
    "check_entry": lambda by: check_entry(key="seif", by=by, at=AT),
    "entries_to_edit": lambda by: entries_to_edit(by, today=DAY),
    "entry_to_edit": lambda by: entry_to_edit(by, "seif"),
}


def refused_for(verb: str, by: Any) -> tuple[tuple[str, str], ...]:
    """Give what a verb refuses somebody who is let in."""
    try:
        VERBS[verb](by)
    except EntryRefused as refused:
        return refused.problems
    return ()


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_edit_guidance_get_past(verb: str, role: str) -> None:
    by = actor(role, "KT", role)
    if Permission.KNOWLEDGE_EDIT not in ROLES[role].permissions:
        with pytest.raises(NotPermitted):
            VERBS[verb](by)
        return
    assert refused_for(verb, by) in ((), (("", "no_proposal"),))


@pytest.mark.parametrize("verb", [one for one in VERBS if "to_edit" not in one])
def test_without_a_line_on_the_trail_nothing_is_done(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if verb in ("approve_entry", "refuse_entry"):
        propose()
    before = (list(EntryVersion.objects.values()), EntryCheck.objects.count())

    def broken(**_given: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(actions, "write_line", broken)
    with pytest.raises(RuntimeError):
        VERBS[verb](ELI)
    assert (list(EntryVersion.objects.values()), EntryCheck.objects.count()) == before


@pytest.mark.parametrize("withdraw", [True, False])
def test_an_emergency_number_is_never_taken_away(withdraw: bool) -> None:
    police = packaged_directory()["politi"]
    emptied = replace(police, emergency="")
    with pytest.raises(EntryRefused, match="emergency number"):
        propose(contact=emptied)
    with pytest.raises(EntryRefused, match="emergency number"):
        withdraw_entry(key="politi", by=KAJA, at=AT)
    EntryVersion.objects.create(
        key="politi",
        number=1,
        content=as_text(emptied),
        is_withdrawn=withdraw,
        state="approved",
        proposed_at=AT,
        proposed_by="kaja",
        decided_at=AT,
        decided_by="eli",
    )
    assert entry_named("politi").contact.emergency == "112"
    corrected = propose_entry(contact=replace(police, emergency="113"), by=KAJA, at=AT)
    approve_entry(key="politi", number=corrected, by=ELI, at=AT)
    assert entry_named("politi").contact.emergency == "113"
