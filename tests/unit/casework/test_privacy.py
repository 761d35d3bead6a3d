"""Every stored field is classed for privacy, and nothing that points at a person reaches the statistics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from importlib import import_module
from itertools import chain

import pytest
from django.apps import apps
from django.db import models

from fristed.casework.cases import fact_queries
from fristed.casework.cases.facts import CaseFact
from fristed.casework.cases.models import Case
from fristed.casework.cases.privacy import PRIVACY as CASES
from fristed.foundation.privacy import INTO_STATISTICS, PrivacyClass

ROOMS = {
    config.label: config.name
    for config in apps.get_app_configs()
    if config.name.startswith("fristed.") and list(config.get_models())
}
"""Every room that stores anything, by its label; a new room is found by itself."""


def classes_of(room: str) -> Mapping[str, PrivacyClass]:
    """Give the classes that a room states beside its models; a room without any fails."""
    found: Mapping[str, PrivacyClass] = import_module(f"{ROOMS[room]}.privacy").PRIVACY
    return found


def fields_of(room: str) -> set[str]:
    """Give every stored field of a room as ``Model.field``."""
    models_of = apps.get_app_config(room).get_models()
    return set(
        chain.from_iterable(
            (f"{model.__name__}.{column.name}" for column in model._meta.concrete_fields)
            for model in models_of
        )
    )


@pytest.mark.parametrize("room", ROOMS)
def test_every_stored_field_is_classed_and_no_class_is_left_over(room: str) -> None:
    assert set(classes_of(room)) == fields_of(room)


def test_every_room_that_stores_anything_is_looked_at() -> None:
    assert set(ROOMS) >= {"cases", "audit", "identity", "releases", "handed_in", "exchange", "web"}
    assert {ROOMS[room].split(".")[0] for room in ROOMS} == {"fristed"}


@pytest.mark.parametrize("room", ROOMS)
def test_who_of_the_staff_did_something_is_classed_as_that(room: str) -> None:
    named = {name for name in fields_of(room) if name.endswith(("_by", ".account_id", "actor_username"))}
    assert {classes_of(room)[name] for name in named} <= {PrivacyClass.STAFF}


def test_the_register_holds_no_free_text() -> None:
    assert PrivacyClass.TEXT not in CASES.values()
    texts = [
        column.name
        for model in apps.get_app_config("cases").get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, models.TextField)
    ]
    assert texts == []


def test_no_column_of_the_register_is_wide_enough_for_a_story() -> None:
    widths = [
        column.max_length
        for model in apps.get_app_config("cases").get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField) and CASES[f"{model.__name__}.{column.name}"] == "coded"
    ]
    assert max(width or 0 for width in widths) <= 40


def test_only_codes_and_years_are_read_into_facts() -> None:
    read = {f"Case.{name}" for name in fact_queries.CASE_FIELDS if name != "pk"}
    assert {CASES[name] for name in read} <= INTO_STATISTICS


def test_a_fact_has_no_field_for_a_day_a_reference_or_a_text() -> None:
    kept = {column.name for column in fields(CaseFact)}
    assert not kept & {"id", "pk", "reference", "first_contact_date", "registered_at", "on_date"}
    assert {column.type for column in fields(CaseFact)} <= {
        *("str", "int", "bool", "bool | None", "tuple[str, ...]"),
    }


def test_a_case_is_shown_by_its_random_reference_only() -> None:
    assert str(Case(reference="7K4MA-9QXTB", main_concern="fear_fgm")) == "7K4MA-9QXTB"
