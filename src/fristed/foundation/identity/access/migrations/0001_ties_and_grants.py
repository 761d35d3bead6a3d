"""What a decision on access rests on: ties, blocks, names, grants, broken glass and gradings to lower."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("access", "0001_access_room"), ("access", "0002_ties_by_reference")]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("service", models.CharField(max_length=2)),
                ("reference", models.CharField(max_length=11)),
                ("account_id", models.BigIntegerField()),
                ("blocked_at", models.DateTimeField()),
                ("blocked_by", models.CharField(max_length=60)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["service", "ended_at"], name="block_by_service_idx"),
                    models.Index(fields=["reference"], name="block_by_reference_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("account_id", "reference"),
                        name="block_holds_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BrokenGlass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16, unique=True)),
                ("service", models.CharField(max_length=2)),
                ("reference", models.CharField(max_length=11)),
                ("account_id", models.BigIntegerField()),
                ("reason", models.CharField(max_length=400)),
                ("broken_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("reviewed_by", models.CharField(blank=True, max_length=60)),
                ("outcome", models.CharField(blank=True, max_length=15)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account_id", "until_at"], name="glass_by_account_idx"),
                    models.Index(fields=["service", "reviewed_at"], name="glass_by_service_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_at__gt", models.F("broken_at"))), name="glass_has_an_end"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ("", "justified", "not_justified"))),
                        name="glass_outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("reviewed_at__isnull", True)),
                            models.Q(
                                ("reviewed_at__isnull", False), models.Q(("outcome", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="glass_reviewed_has_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16, unique=True)),
                ("service", models.CharField(max_length=2)),
                ("reference", models.CharField(blank=True, max_length=11)),
                ("account_id", models.BigIntegerField()),
                ("level", models.CharField(max_length=5)),
                ("purpose", models.CharField(max_length=200)),
                ("stands_in_for_account_id", models.BigIntegerField(null=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("given_at", models.DateTimeField()),
                ("given_by", models.CharField(max_length=60)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account_id", "ends_at"], name="grant_by_account_idx"),
                    models.Index(fields=["service", "ends_at"], name="grant_by_service_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ("read", "work"))), name="grant_level_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="grant_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose", ""), _negated=True), name="grant_has_a_purpose"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lowering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("service", models.CharField(max_length=2)),
                ("reference", models.CharField(max_length=11)),
                ("grading", models.CharField(max_length=12)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=60)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grading__in", ("none", "confidential", "strictly"))),
                        name="lowering_grading_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("asked_by")), _negated=True),
                        name="lowering_takes_a_second_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=("reference",),
                        name="lowering_asked_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Naming",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("service", models.CharField(max_length=2)),
                ("reference", models.CharField(max_length=11)),
                ("account_id", models.BigIntegerField()),
                ("named_at", models.DateTimeField()),
                ("named_by", models.CharField(max_length=60)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["service", "ended_at"], name="naming_by_service_idx"),
                    models.Index(fields=["reference"], name="naming_by_reference_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("account_id", "reference"),
                        name="naming_holds_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffPseudonym",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account_id", models.BigIntegerField()),
                ("pseudonym", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("account_id", "pseudonym"), name="staff_pseudonym_once"),
                    models.CheckConstraint(
                        condition=models.Q(("pseudonym", ""), _negated=True),
                        name="staff_pseudonym_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "glass",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="access.brokenglass",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account_id", "read_at"], name="notice_by_account_idx")],
                "constraints": [models.UniqueConstraint(fields=("glass", "account_id"), name="notice_once")],
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("service", models.CharField(max_length=2)),
                ("reference", models.CharField(max_length=11)),
                ("account_id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("declared_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["service", "ended_at"], name="tie_by_service_idx"),
                    models.Index(fields=["reference"], name="tie_by_reference_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("self", "kin", "partner", "other"))),
                        name="tie_kind_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("account_id", "reference"),
                        name="tie_holds_once",
                    ),
                ],
            },
        ),
    ]
