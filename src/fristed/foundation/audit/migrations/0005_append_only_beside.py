"""Refuse in the database itself to change or delete a checkpoint or a reviewer's verdict."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from fristed.foundation.audit.append_only import SEAL_BESIDE, UNSEAL_BESIDE


def seal(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in SEAL_BESIDE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unseal(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNSEAL_BESIDE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_checkpoints_and_verdicts")]
    operations = [migrations.RunPython(seal, unseal)]
