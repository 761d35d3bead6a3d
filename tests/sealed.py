"""The seal of the audit trail, set and lifted by its own migration, for tests."""

from __future__ import annotations

from importlib import import_module

from django.apps import apps
from django.db import connection

_MIGRATION = import_module("fristed.foundation.audit.migrations.0002_only_added_to")
REFUSAL: str = _MIGRATION.REFUSAL
TABLE: str = _MIGRATION.LINES


def set_the_seal() -> None:
    """Refuse again to change or delete what the trail has."""
    _MIGRATION.seal(apps, connection.schema_editor())


def lift_the_seal() -> None:
    """Let the trail be changed, as somebody can who may change the database itself."""
    _MIGRATION.unseal(apps, connection.schema_editor())
