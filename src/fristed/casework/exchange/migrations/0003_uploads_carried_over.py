"""Carry uploads over to the room for what is handed in, and back.

This is a step of its own: PostgreSQL changes no table in the transaction that has filled it.
"""

from typing import Any

from django.db import migrations

INBOX = "cases"
SAME = ("reference", "account_id", "service", "task_id", "answered_at", "refusal")


def carry_over(apps: Any, _schema_editor: Any) -> None:
    """Keep every upload with its file, what was found, and that it was stored."""
    HandedIn, Storing = apps.get_model("handed_in", "HandedIn"), apps.get_model("exchange", "CaseStoring")
    files = {row.upload_id: row for row in apps.get_model("exchange", "UploadedCaseFile").objects.all()}
    for old in apps.get_model("exchange", "CaseUpload").objects.order_by("pk").iterator():
        row = HandedIn.objects.create(
            inbox=INBOX,
            name=old.file_name,
            sha256=old.file_sha256,
            handed_in_at=old.uploaded_at,
            answer=old.found,
            **{field: getattr(old, field) for field in SAME},
        )
        if file := files.get(old.pk):
            row.files.create(name=old.file_name, content=bytes(file.content))
        if old.stored_at:
            Storing.objects.create(upload_id=row.reference, asked_at=old.stored_at, stored_at=old.stored_at)


def carry_back(apps: Any, _schema_editor: Any) -> None:
    """Give every upload back to the tables it came from; what waits to be stored must be asked for again."""
    HandedIn = apps.get_model("handed_in", "HandedIn")
    stored = dict(apps.get_model("exchange", "CaseStoring").objects.values_list("upload_id", "stored_at"))
    for row in HandedIn.objects.filter(inbox=INBOX).order_by("pk"):
        old = apps.get_model("exchange", "CaseUpload").objects.create(
            file_name=row.name[:100],
            file_sha256=row.sha256,
            uploaded_at=row.handed_in_at,
            found=row.answer,
            stored_at=stored.get(row.reference),
            **{field: getattr(row, field) for field in SAME},
        )
        for file in row.files.all():
            apps.get_model("exchange", "UploadedCaseFile").objects.create(
                upload=old, content=bytes(file.content)
            )
    apps.get_model("exchange", "CaseStoring").objects.all().delete()
    HandedIn.objects.filter(inbox=INBOX).delete()


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_case_storing")]

    operations = [migrations.RunPython(carry_over, carry_back)]
