"""The trail: its head, its lines, signed checkpoints, and verdicts of those who review the log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("audit", "0001_trail"),
        ("audit", "0002_append_only"),
        ("audit", "0003_lines_by_subject"),
        ("audit", "0004_checkpoints_and_verdicts"),
        ("audit", "0005_append_only_beside"),
    ]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveBigIntegerField(default=0)),
                ("line_hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="audit_has_one_head")
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveBigIntegerField(unique=True)),
                ("at", models.DateTimeField()),
                ("event", models.CharField(max_length=60)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor_username", models.CharField(max_length=60)),
                ("subject", models.CharField(blank=True, max_length=120)),
                ("facts", models.TextField()),
                ("previous_hash", models.CharField(max_length=64)),
                ("line_hash", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1)), name="audit_position_from_one"
                    )
                ],
                "indexes": [
                    models.Index(fields=["subject", "position"], name="audit_by_subject_idx"),
                    models.Index(fields=["event", "position"], name="audit_by_event_idx"),
                    models.Index(fields=["actor_username", "position"], name="audit_by_actor_idx"),
                    models.Index(fields=["at"], name="audit_by_time_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewVerdict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("finding", models.CharField(max_length=64)),
                ("rule", models.CharField(max_length=30)),
                ("about_username", models.CharField(max_length=60)),
                ("up_to_position", models.PositiveBigIntegerField()),
                ("verdict", models.CharField(max_length=10)),
                ("reason", models.CharField(max_length=400)),
                ("by_username", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["at", "pk"],
                "indexes": [models.Index(fields=["finding", "at"], name="audit_by_finding_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ("fine", "asked", "reported"))),
                        name="audit_verdict_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by_username", models.F("about_username")), _negated=True),
                        name="audit_nobody_reviews_own",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrailCheckpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.PositiveBigIntegerField(unique=True)),
                ("root", models.CharField(max_length=64)),
                ("frontier", models.TextField()),
                ("note", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["size"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__gte", 1)), name="audit_checkpoint_from_one"
                    )
                ],
            },
        ),
    ]
