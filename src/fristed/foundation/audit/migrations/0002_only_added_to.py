"""Refuse in the database itself to change or delete a line of the trail, a checkpoint or a verdict.

The triggers refuse UPDATE, DELETE, SQLite's INSERT OR REPLACE and PostgreSQL's TRUNCATE, whoever asks
and with whatever tool, ``fristed flush`` included. Who may drop a trigger may still forge; that is why
the lines are chained as well.
"""

from collections.abc import Iterator

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

LINES = "audit_auditline"
# What is kept beside the lines: signed checkpoints, and what reviewers of the log have said.
BESIDE = ("audit_trailcheckpoint", "audit_reviewverdict")
# The triggers of a table are called after it.
NAMED = {LINES: "audit", **{table: table for table in BESIDE}}
REFUSAL = "the audit trail is append-only"


def sealed_in_sqlite() -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for table, name in NAMED.items():
        for change in ("UPDATE", "DELETE"):
            yield f"CREATE TRIGGER {name}_no_{change.lower()} BEFORE {change} ON {table} {refuse}"
    # INSERT OR REPLACE deletes without asking the delete trigger.
    held = " OR ".join(
        f"NEW.{column} IN (SELECT {column} FROM {LINES})"  # noqa: S608  constants only
        for column in ("id", "position", "line_hash")
    )
    yield f"CREATE TRIGGER audit_no_replace BEFORE INSERT ON {LINES} WHEN {held} {refuse}"


def sealed_in_postgresql() -> Iterator[str]:
    for function in ("audit_refuse", "audit_refuse_beside"):
        yield (
            f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for table, name in NAMED.items():
        refuse = "EXECUTE FUNCTION " + ("audit_refuse()" if table == LINES else "audit_refuse_beside()")
        yield f"CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}"
        yield f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}"


def unsealed_in_sqlite() -> Iterator[str]:
    yield "DROP TRIGGER IF EXISTS audit_no_replace"
    for name in NAMED.values():
        for change in ("update", "delete"):
            yield f"DROP TRIGGER IF EXISTS {name}_no_{change}"


def unsealed_in_postgresql() -> Iterator[str]:
    for table, name in NAMED.items():
        for what in ("truncate", "change"):
            yield f"DROP TRIGGER IF EXISTS {name}_no_{what} ON {table}"
    for function in ("audit_refuse", "audit_refuse_beside"):
        yield f"DROP FUNCTION IF EXISTS {function}()"


def seal(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    sealed = {"sqlite": sealed_in_sqlite, "postgresql": sealed_in_postgresql}
    for statement in sealed[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


def unseal(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    unsealed = {"sqlite": unsealed_in_sqlite, "postgresql": unsealed_in_postgresql}
    for statement in unsealed[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    replaces = [("audit", "0002_append_only"), ("audit", "0005_append_only_beside")]
    dependencies = [("audit", "0001_lines_checkpoints_verdicts")]
    operations = [migrations.RunPython(seal, unseal)]
