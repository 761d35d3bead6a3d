"""Frozen facts, releases, official versions and their printed forms, with wishes and requests."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("releases", "0001_releases"),
        ("releases", "0002_protection_and_wishes"),
        ("releases", "0003_rules_and_requests"),
        ("releases", "0004_prints"),
        ("releases", "0005_wished_instead"),
        ("releases", "0006_official_releases"),
        ("releases", "0007_printed_forms"),
        ("releases", "0008_tried_beside_versions"),
        ("releases", "0009_signed_seals"),
    ]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ReleaseRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("policy", models.CharField(max_length=40)),
                ("task_id", models.CharField(max_length=64)),
                ("requested_at", models.DateTimeField()),
                ("requested_by", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["-requested_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "policy"), name="request_once_per_release")
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondaryWish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("policy", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=120)),
                ("wished_at", models.DateTimeField()),
                ("wished_by", models.CharField(max_length=150)),
                ("instead_of", models.CharField(blank=True, default="", max_length=120)),
            ],
            options={
                "ordering": ["year", "policy", "key"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "policy", "key"), name="wish_once_per_cell")
                ],
            },
        ),
        migrations.CreateModel(
            name="FrozenFacts",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("as_of_date", models.DateField()),
                ("content", models.BinaryField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("facts", models.PositiveIntegerField()),
                ("code_lists", models.TextField()),
                ("frozen_at", models.DateTimeField()),
                ("frozen_by", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["-frozen_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("final", "preliminary", "running"))),
                        name="frozen_facts_kind_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("policy", models.CharField(max_length=40)),
                ("policy_version", models.CharField(max_length=20)),
                ("layout", models.CharField(max_length=40)),
                ("facts_sha256", models.CharField(max_length=64)),
                ("payload", models.TextField()),
                ("payload_sha256", models.CharField(max_length=64)),
                ("computed_at", models.DateTimeField()),
                ("computed_by", models.CharField(max_length=150)),
                ("certificate", models.TextField(blank=True, default="")),
                ("protection", models.TextField(blank=True, default="")),
                ("policy_content", models.TextField(blank=True, default="")),
                ("policy_sha256", models.CharField(blank=True, default="", max_length=64)),
                ("printed", models.TextField(blank=True, default="")),
                (
                    "frozen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="releases.frozenfacts",
                    ),
                ),
                ("tried", models.TextField(blank=True, default="")),
            ],
            options={
                "ordering": ["-computed_at", "-id"],
                "indexes": [
                    models.Index(fields=["year", "policy", "-computed_at"], name="release_newest_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficialRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("policy", models.CharField(max_length=40)),
                ("version", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(blank=True, default="", max_length=30)),
                ("proposed_at", models.DateTimeField()),
                ("proposed_by", models.CharField(max_length=150)),
                ("sent_back", models.CharField(blank=True, default="", max_length=30)),
                ("signed_off_at", models.DateTimeField(blank=True, null=True)),
                ("signed_off_by", models.CharField(blank=True, default="", max_length=150)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("published_by", models.CharField(blank=True, default="", max_length=150)),
                ("next_update_date", models.DateField(blank=True, null=True)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="releases.storedrelease"
                    ),
                ),
                ("signed_seal", models.CharField(blank=True, default="", max_length=64)),
            ],
            options={
                "ordering": ["-year", "policy", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "policy", "version"), name="official_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="official_correction_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at__isnull", True), ("signed_off_at__isnull", False), _connector="OR"
                        ),
                        name="official_is_signed_before_it_is_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_off_at__isnull", True),
                            models.Q(("signed_off_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="official_is_signed_by_somebody_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrintRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("task_id", models.CharField(max_length=64)),
                ("requested_at", models.DateTimeField()),
                ("requested_by", models.CharField(max_length=150)),
                ("written", models.PositiveSmallIntegerField(default=0)),
                ("wanted", models.PositiveSmallIntegerField(default=0)),
                (
                    "official",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="print_run",
                        to="releases.officialrelease",
                    ),
                ),
            ],
            options={
                "ordering": ["-requested_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PrintedForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("form", models.CharField(max_length=10)),
                ("part", models.CharField(blank=True, default="", max_length=60)),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("media_type", models.CharField(max_length=100)),
                ("content", models.BinaryField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "official",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forms",
                        to="releases.officialrelease",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("official", "name"), name="printed_form_name_once")
                ],
            },
        ),
    ]
