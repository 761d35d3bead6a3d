"""Which rows stand in which database: the keys in their own, everything else in the main one."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

KEYS = "keys"
KEYS_LABEL = "vault_keys"


class KeysApart:
    """Sends the rows of the key database there, and nothing else."""

    def _home(self, label: str) -> str:
        return KEYS if label == KEYS_LABEL else "default"

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        """Give the database that a model is read from."""
        return self._home(model._meta.app_label)

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        """Give the database that a model is written to."""
        return self._home(model._meta.app_label)

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        """Whether two rows may point at each other: only within one database."""
        return self._home(one._meta.app_label) == self._home(other._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Whether a room's tables are made in a database."""
        return self._home(app_label) == db
