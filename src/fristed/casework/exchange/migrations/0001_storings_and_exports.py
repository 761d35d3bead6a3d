"""What somebody asked to be stored of a file handed in, and the exports that were made."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("exchange", "0001_case_uploads"),
        ("exchange", "0002_case_storing"),
        ("exchange", "0003_uploads_carried_over"),
        ("exchange", "0004_without_own_uploads"),
    ]

    dependencies = [
        ("handed_in", "0001_handed_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseStoring",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("leave_out", models.TextField(default="[]")),
                ("task_id", models.CharField(default="", max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("stored_at", models.DateTimeField(null=True)),
                ("refusal", models.CharField(default="", max_length=20)),
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="handed_in.handedin",
                        to_field="reference",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=20, unique=True)),
                ("service", models.CharField(max_length=2)),
                ("by_username", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                ("purpose", models.CharField(max_length=200)),
                ("form", models.CharField(max_length=4)),
                ("rows", models.PositiveIntegerField()),
                ("keep_until_date", models.DateField()),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
    ]
