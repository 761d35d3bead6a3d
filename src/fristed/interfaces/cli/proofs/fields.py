"""Every field that is stored has been classed by how near it comes to a person."""

from __future__ import annotations

from importlib import import_module

from django.apps import apps

from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.cli.proofs.measured import Measured


def unclassed_fields(_command: FristedCommand, *, quick: bool) -> Measured:
    """Count stored fields without a class, and classes without a field."""
    wrong, size = [], 0
    for room in apps.get_app_configs():
        models = list(room.get_models()) if room.name.startswith("fristed.") else []
        if models:
            stored = {f"{one.__name__}.{field.name}" for one in models for field in one._meta.concrete_fields}
            size += len(stored)
            wrong += [f"{room.label}: {name}" for name in sorted(stored ^ classed_in(room.name))]
    return Measured(len(wrong), "fields without a class", size, size, "; ".join(wrong[:3]))


def classed_in(room: str) -> set[str]:
    """Give the fields that a room has classed; none where it has no such page."""
    try:
        return set(import_module(f"{room}.privacy").PRIVACY)
    except ModuleNotFoundError:
        return set()
