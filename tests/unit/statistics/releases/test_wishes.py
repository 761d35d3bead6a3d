"""A statistician can wish another secondary cell, sees what is hidden and why, and nobody else does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fristed.casework.cases.actions import load_register
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.methods.reconstruction.register import read_register
from fristed.statistics.releases import actions, computing
from fristed.statistics.releases.actions import NoSuchCell, drop_preference, prefer_secondary
from fristed.statistics.releases.computing import (
    WishesInTheWay,
    compute_release,
    in_the_way,
    require_harmless_prose,
)
from fristed.statistics.releases.facts import Typed
from fristed.statistics.releases.models import SecondaryWish, StoredRelease
from fristed.statistics.releases.policies import UnknownPolicy
from fristed.statistics.releases.prose_scan import ProseGivesAway
from fristed.statistics.releases.queries import certificate_of, protection_of, wishes_of
from fristed.statistics.releases.recording import NotProvedSafe

pytestmark = [pytest.mark.usefixtures("computed_once"), pytest.mark.xdist_group("thin register")]
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
DINA = Actor(4, "dina", "Dina", service="KT", permissions=SYSTEM.permissions)
ELI = Actor(5, "eli", "Eli", service="FT", permissions=frozenset())
CELL = "table 2 KT 2024 female"


def wish(key: str = CELL, *, by: Actor = DINA, policy: str = "safe") -> None:
    prefer_secondary(year=2024, policy=policy, key=key, by=by, at=AT)


def test_a_wish_is_stored_with_one_audit_line_and_can_be_taken_back(db: None) -> None:
    wish()
    wish()
    assert [(w.key, w.wished_by) for w in wishes_of(2024, "safe", reader=DINA)] == [(CELL, "dina")]
    drop_preference(year=2024, policy="safe", key=CELL, by=DINA, at=AT)
    drop_preference(year=2024, policy="safe", key=CELL, by=DINA, at=AT)
    assert wishes_of(2024, "safe", reader=DINA) == []
    events = AuditLine.objects.filter(event__startswith="release.").values_list("event", flat=True)
    assert list(events.order_by("position")) == [
        "release.secondary_preferred",
        "release.secondary_preferred",
        "release.preference_dropped",
    ]


def test_who_may_not_compute_neither_wishes_nor_reads_why(db: None) -> None:
    with pytest.raises(NotPermitted):
        wish(by=ELI)
    with pytest.raises(NotPermitted):
        drop_preference(year=2024, policy="safe", key=CELL, by=ELI, at=AT)
    with pytest.raises(NotPermitted):
        wishes_of(2024, "safe", reader=ELI)
    with pytest.raises(NotPermitted):
        protection_of(2024, "safe", reader=ELI)
    assert not SecondaryWish.objects.exists()


@pytest.mark.parametrize(
    "key",
    [
        "table 2 KT 2024 total",
        "table 2 KT 2024 nobody",
        "table 2 MR 2024 female",
        "table 2 KT 2025 female",
        "table 2 KT 2020 female",
        "text KT 2024 gender female",
    ],
)
def test_what_is_no_cell_that_can_be_hidden_is_refused(db: None, key: str) -> None:
    with pytest.raises(NoSuchCell, match="that could be hidden in the report on 2024"):
        wish(key)


def test_a_wish_under_an_unknown_policy_is_refused(db: None) -> None:
    with pytest.raises(UnknownPolicy):
        wish(policy="mine")


def test_no_wish_is_stored_when_the_audit_line_cannot_be_written(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_line: object) -> None:
        raise OSError("the trail cannot be written")

    monkeypatch.setattr(actions, "write_line", broken)
    with pytest.raises(OSError, match="trail"):
        wish()
    assert not SecondaryWish.objects.exists()


@pytest.mark.ci
def test_a_computed_release_tells_those_who_compute_why_each_cell_is_hidden(db: None, tmp_path: Path) -> None:
    load_register(read_register()[::40], seed=1, by=SYSTEM, at=AT)
    first = compute_release(year=2024, policy="safe", data=tmp_path, by=DINA, at=AT)
    record, certificate = protection_of(2024, "safe", reader=DINA), certificate_of(2024, "safe")
    assert record is not None
    assert certificate is not None
    assert certificate["policy"]["version"] == record["policy_version"] == first.policy_version
    cells = {cell["key"]: cell for year in record["years"] for cell in year["cells"]}
    hidden = {
        f"table {c.table} {c.service} {c.year} {c.category_code}" for c in first.cells if c.why == "primary"
    }
    withheld = [year for year in record["years"] if year["withheld"]]
    assert withheld or hidden <= set(cells)
    secondary = [cell for cell in cells.values() if cell["why"] == "secondary" and "instead" in cell]
    assert any(cell["protects"] for cell in secondary)
    assert any(cell["instead"] for cell in secondary)
    with pytest.raises(ProseGivesAway):
        require_harmless_prose(first, [Typed("chapter 2", f"Det gjaldt {n} saker.") for n in range(1, 7)])
    StoredRelease.objects.update(payload_sha256="0" * 64)
    compute_release(year=2024, policy="safe", data=tmp_path, by=DINA, at=AT)
    again = protection_of(2024, "safe", reader=DINA)
    assert again is not None
    assert len(again["unreadable"]) == 1


def test_a_release_that_was_never_computed_has_no_certificate(db: None) -> None:
    assert certificate_of(2024, "safe") is None
    assert protection_of(2024, "safe", reader=DINA) is None


def hidden_of(year: int, *, in_year: int, service: str) -> set[str]:
    """Name what the newest report of a year hides of a service in some year."""
    record = protection_of(year, "safe", reader=DINA)
    assert record is not None
    place = next(y for y in record["years"] if (y["service"], y["year"]) == (service, in_year))
    assert place["given_up"] == []
    return {cell["key"] for cell in place["cells"]}


@pytest.mark.ci
def test_a_report_replaced_by_a_wish_binds_neither_later_reports_nor_itself_when_the_wish_is_dropped(
    db: None, tmp_path: Path
) -> None:
    load_register(read_register()[::20], seed=1, by=SYSTEM, at=AT)
    asked = {"policy": "safe", "data": tmp_path, "by": DINA, "at": AT}
    compute_release(year=2023, **asked)
    first = hidden_of(2023, in_year=2023, service="MR")
    old, new = "table 10 MR 2023 child_under_18", "table 10 MR 2023 adult_18_plus"
    assert old in first
    assert new not in first
    prefer_secondary(year=2023, policy="safe", key=new, by=DINA, at=AT)
    compute_release(year=2023, **asked)
    wished = hidden_of(2023, in_year=2023, service="MR")
    assert new in wished
    assert old not in wished
    compute_release(year=2024, **asked)
    assert hidden_of(2024, in_year=2023, service="MR") == wished


@pytest.mark.ci
def test_a_wish_that_is_taken_back_before_anything_follows_leaves_no_trace(db: None, tmp_path: Path) -> None:
    load_register(read_register()[::20], seed=1, by=SYSTEM, at=AT)
    asked = {"policy": "safe", "data": tmp_path, "by": DINA, "at": AT}
    first = compute_release(year=2023, **asked)
    prefer_secondary(year=2023, policy="safe", key="table 10 MR 2023 adult_18_plus", by=DINA, at=AT)
    assert compute_release(year=2023, **asked) != first
    drop_preference(year=2023, policy="safe", key="table 10 MR 2023 adult_18_plus", by=DINA, at=AT)
    assert compute_release(year=2023, **asked) == first
    hidden_of(2023, in_year=2023, service="MR")


@pytest.mark.parametrize(
    ("wishes", "faulty", "blamed"),
    [
        (("a", "b", "c"), [{"b"}], ("b",)),
        (("a", "b"), [{"a", "b"}], ("a", "b")),
        (("a", "b"), [{"a"}, {"b"}], ("a", "b")),
        (("a", "b"), [set()], ()),
        (("a",), [{"a"}], ("a",)),
        ((), [set()], ()),
    ],
)
def test_the_wishes_in_the_way_are_those_without_which_it_is_safe(
    wishes: tuple[str, ...], faulty: list[set[str]], blamed: tuple[str, ...]
) -> None:
    def compute(followed: tuple[str, ...]) -> None:
        if any(together <= set(followed) for together in faulty):
            raise NotProvedSafe

    assert in_the_way(wishes, compute) == blamed


@pytest.mark.ci
def test_a_wish_that_makes_a_release_unsafe_is_named_and_nothing_is_stored(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_register(read_register()[::40], seed=1, by=SYSTEM, at=AT)
    protect, certify, seen = computing.protect_with_history, computing.certificate_for, []

    def protect_and_note(*counts: object, **asked: object) -> object:
        seen.append(asked["wishes"])
        return protect(*counts, **asked)

    def unsafe_with_wishes(*release: object, **asked: object) -> object:
        if seen[-1]:
            raise NotProvedSafe("2024 safe: a hidden number has one possible value")
        return certify(*release, **asked)

    monkeypatch.setattr(computing, "protect_with_history", protect_and_note)
    monkeypatch.setattr(computing, "certificate_for", unsafe_with_wishes)
    wish()
    with pytest.raises(WishesInTheWay, match=f"the wish for {CELL}. Nothing was stored; take the wish back"):
        compute_release(year=2024, policy="safe", data=tmp_path, by=DINA, at=AT)
    assert not StoredRelease.objects.exists()
    drop_preference(year=2024, policy="safe", key=CELL, by=DINA, at=AT)
    compute_release(year=2024, policy="safe", data=tmp_path, by=DINA, at=AT)
    assert StoredRelease.objects.count() == 1
