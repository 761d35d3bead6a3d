"""Spread the second net over the tables of the register, where the database is PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from fristed.foundation.identity.access.row_security import spread, taken_in


def spread_net(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in spread():
            schema_editor.execute(statement, params=None)


def take_net_in(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in taken_in():
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_access_fields"), ("access", "0001_access_room")]
    operations = [migrations.RunPython(spread_net, take_net_in)]
