"""Refuse in the database itself to change or delete a line of the trail."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from fristed.foundation.audit.append_only import SEAL, UNSEAL


def seal(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in SEAL[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unseal(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNSEAL[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_trail")]
    operations = [migrations.RunPython(seal, unseal)]
