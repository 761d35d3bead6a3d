"""What makes the trail append-only in the database itself, on SQLite and on PostgreSQL.

The triggers refuse UPDATE, DELETE, SQLite's INSERT OR REPLACE and PostgreSQL's TRUNCATE, whoever asks
and with whatever tool, ``fristed flush`` included. Who may drop a trigger may still forge; that is why
the lines are chained as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

TABLE = "audit_auditline"
REFUSAL = "the audit trail is append-only"

_SQLITE = (
    f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    # INSERT OR REPLACE deletes without asking the delete trigger.
    f"CREATE TRIGGER audit_no_replace BEFORE INSERT ON {TABLE} WHEN NEW.id IN (SELECT id FROM {TABLE}) "  # noqa: S608  constants only
    f"OR NEW.position IN (SELECT position FROM {TABLE}) OR NEW.line_hash IN (SELECT line_hash FROM {TABLE}) "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    f"CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)

SEAL: Mapping[str, Sequence[str]] = MappingProxyType({"sqlite": _SQLITE, "postgresql": _POSTGRESQL})
UNSEAL: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "sqlite": (
            "DROP TRIGGER IF EXISTS audit_no_update",
            "DROP TRIGGER IF EXISTS audit_no_delete",
            "DROP TRIGGER IF EXISTS audit_no_replace",
        ),
        "postgresql": (
            f"DROP TRIGGER IF EXISTS audit_no_truncate ON {TABLE}",
            f"DROP TRIGGER IF EXISTS audit_no_change ON {TABLE}",
            "DROP FUNCTION IF EXISTS audit_refuse()",
        ),
    }
)

# What is kept beside the lines: signed checkpoints, and what reviewers of the log have said.
BESIDE = ("audit_trailcheckpoint", "audit_reviewverdict")


def _sqlite_seal(table: str) -> Sequence[str]:
    return tuple(
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for change in ("UPDATE", "DELETE")
    )


def _postgresql_seal(table: str) -> Sequence[str]:
    return (
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse_beside()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_beside()",
    )


_REFUSE_BESIDE = (
    "CREATE FUNCTION audit_refuse_beside() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)

SEAL_BESIDE: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "sqlite": tuple(statement for table in BESIDE for statement in _sqlite_seal(table)),
        "postgresql": (
            _REFUSE_BESIDE,
            *(statement for table in BESIDE for statement in _postgresql_seal(table)),
        ),
    }
)
UNSEAL_BESIDE: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "sqlite": tuple(
            f"DROP TRIGGER IF EXISTS {table}_no_{change}"
            for table in BESIDE
            for change in ("update", "delete")
        ),
        "postgresql": (
            *(
                f"DROP TRIGGER IF EXISTS {table}_no_{what} ON {table}"
                for table in BESIDE
                for what in ("change", "truncate")
            ),
            "DROP FUNCTION IF EXISTS audit_refuse_beside()",
        ),
    }
)
