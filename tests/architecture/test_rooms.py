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
# the second net tells PostgreSQL who acts, backups mark all rows, and a proof looks at rows as they lie.
SQL_ALLOWED = ("statistics/tabulation/", "foundation/audit/", "foundation/backups/")
# A register of a million cases is copied in, to be measured and thrown away.
SQL_ALLOWED += ("foundation/identity/access/net.py", "interfaces/cli/casework_bench.py")
SQL_ALLOWED += ("interfaces/cli/proofs/modes.py",)


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


WINGS = ("casework", "integration", "knowledge")
# The one module that both casework and integration may import from the room between them.
DOOR = "fristed.foundation.legal_basis.actions.crossing"


def imported_in(source: str) -> set[str]:
    """Give the modules that a piece of source imports, with what is taken from them."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def named_in_texts(source: str) -> set[str]:
    """Give texts that name a module or a model, as names given to ``import_module`` or a foreign key do."""
    nodes = ast.walk(ast.parse(source))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def ways_between_wings(source: str, wing: str, labels: frozenset[str]) -> set[str]:
    """Give what in one wing's source leads to another: imports, names of modules, keys by label."""
    others = tuple(f"fristed.{one}" for one in WINGS if one != wing)
    found = {name for name in imported_in(source) if name.startswith(others)}
    texts = named_in_texts(source)
    found |= {text for text in texts if text.startswith(others)}
    return found | {text for text in texts if text.split(".")[0] in labels and text.count(".") == 1}


def labels_outside(wing: str) -> frozenset[str]:
    """Give the labels of the rooms of the other wings."""
    others = tuple(f"fristed.{one}." for one in WINGS if one != wing)
    return frozenset(room.label for room in apps.get_app_configs() if room.name.startswith(others))


@pytest.mark.parametrize("wing", WINGS)
def test_no_wing_has_a_way_to_another_but_the_one_door(wing: str) -> None:
    offenders = {
        path.relative_to(SOURCE).as_posix(): ways
        for path in (SOURCE / wing).rglob("*.py")
        if (ways := ways_between_wings(path.read_text("utf-8"), wing, labels_outside(wing)))
    }
    assert offenders == {}


@pytest.mark.parametrize(
    "planted",
    [
        "from fristed.integration.settlement.models import Person",
        "import fristed.integration.settlement.queries",
        "from fristed import integration",
        "import_module('fristed.integration.settlement.models')",
        "models.ForeignKey('settlement.Person', on_delete=models.CASCADE)",
    ],
)
def test_a_way_between_wings_would_be_found(planted: str) -> None:
    assert ways_between_wings(planted, "casework", frozenset({"settlement"}))


def test_only_the_verb_that_hands_over_opens_the_door_in_casework() -> None:
    users = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if DOOR in imported_in(path.read_text("utf-8"))
    }
    assert users == {"casework/persons/actions/handing_over.py"}


def test_no_model_of_the_room_between_points_into_a_wing() -> None:
    held = {
        floor_of(field.related_model)  # type: ignore[arg-type]
        for model in apps.get_app_config("legal_basis").get_models()
        for field in model._meta.get_fields()
        if getattr(field, "concrete", False) and field.related_model
    }
    assert not held & set(WINGS)


# Rooms that may seal what identifies; ``prove modes`` tries the first two, the third is the one door.
SEALING = {"seal", "seal_many", "seal_place"}
MAY_SEAL = {
    "casework/persons/actions/persons.py",
    "casework/persons/actions/places.py",
    "foundation/legal_basis/actions/crossing.py",
    "casework/reception/actions/details.py",
    "casework/housing/actions/addresses.py",
}
# Rooms that seal what somebody wrote in words about the work: marks that point straight at a person are
# refused there, by the one rule of ``free_text``; a draft of a call is held to it when it is registered.
WRITES_WORDS = {
    "casework/consultations/actions/contact.py",
    "casework/consultations/actions/drafts.py",
    "casework/housing/storing.py",
    "casework/journal/actions/sealing.py",
    "casework/papers/actions/summarising.py",
    "casework/plans/words.py",
    "casework/repatriation/actions/storing.py",
    "casework/referrals/actions/proposing.py",
    "casework/referrals/conferences/actions.py",
}


def seals(path: Path) -> bool:
    """Whether a module has the verbs of the vault that seal, by name or of the vault's module."""
    text = path.read_text("utf-8")
    named = imported_in(text)
    if "fristed.foundation.vault.actions" not in named:
        return False
    used = {node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)}
    return bool(SEALING & (used | {one.rpartition(".")[2] for one in named}))


def test_who_seals_is_known_and_is_tried_by_prove_modes() -> None:
    outside = [one for one in SOURCE.rglob("*.py") if "vault" not in one.parts and "cli" not in one.parts]
    assert {one.relative_to(SOURCE).as_posix() for one in outside if seals(one)} == MAY_SEAL | WRITES_WORDS


def test_a_room_that_seals_words_refuses_what_points_straight_at_somebody() -> None:
    rooms = {"/".join(one.split("/")[:2]) for one in WRITES_WORDS}
    asks = {
        room
        for room in rooms
        for path in (SOURCE / room).rglob("*.py")
        if "fristed.casework.cases.free_text.marks_refused" in imported_in(path.read_text("utf-8"))
    }
    assert asks == rooms
