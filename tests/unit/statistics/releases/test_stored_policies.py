"""A release is shown, attacked and printed under the rule it was protected by, whatever the rule is now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fristed.casework.cases.actions import load_register
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.web.statistics.shown import hidden_text
from fristed.methods.reconstruction.register import read_register
from fristed.statistics.annual_report.desk import Desk
from fristed.statistics.releases import facts
from fristed.statistics.releases.computing import compute_release
from fristed.statistics.releases.facts import Release, RuleNotKept
from fristed.statistics.releases.models import StoredRelease
from fristed.statistics.releases.payload import canonical, sha256_of
from fristed.statistics.releases.policies import POLICY_IDS, Policy, policy, read_policy
from fristed.statistics.releases.queries import stored_release
from fristed.statistics.releases.storing_policy import (
    DamagedPolicy,
    pinned_versions,
    policy_content,
    policy_sha256,
)
from tests.unit.interfaces.web.releases import sample_release, store

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = "a version that comes later"


def read_back() -> Release:
    """Read the stored release of 2024."""
    found = stored_release(2024, "safe")
    assert found is not None
    return found


@pytest.fixture
def five_from_now_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the policy in force say 5 where it said 7, in a version of its own."""

    def changed(policy_id: str) -> Policy:
        return replace(policy(policy_id), version=LATER, threshold=5)

    monkeypatch.setattr(facts, "read_policy", changed)


@pytest.mark.parametrize("policy_id", POLICY_IDS)
def test_what_a_policy_says_cannot_change_without_a_new_version(policy_id: str) -> None:
    content = policy_content(policy_id)
    assert pinned_versions()[policy_id][content["version"]] == policy_sha256(content)


def test_every_pinned_policy_is_one_that_there_is() -> None:
    assert set(pinned_versions()) == set(POLICY_IDS)


@pytest.mark.parametrize(
    "change", [{"threshold": 5}, {"known_elsewhere": []}, {"prefer": []}, {"label_nb": "Utgave"}]
)
def test_any_change_of_a_policy_changes_what_is_pinned(change: dict[str, object]) -> None:
    content = policy_content("safe")
    assert policy_sha256({**content, **change}) != policy_sha256(content)


def test_the_order_of_a_policys_fields_says_nothing() -> None:
    content = policy_content("safe")
    assert policy_sha256(dict(reversed(content.items()))) == policy_sha256(content)


@pytest.mark.usefixtures("computed_once")
@pytest.mark.xdist_group("thin register")
def test_a_computed_release_is_stored_with_what_its_policy_says(db: None, tmp_path: Path) -> None:
    load_register(read_register()[::40], seed=1, by=SYSTEM, at=AT)
    compute_release(year=2024, policy="safe", data=tmp_path, by=SYSTEM, at=AT)
    row = StoredRelease.objects.get()
    assert row.policy_sha256 == sha256_of(row.policy_content) == policy_sha256(policy_content("safe"))
    assert row.policy_content not in row.payload
    assert read_back().kept_policy == policy("safe")


def stored_under_seven() -> None:
    """Store a release with the policy that says 7."""
    store(sample_release())
    text = canonical(policy_content("safe"))
    StoredRelease.objects.update(policy_content=text, policy_sha256=sha256_of(text))


def test_a_release_keeps_its_rule_when_another_comes(db: None, five_from_now_on: None) -> None:
    stored_under_seven()
    assert read_back().rule == policy("safe")
    assert Desk(read_back()).threshold == 7
    assert "7" in hidden_text(read_back())
    assert "5" not in hidden_text(read_back())


def test_a_release_whose_rule_was_not_stored_is_never_told_under_another(
    db: None, five_from_now_on: None
) -> None:
    store(sample_release())
    with pytest.raises(RuleNotKept, match=f"version {LATER} is in force. Compute it again"):
        Desk(read_back())
    assert not {"5", "7"} & set(hidden_text(read_back()))


def test_a_release_from_before_rules_were_stored_has_that_of_its_own_version(db: None) -> None:
    store(sample_release())
    assert read_back().kept_policy is None
    assert read_back().rule == policy("safe")


def test_a_policy_that_was_changed_in_the_database_is_refused(db: None) -> None:
    stored_under_seven()
    forged = canonical({**policy_content("safe"), "threshold": 2})
    StoredRelease.objects.update(policy_content=forged)
    with pytest.raises(DamagedPolicy):
        stored_release(2024, "safe")


def test_two_releases_that_print_the_same_are_equal_with_and_without_their_rule() -> None:
    kept = replace(sample_release(), kept_policy=read_policy(policy_content("safe")))
    assert kept == sample_release()
