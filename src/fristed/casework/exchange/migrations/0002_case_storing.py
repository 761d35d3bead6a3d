"""Make the table of what somebody asked to be stored."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_case_uploads"), ("handed_in", "0001_handed_in")]

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
    ]
