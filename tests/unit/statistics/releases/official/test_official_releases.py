"""From open year to published: frozen facts, a second person, a day, and corrections that tell changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from fristed.casework.cases.actions import YearHasNotEnded, confirm_year, load_register, register_case
from fristed.casework.cases.models import Case
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.methods.reconstruction.register import read_register
from fristed.statistics.releases.computing import compute_release
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.models import FrozenFacts, OfficialRelease, StoredRelease
from fristed.statistics.releases.official.actions import (
    NotOfficialYet,
    NotReadyToFreeze,
    SameHands,
    freeze_facts,
    propose_release,
    publish_release,
    send_back_release,
    sign_off_release,
)
from fristed.statistics.releases.official.changes import changes_between
from fristed.statistics.releases.official.codes import Kind, Objection, Reason
from fristed.statistics.releases.official.fact_file import DamagedFacts
from fristed.statistics.releases.official.freezing import (
    NoSuchFrozenFacts,
    frozen_facts,
)
from fristed.statistics.releases.official.queries import (
    NotPublished,
    Version,
    frozen_of,
    proposals_of,
    proposed_release,
    published_release,
    published_versions,
    published_years,
)
from fristed.statistics.releases.payload import DamagedRelease, sha256_of
from fristed.statistics.releases.queries import stored_release
from tests.spec.cast import BO, DINA, ELI, FINN, actor, at_ten, plain_case

pytestmark = [
    pytest.mark.usefixtures("computed_once", "register"),
    pytest.mark.xdist_group("thin register"),
]
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEADERS = {service: actor(f"leader {service}", service, "service_leader") for service in ("KT", "MR", "SU")}
GRO = actor("gro", None, "statistician", account_id=7)
YEAR = 2024


@pytest.fixture
def register(db: None) -> None:
    """A thin register."""
    load_register(read_register()[::40], seed=1, by=SYSTEM, at=AT)


def all_confirm(year: int = YEAR) -> None:
    for service, leader in LEADERS.items():
        confirm_year(service=service, year=year, by=leader, at=AT)


def frozen(kind: Kind = Kind.PRELIMINARY, *, by: Actor = DINA) -> int:
    return freeze_facts(year=YEAR, kind=kind, by=by, at=AT)


def computed(tmp_path: Path, number: int | None, *, by: Actor = SYSTEM) -> Release:
    return compute_release(year=YEAR, policy="safe", data=tmp_path, by=by, at=AT, frozen=number)


def propose(number: int, reason: Reason | None = None) -> int:
    return propose_release(year=YEAR, policy="safe", frozen=number, by=DINA, at=AT, reason=reason)


def sign(version: int = 1, *, by: Actor = FINN, seal: str | None = None) -> None:
    seal = proposals_of(YEAR, "safe", reader=FINN, at=AT)[0].seal if seal is None else seal
    sign_off_release(year=YEAR, policy="safe", version=version, seal=seal, by=by, at=AT)


def publish(version: int = 1, *, from_at: datetime = AT, next_update: date | None = None) -> None:
    publish_release(
        year=YEAR, policy="safe", version=version, from_at=from_at, by=DINA, at=AT, next_update=next_update
    )


def published_first(tmp_path: Path) -> None:
    number = frozen()
    computed(tmp_path, number)
    propose(number)
    sign()
    publish()


def one_more_case() -> None:
    draft = plain_case("KT", date(YEAR, 6, 3))
    register_case(draft=draft, by=BO, at=at_ten(date(YEAR, 6, 3)))


def test_a_final_release_waits_until_every_service_stands_by_its_year() -> None:
    confirm_year(service="KT", year=YEAR, by=LEADERS["KT"], at=AT)
    with pytest.raises(NotReadyToFreeze) as refused:
        frozen(Kind.FINAL)
    assert refused.value.services == ("MR", "SU")
    all_confirm()
    assert frozen(Kind.FINAL) > 0


@pytest.mark.parametrize("year", [2020, 2026])
def test_nobody_stands_by_a_year_that_goes_on_or_was_before_the_register(year: int) -> None:
    with pytest.raises(YearHasNotEnded):
        confirm_year(service="KT", year=year, by=LEADERS["KT"], at=AT)


def test_a_year_that_goes_on_gives_running_figures_only() -> None:
    for kind in (Kind.FINAL, Kind.PRELIMINARY):
        with pytest.raises(NotReadyToFreeze, match="year_goes_on"):
            freeze_facts(year=2026, kind=kind, by=DINA, at=AT)
    with pytest.raises(NotReadyToFreeze, match="no_cases"):
        freeze_facts(year=2026, kind=Kind.RUNNING, by=DINA, at=AT)


@pytest.mark.ci
def test_what_was_frozen_is_counted_whatever_is_registered_after(tmp_path: Path) -> None:
    number = frozen()
    before = computed(tmp_path, number)
    one_more_case()
    assert computed(tmp_path, number) == before
    assert FrozenFacts.objects.get(pk=number).facts == len(frozen_facts(number))


def test_a_version_without_a_day_has_not_been_published_and_says_so() -> None:
    dated = Version(YEAR, "safe", 2, Kind.FINAL, date(YEAR, 12, 31), "", AT, None, "1", "0" * 64)
    assert dated.public_since == AT
    with pytest.raises(NotPublished, match="Version 2 of 2024 has no day yet"):
        _ = replace(dated, published_at=None).public_since


def test_a_version_that_was_not_counted_from_frozen_facts_is_not_official(db: None) -> None:
    stored = StoredRelease.objects.create(year=YEAR, policy="safe", computed_at=AT, computed_by="dina")
    OfficialRelease.objects.create(
        year=YEAR,
        policy="safe",
        version=1,
        release=stored,
        proposed_at=AT,
        proposed_by="dina",
        signed_off_at=AT,
        signed_off_by="finn",
        published_at=AT,
    )
    with pytest.raises(NotPublished, match="without frozen facts"):
        published_versions(YEAR, "safe", at=AT)


@pytest.mark.ci
def test_what_was_registered_after_is_counted_where_it_is_not_frozen(tmp_path: Path) -> None:
    before = computed(tmp_path, frozen())
    one_more_case()
    assert computed(tmp_path, None) != before


def test_a_forged_file_of_facts_is_refused_by_its_hash(tmp_path: Path) -> None:
    number, other = frozen(), frozen()
    one_more_case()
    forged = FrozenFacts.objects.get(pk=freeze_facts(year=YEAR, kind=Kind.RUNNING, by=DINA, at=AT)).content
    FrozenFacts.objects.filter(pk=number).update(content=forged)
    FrozenFacts.objects.filter(pk=other).update(content=b"no facts")
    for damaged in (number, other):
        with pytest.raises(DamagedFacts):
            computed(tmp_path, damaged)
    with pytest.raises(NoSuchFrozenFacts):
        computed(tmp_path, 4711)
    assert stored_release(YEAR, "safe") is None


def test_the_same_facts_are_frozen_as_the_same_bytes_in_any_order() -> None:
    first = FrozenFacts.objects.get(pk=frozen())
    Case.objects.order_by("-pk").first().delete()  # type: ignore[union-attr]
    other = FrozenFacts.objects.get(pk=frozen())
    again = FrozenFacts.objects.get(pk=frozen())
    assert bytes(other.content) == bytes(again.content)
    assert first.content_sha256 != other.content_sha256


def test_a_release_of_the_open_register_cannot_become_official(tmp_path: Path) -> None:
    number = frozen()
    computed(tmp_path, None)
    with pytest.raises(NotOfficialYet, match="nothing_proved"):
        propose(number)


def test_a_release_is_public_only_when_proposed_signed_and_published(tmp_path: Path) -> None:
    number = frozen()
    release = computed(tmp_path, number)
    for step in (lambda: propose(number), sign, publish):
        assert published_years("safe", at=AT) == []
        with pytest.raises(NotPublished):
            published_release(YEAR, "safe", at=AT)
        step()
    head, numbers = published_release(YEAR, "safe", at=AT)
    assert numbers == release
    assert (head.version, head.kind, head.as_of_date) == (1, Kind.PRELIMINARY, AT.date())
    events = AuditLine.objects.order_by("position").values_list("event", flat=True)
    assert list(events)[-5:] == [
        *("facts.frozen", "release.computed", "release.proposed", "release.signed_off", "release.published")
    ]


def test_a_release_is_public_from_its_moment_on_and_not_before(tmp_path: Path) -> None:
    number = frozen()
    computed(tmp_path, number)
    propose(number)
    sign()
    later = AT + timedelta(days=3)
    publish(from_at=later, next_update=date(2027, 3, 1))
    [proposal] = proposals_of(YEAR, "safe", reader=DINA, at=AT)
    assert proposal.standing == "scheduled"
    assert published_versions(YEAR, "safe", at=later - timedelta(seconds=1)) == []
    [head] = published_versions(YEAR, "safe", at=later)
    assert head.next_update_date == date(2027, 3, 1)


def test_whoever_froze_computed_or_proposed_does_not_sign(tmp_path: Path) -> None:
    number = frozen(by=GRO)
    computed(tmp_path, number)
    propose(number)
    for by in (DINA, GRO):
        with pytest.raises(SameHands):
            sign(by=by)
        with pytest.raises(SameHands):
            send_back_release(year=YEAR, policy="safe", version=1, objection=Objection.NOT_NOW, by=by, at=AT)
    sign(by=FINN)
    with transaction.atomic(), pytest.raises(IntegrityError):
        OfficialRelease.objects.update(signed_off_by="dina")


def test_nothing_is_published_unsigned_twice_or_in_the_past(tmp_path: Path) -> None:
    number = frozen()
    computed(tmp_path, number)
    propose(number)
    with pytest.raises(NotOfficialYet, match="not_signed"):
        publish()
    with pytest.raises(NotOfficialYet, match="no_such_version"):
        sign(2)
    sign()
    with pytest.raises(NotOfficialYet, match="nothing_waits"):
        sign()
    with pytest.raises(NotOfficialYet, match="moment_has_passed"):
        publish(from_at=AT - timedelta(seconds=1))
    with pytest.raises(NotOfficialYet, match="moment_has_passed"):
        publish(next_update=AT.date())
    publish()
    with pytest.raises(NotOfficialYet, match="public_already"):
        publish()


def test_a_version_that_is_sent_back_makes_room_for_the_next(tmp_path: Path) -> None:
    number = frozen()
    computed(tmp_path, number)
    propose(number)
    with pytest.raises(NotOfficialYet, match="a_version_waits"):
        propose(number)
    send_back_release(
        year=YEAR, policy="safe", version=1, objection=Objection.TOO_MUCH_HIDDEN, by=FINN, at=AT
    )
    [proposal] = proposals_of(YEAR, "safe", reader=FINN, at=AT)
    assert (proposal.standing, proposal.objection) == ("sent_back", "too_much_hidden")
    assert propose(number) == 1
    assert [one.standing for one in proposals_of(YEAR, "safe", reader=FINN, at=AT)] == ["proposed"]


def test_a_correction_is_a_new_version_with_a_reason_and_the_old_one_stays_readable(tmp_path: Path) -> None:
    published_first(tmp_path)
    one_more_case()
    number = frozen()
    computed(tmp_path, number)
    with pytest.raises(NotOfficialYet, match="no_reason"):
        propose(number)
    assert propose(number, Reason.LATE_REGISTRATIONS) == 2
    sign(2)
    publish(2)
    heads = published_versions(YEAR, "safe", at=AT)
    assert [(head.version, head.reason) for head in heads] == [(2, "late_registrations"), (1, "")]
    _, old = published_release(YEAR, "safe", at=AT, version=1)
    _, new = published_release(YEAR, "safe", at=AT)
    changes = {change.key: change for change in changes_between(old, new)}
    assert changes["table 1 KT 2024 total"].difference == 1
    assert all(change.before != change.after for change in changes.values())
    assert changes_between(new, new) == ()


def test_changes_tell_what_is_new_and_what_is_gone(tmp_path: Path) -> None:
    release = computed(tmp_path, frozen())
    shorter = Release(**{**_fields(release), "cells": release.cells[1:], "numbers": {}})
    gone = [change for change in changes_between(release, shorter) if change.after == (None, "")]
    new = [change for change in changes_between(shorter, release) if change.before == (None, "")]
    assert {change.key for change in gone} == {change.key for change in new} != set()
    assert any(change.key.startswith("number ") for change in gone)
    assert all(change.difference is None for change in gone)


def _fields(release: Release) -> dict[str, object]:
    return {name: getattr(release, name) for name in Release.__slots__}


def test_only_those_who_make_releases_see_what_is_not_public(tmp_path: Path) -> None:
    number = frozen()
    computed(tmp_path, number)
    propose(number)
    for reader in (DINA, FINN):
        assert proposed_release(YEAR, "safe", 1, reader=reader).year == YEAR
        [kept] = frozen_of(YEAR, "safe", reader=reader)
        assert kept.is_computed
        assert kept.code_lists["main_concerns"]
    for reader in (ELI, BO):
        for read in (
            lambda who=reader: proposals_of(YEAR, "safe", reader=who, at=AT),
            lambda who=reader: proposed_release(YEAR, "safe", 1, reader=who),
            lambda who=reader: frozen_of(YEAR, "safe", reader=who),
        ):
            with pytest.raises(NotPermitted):
                read()
    with pytest.raises(NotPublished):
        proposed_release(YEAR, "safe", 9, reader=DINA)


def another_proposal_under_the_same_number(tmp_path: Path) -> str:
    """Look at a proposal; it is sent back and another one takes its place. Give the seal that was seen."""
    number = frozen()
    computed(tmp_path, number)
    propose(number)
    [seen] = proposals_of(YEAR, "safe", reader=FINN, at=AT)
    send_back_release(year=YEAR, policy="safe", version=1, objection=Objection.NOT_NOW, by=FINN, at=AT)
    one_more_case()
    number = frozen()
    computed(tmp_path, number)
    assert propose(number) == 1
    return seen.seal


def test_a_signature_is_for_what_was_looked_at_and_for_nothing_else(tmp_path: Path) -> None:
    seen = another_proposal_under_the_same_number(tmp_path)
    with pytest.raises(NotOfficialYet, match="another_waits"):
        sign(seal=seen)
    [waiting] = proposals_of(YEAR, "safe", reader=FINN, at=AT)
    assert (waiting.standing, waiting.seal == seen) == ("proposed", False)
    sign(seal=waiting.seal)
    told = AuditLine.objects.filter(event="release.signed_off").values_list("facts", flat=True)
    assert [waiting.seal in str(facts) for facts in told] == [True]


@pytest.mark.ci
def test_who_is_to_sign_is_told_that_the_pages_show_other_numbers_than_wait(
    tmp_path: Path,
) -> None:
    number = frozen()
    computed(tmp_path, number)
    propose(number)
    assert [one.is_newest for one in proposals_of(YEAR, "safe", reader=FINN, at=AT)] == [True]
    one_more_case()
    computed(tmp_path, None)
    assert [one.is_newest for one in proposals_of(YEAR, "safe", reader=FINN, at=AT)] == [False]


def swap_what_was_signed() -> None:
    """Put other numbers, with a hash of their own, where the signed ones are stored."""
    row = OfficialRelease.objects.get(version=1).release
    text = row.payload.replace('"policy":"safe"', '"policy":"sale"')
    assert text != row.payload
    StoredRelease.objects.filter(pk=row.pk).update(payload=text, payload_sha256=sha256_of(text))


def test_what_was_swapped_after_the_signature_is_neither_published_nor_shown(tmp_path: Path) -> None:
    number = frozen()
    computed(tmp_path, number)
    propose(number)
    sign()
    as_signed = StoredRelease.objects.get(frozen=number)
    swap_what_was_signed()
    with pytest.raises(NotOfficialYet, match="not_as_signed"):
        publish()
    as_signed.save()
    with pytest.raises(NotOfficialYet, match="a_version_waits"):
        propose(number)
    publish()
    swap_what_was_signed()
    with pytest.raises(DamagedRelease):
        published_release(YEAR, "safe", at=AT)


def test_in_place_of_what_was_swapped_another_version_can_be_proposed(tmp_path: Path) -> None:
    number = frozen()
    computed(tmp_path, number)
    propose(number)
    sign()
    swap_what_was_signed()
    send_back_release(year=YEAR, policy="safe", version=1, objection=Objection.NOT_NOW, by=FINN, at=AT)
    assert propose(number) == 1
    [waiting] = proposals_of(YEAR, "safe", reader=FINN, at=AT)
    assert (waiting.standing, waiting.signed_off_by) == ("proposed", "")


def test_a_signature_can_be_taken_back_until_a_day_is_set(tmp_path: Path) -> None:
    def take_back() -> None:
        send_back_release(year=YEAR, policy="safe", version=1, objection=Objection.NOT_NOW, by=FINN, at=AT)

    number = frozen()
    computed(tmp_path, number)
    propose(number)
    sign()
    take_back()
    with pytest.raises(NotOfficialYet, match="not_signed"):
        publish()
    propose(number)
    sign()
    publish()
    with pytest.raises(NotOfficialYet, match="nothing_waits"):
        take_back()


@pytest.mark.ci
def test_what_was_signed_before_seals_were_kept_stays_readable(tmp_path: Path) -> None:
    published_first(tmp_path)
    OfficialRelease.objects.update(signed_seal="")
    assert published_release(YEAR, "safe", at=AT)[1].year == YEAR
