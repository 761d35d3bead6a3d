"""Make the tables of the directory."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="EntryCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("checked_date", models.DateField()),
                ("checked_at", models.DateTimeField()),
                ("checked_by", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["key", "-checked_date", "-id"],
                "indexes": [models.Index(fields=["key"], name="directory_entry_check_of_idx")],
            },
        ),
        migrations.CreateModel(
            name="EntryVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("content", models.TextField()),
                ("is_withdrawn", models.BooleanField(default=False)),
                ("state", models.CharField(default="proposed", max_length=10)),
                ("proposed_at", models.DateTimeField()),
                ("proposed_by", models.CharField(max_length=150)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=150)),
            ],
            options={
                "ordering": ["key", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "number"), name="directory_entry_version_is_one"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("key",),
                        name="directory_entry_has_one_proposal_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("proposed", "approved", "refused"))),
                        name="directory_entry_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(
                                models.Q(("decided_by", ""), _negated=True),
                                models.Q(
                                    ("is_withdrawn", True),
                                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="directory_entry_needs_other_hands",
                    ),
                ],
            },
        ),
    ]
