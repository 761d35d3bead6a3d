"""Code lists are published with when their codes are valid, and what they answer to in other lists."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from fristed.interfaces.api.codelists import LISTS_OF
from fristed.methods.classifications import code_list, code_list_names, correspondence, correspondence_names

pytestmark = pytest.mark.django_db


def told(path: str) -> Any:
    answer = Client().get(f"/api/v2{path}")
    assert answer.status_code == 200
    return answer.json()


def test_every_code_list_is_published() -> None:
    listed = told("/codelists?lang=en")
    assert [one["id"] for one in listed["codelists"]] == [f"vs_{name}" for name in code_list_names()]
    for one in listed["codelists"]:
        found = Client().get(one["links"][0]["href"]).json()
        assert found["label"] == one["label"]
        assert [value["code"] for value in found["values"]] == list(code_list(one["id"][3:]).codes())


def test_a_code_tells_when_and_by_whom_it_is_used() -> None:
    found = told("/codelists/vs_main_concerns?lang=en")
    entry = next(e for e in found["extension"]["codes"] if e["code"] == "negative_social_control")
    assert entry["validFrom"] == "2021-01-01"
    assert {span["service"] for span in entry["services"]} == {"KT", "MR", "SU"}
    assert entry["parent"] == "negative_social_control"
    care = next(e for e in found["extension"]["codes"] if e["code"] == "health_care_after_fgm")
    assert {"service": "MR", "firstYear": 2024} in care["services"]


def test_a_code_whose_validity_has_ended_says_so() -> None:
    ended = [entry for entry in told("/codelists/vs_counties")["extension"]["codes"] if "validTo" in entry]
    expected = [code for code in code_list("counties") if code.valid_to]
    assert [entry["code"] for entry in ended] == [code.code for code in expected]


def test_correspondences_stand_with_both_of_their_lists() -> None:
    every = {}
    for name in code_list_names():
        for one in told(f"/codelists/vs_{name}")["extension"]["correspondences"]:
            every[one["id"]] = one
    assert set(every) == set(correspondence_names())
    pairs = every["genders_to_published"]["pairs"]
    assert [(p["source"], p["target"]) for p in pairs] == list(correspondence("genders_to_published").pairs)


def test_a_label_comes_in_the_language_that_is_asked_for() -> None:
    assert told("/codelists/vs_services?lang=en")["values"][0]["label"] == "The Expert Team"
    assert told("/codelists/vs_services")["language"] == "no"


def test_the_lists_of_variables_exist() -> None:
    assert {name for names in LISTS_OF.values() for name in names} <= set(code_list_names())
