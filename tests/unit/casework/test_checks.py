"""What is wrong with a draft: every error of every field at once; warnings never stop anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fristed.casework.cases.checks import (
    correction_problems,
    grey_zone_problems,
    validate_registration,
)
from fristed.casework.cases.facts import CaseAttributes, CaseDraft, GreyZoneDraft, Problem
from fristed.casework.cases.messages import LABELS, MESSAGES, errors_by_field, message_of
from fristed.methods.classifications import code_list
from tests.spec.cast import plain_case

TODAY = date(2024, 5, 2)
FIRST = date(2024, 5, 1)


def errors_of(**changes: Any) -> set[tuple[str, str]]:
    """Give the errors of a plain case at the Expert Team, changed as asked."""
    draft = plain_case("KT", FIRST, **changes)
    return {(found.field, found.code) for found in validate_registration(draft, TODAY).errors}


def warnings_of(**changes: Any) -> list[tuple[str, str]]:
    """Give the warnings of a plain case at the Expert Team, changed as asked."""
    verdict = validate_registration(plain_case("KT", FIRST, **changes), TODAY)
    return [(found.field, found.code) for found in verdict.warnings]


def test_a_plain_case_has_no_error_and_no_warning() -> None:
    verdict = validate_registration(plain_case("MR", FIRST), TODAY)
    assert verdict.errors == verdict.warnings == ()


def test_everything_that_is_missing_is_said_at_once() -> None:
    nothing = CaseDraft(
        service="KT",
        first_contact_date=None,
        main_concern="",
        concern_basis="",
        gender="",
        age_band="",
        countries=(),
        country_ground="",
        referrer="",
    )
    verdict = validate_registration(nothing, TODAY)
    assert {found.code for found in verdict.errors} == {"required"}
    assert {found.field for found in verdict.errors} == {
        *("first_contact_date", "main_concern", "concern_basis", "gender", "age_band"),
        *("countries", "country_ground", "referrer", "abroad_case"),
    }
    assert verdict.warnings == ()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"first_contact_date": date(2024, 5, 3)}, ("first_contact_date", "date_in_future")),
        ({"first_contact_date": date(2020, 12, 31)}, ("first_contact_date", "date_before_guideline")),
        ({"main_concern": "x"}, ("main_concern", "unknown_code")),
        ({"gender": "x"}, ("gender", "unknown_code")),
        ({"referrer": "school"}, ("referrer", "unknown_code")),
        ({"referrer": "bufdir"}, None),
        ({"countries": ("XX",)}, ("countries", "unknown_code")),
        ({"countries": ("SO", "SO")}, ("countries", "given_twice")),
        ({"countries": ("unknown", "SO")}, ("countries", "unknown_stands_alone")),
        ({"countries": ("SO", "KE"), "country_ground": "own_birth"}, ("countries", "born_in_one_country")),
        (
            {"countries": ("NO",), "country_ground": "own_birth"},
            ("countries", "born_in_norway_asks_parents"),
        ),
        ({"country_ground": "cousins"}, ("country_ground", "unknown_code")),
        ({"immigration_case": True}, ("immigration_reason", "required")),
        (
            {"immigration_reason": "asylum_question"},
            ("immigration_reason", "reason_without_immigration"),
        ),
        (
            {"immigration_case": True, "immigration_reason": "x"},
            ("immigration_reason", "unknown_code"),
        ),
        ({"abroad_case": None}, ("abroad_case", "required")),
        ({"agencies_involved": ("x",)}, ("agencies_involved", "unknown_code")),
        ({"agencies_to_involve": ("nav", "nav")}, ("agencies_to_involve", "given_twice")),
        (
            {"agencies_involved": ("nav",), "agencies_to_involve": ("nav",)},
            ("agencies_to_involve", "agency_in_both"),
        ),
        ({"secondary_concerns": ("negative_social_control",)}, ("secondary_concerns", "same_as_main")),
        ({"secondary_concerns": ("x",)}, ("secondary_concerns", "unknown_code")),
        ({"attributes": CaseAttributes(control_motive="x")}, ("control_motive", "unknown_code")),
        ({"attributes": CaseAttributes(control_arenas=("x",))}, ("control_arenas", "unknown_code")),
        (
            {"attributes": CaseAttributes(return_obstacle="exit_ban")},
            ("return_obstacle", "obstacle_without_failed_return"),
        ),
        (
            {"attributes": CaseAttributes(outcome="return_failed", return_obstacle="exit_ban")},
            None,
        ),
    ],
)
def test_one_wrong_thing_is_one_error_at_its_field(
    changes: dict[str, Any], error: tuple[str, str] | None
) -> None:
    assert errors_of(**changes) == ({error} if error else set())


def test_abroad_may_not_be_answered_where_it_was_not_collected() -> None:
    draft = plain_case("SU", date(2022, 5, 1), abroad_case=False)
    assert validate_registration(draft, TODAY).errors == (Problem("abroad_case", "not_collected"),)


def test_a_secondary_concern_must_be_in_use_in_the_service_and_year_of_its_case() -> None:
    draft = plain_case("MR", date(2023, 5, 1), secondary_concerns=("health_care_after_fgm",))
    assert validate_registration(draft, TODAY).errors == (Problem("secondary_concerns", "not_in_use"),)


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        (
            {"main_concern": "fear_fgm", "concern_basis": "feared", "gender": "male"},
            ("gender", "fgm_concerns_girls_and_women"),
        ),
        (
            {"main_concern": "fear_child_marriage", "concern_basis": "feared", "age_band": "18_24"},
            ("age_band", "adult_in_fear_of_child_marriage"),
        ),
        (
            {"main_concern": "health_care_after_fgm", "concern_basis": "feared"},
            ("main_concern", "basis_unusual"),
        ),
    ],
)
def test_what_is_unusual_is_warned_of_and_not_stopped(
    changes: dict[str, Any], warning: tuple[str, str]
) -> None:
    assert warnings_of(**changes) == [warning]
    assert errors_of(**changes) == set()


def test_several_warnings_come_together() -> None:
    found = warnings_of(
        main_concern="fear_child_marriage",
        concern_basis="told",
        age_band="30_49",
        countries=("NO",),
    )
    assert [field for field, _ in found] == ["main_concern", "age_band", "countries"]


def test_a_field_that_is_wrong_is_not_warned_of_as_well() -> None:
    wrong_age = {"main_concern": "fear_child_marriage", "concern_basis": "feared", "age_band": "x"}
    assert warnings_of(**wrong_age) == []
    assert warnings_of(main_concern="x", concern_basis="told") == []
    assert warnings_of(main_concern="fear_fgm", concern_basis="x") == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"new": ""}, [("new_concern", "required")]),
        ({"new": "x"}, [("new_concern", "unknown_code")]),
        ({"new": "fear_fgm"}, [("new_concern", "same_as_before")]),
        ({"new": "completed_fgm"}, [("new_concern", "is_secondary_already")]),
        ({"new": "health_care_after_fgm", "year": 2023}, [("new_concern", "not_in_use")]),
        ({"reason": ""}, [("reason", "required")]),
        ({"reason": "because"}, [("reason", "unknown_code")]),
        ({"new": "", "reason": ""}, [("new_concern", "required"), ("reason", "required")]),
    ],
)
def test_a_correction_needs_another_concern_and_a_reason(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    wanted: dict[str, Any] = {
        "old": "fear_fgm",
        "new": "threats_and_violence",
        "reason": "wrong_key",
        "year": 2024,
        "service": "MR",
        "secondary": ["completed_fgm"],
    }
    assert [(found.field, found.code) for found in correction_problems(**{**wanted, **changes})] == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"topic": ""}, [("topic", "required")]),
        ({"topic": "x"}, [("topic", "unknown_code")]),
        (
            {"first_contact_date": None, "topic": ""},
            [("first_contact_date", "required"), ("topic", "required")],
        ),
    ],
)
def test_a_grey_zone_case_needs_a_day_and_a_topic(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    draft = replace(GreyZoneDraft(service="MR", first_contact_date=FIRST, topic="school"), **changes)
    assert [(found.field, found.code) for found in grey_zone_problems(draft, TODAY)] == expected


def test_every_optional_list_of_the_register_has_codes() -> None:
    for name in ("control_motives", "control_arenas", "stay_abroad_kinds", "case_outcomes", "case_flags"):
        assert len(code_list(name)) > 0


def test_messages_name_the_suggested_category() -> None:
    problem = Problem("main_concern", "another_concern_fits", "fear_fgm")
    assert "Frykt" in message_of(problem, suggestion="Frykt for kjønnslemlestelse")
    assert "fear_fgm" in message_of(problem)


def test_errors_are_gathered_by_field() -> None:
    found = errors_by_field([Problem("a", "required"), Problem("b", "required"), Problem("a", "given_twice")])
    assert {field: len(texts) for field, texts in found.items()} == {"a": 2, "b": 1}


def test_no_message_and_no_label_is_empty() -> None:
    assert all(str(text) for text in (*MESSAGES.values(), *LABELS.values()))
