"""What a policy file says is checked, and what is wrong with it is told in words; its page is generated."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from fristed.statistics.releases.policies import POLICY_IDS, FaultyPolicy, policy, read_policy
from fristed.statistics.releases.policy_page import reference_page

ROOT = Path(__file__).resolve().parents[4]


def content(policy_id: str = "safe") -> dict[str, Any]:
    """What a policy file says."""
    folder = files("fristed.statistics.releases").joinpath("policies")
    return tomllib.loads(folder.joinpath(f"{policy_id}.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"threshold": 1}, "threshold must be at least 2, not 1: a threshold of 1 hides nothing"),
        ({"threshold": "7"}, "threshold must be a whole number, not '7'"),
        ({"threshold": True}, "threshold must be a whole number, not True"),
        ({"width": 0}, "width must be at least 1"),
        ({"group_sum_at_least": -1}, "group_sum_at_least must be at least 0"),
        ({"cost": "nothing"}, "cost must be 'count' or 'value' or 'weights', not 'nothing'"),
        (
            {"zeros": "hidden"},
            "zeros must be 'shown', not 'hidden': the protector counts on readers seeing zeros",
        ),
        ({"unknown": "maybe"}, "unknown must be 'as_others' or 'printed'"),
        ({"sign": "*"}, "sign must be '…'"),
        ({"secondary": 1}, "secondary must be true or false, not 1"),
        ({"publisher": " "}, "publisher must say something"),
        ({"beside": [[1]]}, "beside must list pairs of a table and a year"),
        ({"prefer": "male"}, "prefer must list category codes"),
        ({"exempt": 3}, "exempt must be a list"),
        (
            {"exempt": [{"table": 3, "year": 2024, "category_code": "unknown"}]},
            "exempt row 1 reason is missing",
        ),
        ({"exempt": ["all"]}, "exempt row 1 must have named fields"),
        ({"prices": {"subtotal_percent": 0}}, "prices kept_share is missing"),
        ({"figure_threshold": {"F2.2": 1}}, "figure_threshold F2.2 must be at least 2"),
        ({"figure_threshold": []}, "figure_threshold must name figures"),
        ({"weights": {}}, "weights is no field of a policy"),
        (
            {"figure_threshold": {"F2.2": 6}},
            "figures are protected together with the tables and have no threshold of their own",
        ),
        ({"secondary": False}, "it must be demo_only: nothing protects the hidden counts"),
        ({"percents": "as_listed"}, "it must be demo_only: percents of hidden counts are printed"),
        ({"residual_rows_carry_hidden": True}, "it must be demo_only: residual rows carry hidden counts"),
        ({"print_percent_of_hidden": [[4, 2024]]}, "percents are of printed counts only"),
    ],
)
def test_what_is_wrong_with_a_policy_is_told_in_words(change: dict[str, Any], told: str) -> None:
    with pytest.raises(FaultyPolicy) as refusal:
        read_policy({**content(), **change})
    assert str(refusal.value).startswith("Policy safe: ")
    assert told in str(refusal.value)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(FaultyPolicy, match=r"width is missing; threshold must be at least 2"):
        read_policy({name: value for name, value in {**content(), "threshold": 0}.items() if name != "width"})


def test_unknown_categories_can_be_printed_by_rule() -> None:
    lenient = read_policy({**content(), "unknown": "printed"})
    assert lenient.is_exempt(2, 2024, "unknown")
    assert not lenient.is_exempt(2, 2024, "male")
    assert not policy("safe").is_exempt(2, 2024, "unknown")


def test_the_page_of_the_policies_is_fresh() -> None:
    page = (ROOT / "docs" / "reference" / "policies.md").read_text("utf-8")
    assert page == reference_page(policy(name) for name in POLICY_IDS)


def test_the_page_tells_every_reason_and_every_source() -> None:
    page = reference_page(policy(name) for name in POLICY_IDS)
    assert all(cell.reason in page for cell in policy("as-published-2024").exempt)
    assert all(told.source in page for told in policy("safe").known_elsewhere)
