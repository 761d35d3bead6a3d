"""What imports do not show: foreign keys between floors, rows reached by name, queries written by hand."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

SOURCE = Path(__file__).resolve().parents[2] / "src" / "fristed"
FLOORS = {"methods": 0, "foundation": 1, "casework": 2, "integration": 2, "knowledge": 2, "statistics": 3}
FLOORS |= {"interfaces": 4, "config": 5}
# The counting engine speaks SQL by design; the audit trail forbids changes by trigger,
# and the second net tells PostgreSQL who acts.
SQL_ALLOWED = ("statistics/tabulation/", "foundation/audit/", "foundation/identity/access/net.py")


def floor_of(model: type[models.Model]) -> str | None:
    """Give the floor a model stands on, or ``None`` for a library's model."""
    words = model.__module__.split(".")
    return words[1] if words[0] == "fristed" else None


def reaches_across(holder: str, held: str) -> bool:
    """Whether a row on one floor may not point at a row on another: upwards, or between wings."""
    return FLOORS[held] > FLOORS[holder] or (FLOORS[held] == FLOORS[holder] and held != holder)


def keys_across() -> list[str]:
    """List foreign keys that point upwards or sideways."""
    found = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            held = getattr(field, "related_model", None) if getattr(field, "concrete", False) else None
            if (
                held
                and floor_of(model)
                and floor_of(held)
                and reaches_across(floor_of(model), floor_of(held))
            ):
                found.append(f"{model.__name__}.{field.name} -> {held.__name__}")
    return found


def calls_in(path: Path) -> set[str]:
    """Give the names of attributes called in a module."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {
        node.func.attr
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


def test_no_row_points_upwards_or_into_another_wing() -> None:
    assert keys_across() == []


@pytest.mark.parametrize(
    ("holder", "held", "across"),
    [("casework", "foundation", False), ("casework", "integration", True), ("foundation", "casework", True)],
)
def test_a_key_between_wings_or_upwards_would_be_found(holder: str, held: str, across: bool) -> None:
    assert reaches_across(holder, held) is across


def test_sql_is_written_by_hand_only_where_it_must_be() -> None:
    offenders = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        and not path.relative_to(SOURCE).as_posix().startswith(SQL_ALLOWED)
        and calls_in(path) & {"raw", "cursor", "executescript", "RawSQL", "extra"}
    ]
    assert offenders == []


def test_rooms_do_not_reach_each_others_rows_by_name() -> None:
    offenders = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts and "get_model" in calls_in(path)
    ]
    assert offenders == []
