"""Policies are data, and an unknown one is refused by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fristed.statistics.releases.policies import POLICY_IDS, UnknownPolicy, policy


@pytest.mark.parametrize("policy_id", POLICY_IDS)
def test_every_policy_reads_under_its_own_name(policy_id: str) -> None:
    found = policy(policy_id)
    assert found.id == policy_id
    assert set(found.labels) == {"nb", "nn", "en"}


def test_an_unknown_policy_is_refused_by_name() -> None:
    with pytest.raises(UnknownPolicy, match="choose one of safe"):
        policy("../settings")


def test_only_the_policy_that_leaks_is_for_demos_alone() -> None:
    assert [name for name in POLICY_IDS if policy(name).demo_only] == ["as-published-2024"]


@pytest.mark.parametrize("threshold", [2, 7, 10])
def test_counts_from_one_to_below_the_threshold_are_small(threshold: int) -> None:
    rule = replace(policy("safe"), threshold=threshold)
    assert [n for n in range(threshold + 3) if rule.is_small(n)] == list(range(1, threshold))


def test_the_printed_theme_figure_hid_five_and_fewer_only() -> None:
    printed = policy("as-published-2024")
    assert not printed.is_small(6, figure="F2.2")
    assert printed.is_small(5, figure="F2.2")
    assert printed.is_small(6, figure="F2.3")


def test_thirteen_small_counts_were_printed_against_the_rule_each_for_a_reason() -> None:
    exempt = policy("as-published-2024").exempt
    assert len(exempt) == len(policy("as-published-2024").exempt_cells) == 13
    assert all(cell.reason.startswith(f"Printed in table {cell.table}") for cell in exempt)
    assert policy("safe").exempt == ()
