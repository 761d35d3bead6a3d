"""Carry uploads over to the room for what is handed in, and back.

This is a step of its own: PostgreSQL changes no table in the transaction that has filled it.
"""

from typing import Any

from django.db import migrations

INBOX = "tables"
SAME = ("reference", "account_id", "task_id", "answered_at", "refusal")


def carry_over(apps: Any, _schema_editor: Any) -> None:
    """Keep every upload with its files and findings."""
    HandedIn = apps.get_model("handed_in", "HandedIn")
    for old in apps.get_model("leak_finding", "Upload").objects.order_by("pk"):
        row = HandedIn.objects.create(
            inbox=INBOX,
            name=old.title,
            handed_in_at=old.uploaded_at,
            answer=old.findings,
            **{field: getattr(old, field) for field in SAME},
        )
        for file in old.files.order_by("pk"):
            row.files.create(name=file.name, content=bytes(file.content))


def carry_back(apps: Any, _schema_editor: Any) -> None:
    """Give every upload back to the tables it came from."""
    HandedIn = apps.get_model("handed_in", "HandedIn")
    for row in HandedIn.objects.filter(inbox=INBOX).order_by("pk"):
        old = apps.get_model("leak_finding", "Upload").objects.create(
            title=row.name,
            uploaded_at=row.handed_in_at,
            findings=row.answer,
            **{field: getattr(row, field) for field in SAME},
        )
        for file in row.files.order_by("pk"):
            old.files.create(name=file.name, content=bytes(file.content))
    HandedIn.objects.filter(inbox=INBOX).delete()


class Migration(migrations.Migration):
    dependencies = [("leak_finding", "0001_uploads"), ("handed_in", "0001_handed_in")]

    operations = [migrations.RunPython(carry_over, carry_back)]
