"""From the words of a definition to the categories of the facts."""

from __future__ import annotations

import pytest

from fristed.methods.classifications import UnknownText
from fristed.statistics.tabulation.selections import UnknownFilter, selection_of, text_of


@pytest.mark.parametrize(
    ("where", "service", "expected"),
    [
        ({}, "KT", {}),
        (
            {"theme": "child_marriage"},
            "MR",
            {"main_concern": {"fear_child_marriage", "completed_child_marriage"}},
        ),
        ({"concern_basis": "may_happen"}, "KT", {"concern_basis": {"feared"}}),
        ({"concern_basis": "suspected_happened"}, "KT", {"concern_basis": {"suspected"}}),
        ({"country": "CD?CG"}, "KT", {"country_background": {"CD", "CG"}}),
        ({"age": "unknown"}, "KT", {"age_group": {"unknown"}}),
        ({"immigration_case": True}, "KT", {"immigration_case": {"true"}}),
        ({"referrer": ["nav", "police"]}, "KT", {"referrer": {"nav", "police"}}),
        ({"agency_involved": "police"}, "KT", {"agency_involved": {"police"}}),
    ],
)
def test_a_filter_means_categories_of_the_facts(
    where: dict[str, object], service: str, expected: dict[str, set[str]]
) -> None:
    assert selection_of(where, service=service) == expected


def test_a_special_envoy_means_the_mission_at_the_expert_team_and_the_envoy_elsewhere() -> None:
    assert selection_of({"referrer": "special_envoy"}, service="KT") == {
        "referrer": {"mission_with_special_envoy"}
    }
    assert selection_of({"referrer": "special_envoy"}, service="SU") == {"referrer": {"special_envoy"}}


def test_public_agencies_leave_out_persons_lawyers_and_voluntary_organisations() -> None:
    public = selection_of({"referrer_sector": "public"}, service="KT")["referrer"]
    assert {"police", "nav", "udi", "kindergarten"} <= public
    assert public.isdisjoint({"family_or_friend", "person_concerned", "ngo", "lawyer", "other"})


def test_a_filter_that_facts_cannot_answer_is_refused_by_name() -> None:
    with pytest.raises(UnknownFilter, match="shoe_size"):
        selection_of({"shoe_size": 42}, service="KT")
    with pytest.raises(UnknownText, match="the king"):
        selection_of({"referrer": "the king"}, service="KT")


def test_values_are_counted_as_texts() -> None:
    assert [text_of(value) for value in (None, True, False, "SY")] == ["not_collected", "true", "false", "SY"]
