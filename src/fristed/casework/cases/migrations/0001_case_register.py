"""The register: cases with their parts, grey-zone cases, imports and confirmed years."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("cases", "0001_register"),
        ("cases", "0002_year_confirmations"),
        ("cases", "0003_case_imports"),
        ("cases", "0004_access_fields"),
    ]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("service", models.CharField(max_length=2)),
                ("reference", models.CharField(max_length=11, unique=True)),
                ("status", models.CharField(default="open", max_length=10)),
                ("registered_at", models.DateTimeField()),
                ("first_contact_date", models.DateField()),
                ("closed_date", models.DateField(blank=True, null=True)),
                ("main_concern", models.CharField(max_length=40)),
                ("concern_basis", models.CharField(max_length=40)),
                ("gender", models.CharField(max_length=40)),
                ("age_band", models.CharField(max_length=40)),
                ("country_background", models.CharField(max_length=7)),
                ("country_ground", models.CharField(max_length=40)),
                ("referrer", models.CharField(max_length=40)),
                ("immigration_case", models.BooleanField()),
                ("immigration_reason", models.CharField(blank=True, max_length=40)),
                ("abroad_case", models.BooleanField(null=True)),
                ("control_motive", models.CharField(blank=True, max_length=40)),
                ("stay_kind", models.CharField(blank=True, max_length=40)),
                ("stay_companion", models.CharField(blank=True, max_length=40)),
                ("outcome", models.CharField(blank=True, max_length=40)),
                ("return_obstacle", models.CharField(blank=True, max_length=40)),
                ("trafficking", models.BooleanField(null=True)),
                ("elderly", models.BooleanField(null=True)),
                ("capacity_to_consent", models.BooleanField(null=True)),
                ("address_grading", models.CharField(default="none", max_length=12)),
                ("person_pseudonym", models.CharField(blank=True, default="", max_length=64)),
                ("responsible", models.BigIntegerField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["service", "-first_contact_date", "-id"], name="case_newest_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ("KT", "MR", "SU"))),
                        name="case_service_has_a_register",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ("open", "closed"))), name="case_status_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "main_concern__in",
                                (
                                    "completed_child_marriage",
                                    "completed_fgm",
                                    "completed_forced_marriage",
                                    "fear_child_marriage",
                                    "fear_fgm",
                                    "fear_forced_marriage",
                                    "fear_involuntary_stay_abroad",
                                    "forced_to_remain_in_marriage",
                                    "health_care_after_fgm",
                                    "involuntary_stay_abroad",
                                    "negative_social_control",
                                    "threats_and_violence",
                                ),
                            )
                        ),
                        name="case_main_concern_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("concern_basis__in", ("confirmed", "feared", "suspected", "told", "unknown"))
                        ),
                        name="case_concern_basis_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gender__in", ("female", "male", "other", "unknown"))),
                        name="case_gender_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "age_band__in",
                                (
                                    "12_14",
                                    "15",
                                    "16_17",
                                    "18_24",
                                    "25_29",
                                    "30_49",
                                    "50_plus",
                                    "under_12",
                                    "unknown",
                                ),
                            )
                        ),
                        name="case_age_band_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("country_ground__in", ("own_birth", "parents", "grandparents", "unknown"))
                        ),
                        name="case_country_ground_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("immigration_case", True), ("immigration_reason", ""), _connector="OR"
                        ),
                        name="case_immigration_reason_needs_the_flag",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_date__isnull", False), ("status", "closed")),
                            models.Q(("closed_date__isnull", True), ("status", "open")),
                            _connector="OR",
                        ),
                        name="case_closed_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_date__isnull", True),
                            ("closed_date__gte", models.F("first_contact_date")),
                            _connector="OR",
                        ),
                        name="case_closed_after_first_contact",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("address_grading__in", ("none", "confidential", "strictly"))),
                        name="case_grading_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agency", models.CharField(max_length=40)),
                ("role", models.CharField(max_length=10)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agencies", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "agency"), name="agency_in_one_role"),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ("involved", "to_involve"))),
                        name="agency_role_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on_date", models.DateField()),
                ("registered_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="cases.case"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "on_date"], name="contact_by_case_idx"),
                    models.Index(fields=["on_date"], name="contact_by_date_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ControlArena",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("arena", models.CharField(max_length=40)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="control_arenas",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "arena"), name="control_arena_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "arena__in",
                                (
                                    "digital",
                                    "faith_community",
                                    "family",
                                    "other",
                                    "partner",
                                    "peers",
                                    "unknown",
                                ),
                            )
                        ),
                        name="control_arena_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CurrentConcern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("concern", models.CharField(max_length=40)),
                ("on_date", models.DateField()),
                ("registered_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="current_concerns",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "ordering": ["on_date", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "concern__in",
                                (
                                    "completed_child_marriage",
                                    "completed_fgm",
                                    "completed_forced_marriage",
                                    "fear_child_marriage",
                                    "fear_fgm",
                                    "fear_forced_marriage",
                                    "fear_involuntary_stay_abroad",
                                    "forced_to_remain_in_marriage",
                                    "health_care_after_fgm",
                                    "involuntary_stay_abroad",
                                    "negative_social_control",
                                    "threats_and_violence",
                                ),
                            )
                        ),
                        name="current_concern_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("case", "concern", "on_date"), name="current_concern_once_a_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FurtherCountry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("country", models.CharField(max_length=7)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="further_countries",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "position"), name="further_country_has_a_place"),
                    models.UniqueConstraint(fields=("case", "country"), name="further_country_once"),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 2)), name="further_country_after_the_first"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MainConcernCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old_concern", models.CharField(max_length=40)),
                ("new_concern", models.CharField(max_length=40)),
                ("reason", models.CharField(max_length=40)),
                ("by_username", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason__in", ("wrong_key", "category_misread", "ground_mistaken", "wrong_case"))
                        ),
                        name="correction_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("old_concern", models.F("new_concern")), _negated=True),
                        name="correction_changes_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondaryConcern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("concern", models.CharField(max_length=40)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="secondary_concerns",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "concern"), name="secondary_concern_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "concern__in",
                                (
                                    "completed_child_marriage",
                                    "completed_fgm",
                                    "completed_forced_marriage",
                                    "fear_child_marriage",
                                    "fear_fgm",
                                    "fear_forced_marriage",
                                    "fear_involuntary_stay_abroad",
                                    "forced_to_remain_in_marriage",
                                    "health_care_after_fgm",
                                    "involuntary_stay_abroad",
                                    "negative_social_control",
                                    "threats_and_violence",
                                ),
                            )
                        ),
                        name="secondary_concern_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="YearConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("service", models.CharField(max_length=2)),
                ("year", models.PositiveSmallIntegerField()),
                ("confirmed_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["-year", "service"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ("KT", "MR", "SU"))),
                        name="confirmation_service_has_a_register",
                    ),
                    models.UniqueConstraint(fields=("service", "year"), name="confirmation_once_per_year"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("service", models.CharField(max_length=2)),
                ("file_sha256", models.CharField(max_length=64)),
                ("cases", models.PositiveIntegerField()),
                ("left_out", models.PositiveIntegerField()),
                ("by_username", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "file_sha256"), name="import_stores_a_file_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ("KT", "MR", "SU"))),
                        name="import_service_has_a_register",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cases__gte", 1)), name="import_stores_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GreyZoneCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("service", models.CharField(max_length=2)),
                ("reference", models.CharField(max_length=11, unique=True)),
                ("registered_at", models.DateTimeField()),
                ("first_contact_date", models.DateField()),
                ("topic", models.CharField(max_length=40)),
                ("converted_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grey_zone_case",
                        to="cases.case",
                    ),
                ),
                ("address_grading", models.CharField(default="none", max_length=12)),
                ("person_pseudonym", models.CharField(blank=True, default="", max_length=64)),
                ("responsible", models.BigIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ("MR",))), name="grey_zone_is_of_the_advisers"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "topic__in",
                                (
                                    "identity",
                                    "family_trouble",
                                    "school",
                                    "life_skills",
                                    "health",
                                    "economy",
                                    "residence",
                                    "other",
                                ),
                            )
                        ),
                        name="grey_zone_topic_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case__isnull", True), ("converted_at__isnull", True)),
                            models.Q(("case__isnull", False), ("converted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="grey_zone_converted_has_case_and_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("address_grading__in", ("none", "confidential", "strictly"))),
                        name="grey_zone_grading_is_known",
                    ),
                ],
            },
        ),
    ]
