"""Make the tables of outreach."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=11, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("service", models.CharField(max_length=2)),
                ("kind", models.CharField(max_length=40)),
                ("theme", models.CharField(max_length=40)),
                ("county", models.CharField(blank=True, max_length=40)),
                ("on_date", models.DateField()),
                ("participants", models.PositiveIntegerField(null=True)),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [models.Index(fields=["service", "on_date"], name="activity_by_day_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ("FT", "KT", "MR", "SU"))),
                        name="activity_service_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("teaching", "group", "open_door"))),
                        name="activity_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "theme__in",
                                (
                                    "discrimination",
                                    "identity",
                                    "integration",
                                    "life_skills",
                                    "other",
                                    "racism",
                                    "rights",
                                    "sexuality",
                                    "social_control",
                                ),
                            )
                        ),
                        name="activity_theme_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "county__in",
                                (
                                    "",
                                    "03",
                                    "11",
                                    "15",
                                    "18",
                                    "31",
                                    "32",
                                    "33",
                                    "34",
                                    "39",
                                    "40",
                                    "42",
                                    "46",
                                    "50",
                                    "55",
                                    "56",
                                ),
                            )
                        ),
                        name="activity_county_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("site", models.CharField(max_length=40)),
                ("year", models.PositiveSmallIntegerField()),
                ("month", models.PositiveSmallIntegerField(default=0)),
                ("answers", models.PositiveIntegerField()),
                ("girls", models.PositiveSmallIntegerField(null=True)),
                ("boys", models.PositiveSmallIntegerField(null=True)),
                ("others", models.PositiveSmallIntegerField(null=True)),
                ("useful_to_askers", models.PositiveSmallIntegerField(null=True)),
                ("useful_to_readers", models.PositiveSmallIntegerField(null=True)),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("site__in", ("ung.no",))), name="answers_site_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__lte", 12)), name="answers_month_is_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("girls__isnull", True), ("girls__lte", 100), _connector="OR"),
                        name="answers_girls_is_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("boys__isnull", True), ("boys__lte", 100), _connector="OR"),
                        name="answers_boys_is_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("others__isnull", True), ("others__lte", 100), _connector="OR"),
                        name="answers_others_is_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("useful_to_askers__isnull", True),
                            ("useful_to_askers__lte", 100),
                            _connector="OR",
                        ),
                        name="answers_useful_to_askers_is_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("useful_to_readers__isnull", True),
                            ("useful_to_readers__lte", 100),
                            _connector="OR",
                        ),
                        name="answers_useful_to_readers_is_percent",
                    ),
                    models.UniqueConstraint(fields=("site", "year", "month"), name="answers_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=11, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("service", models.CharField(max_length=2)),
                ("county", models.CharField(max_length=40)),
                ("school", models.CharField(blank=True, max_length=80)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("adviser", models.CharField(blank=True, max_length=80)),
                ("account_id", models.BigIntegerField(null=True)),
                ("share", models.PositiveSmallIntegerField()),
                ("since_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ("MR",))), name="post_service_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "county__in",
                                (
                                    "03",
                                    "11",
                                    "15",
                                    "18",
                                    "31",
                                    "32",
                                    "33",
                                    "34",
                                    "39",
                                    "40",
                                    "42",
                                    "46",
                                    "50",
                                    "55",
                                    "56",
                                ),
                            )
                        ),
                        name="post_county_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share__gte", 1), ("share__lte", 100)),
                        name="post_share_is_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_date__isnull", True),
                            ("until_date__gte", models.F("since_date")),
                            _connector="OR",
                        ),
                        name="post_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Week",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=11, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("service", models.CharField(max_length=2)),
                ("first_date", models.DateField()),
                ("last_date", models.DateField()),
                ("county", models.CharField(blank=True, max_length=40)),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ("FT", "KT", "MR", "SU"))),
                        name="week_service_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "county__in",
                                (
                                    "",
                                    "03",
                                    "11",
                                    "15",
                                    "18",
                                    "31",
                                    "32",
                                    "33",
                                    "34",
                                    "39",
                                    "40",
                                    "42",
                                    "46",
                                    "50",
                                    "55",
                                    "56",
                                ),
                            )
                        ),
                        name="week_county_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_date__gte", models.F("first_date"))),
                        name="week_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(fields=("service", "first_date"), name="week_begins_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=11, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("service", models.CharField(max_length=2)),
                ("asked_service", models.CharField(max_length=2)),
                ("state", models.CharField(max_length=40)),
                ("since_date", models.DateField()),
                ("audience", models.CharField(max_length=40)),
                ("county", models.CharField(blank=True, max_length=40)),
                ("form", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=40)),
                ("partner", models.CharField(blank=True, max_length=40)),
                ("asker", models.CharField(blank=True, max_length=40)),
                ("agency", models.CharField(blank=True, max_length=80)),
                ("contact", models.CharField(blank=True, max_length=120)),
                ("wished_date", models.DateField(null=True)),
                ("planned_date", models.DateField(null=True)),
                ("held_date", models.DateField(null=True)),
                ("participants", models.PositiveIntegerField(null=True)),
                ("respondents", models.PositiveIntegerField(null=True)),
                ("why", models.CharField(blank=True, max_length=40)),
                ("needs_help", models.BooleanField(default=False)),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=60)),
                (
                    "week",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="assignments.week",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["service", "state"], name="assignment_by_state_idx"),
                    models.Index(fields=["planned_date"], name="assignment_by_day_idx"),
                    models.Index(fields=["held_date"], name="assignment_by_held_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ("FT", "KT", "MR", "SU"))),
                        name="assignment_service_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_service__in", ("FT", "KT", "MR", "SU"))),
                        name="assignment_asked_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "requested",
                                    "passed_on",
                                    "accepted",
                                    "planned",
                                    "held",
                                    "declined",
                                    "cancelled",
                                ),
                            )
                        ),
                        name="assignment_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "audience__in",
                                (
                                    "adult_education",
                                    "asylum_reception_centre",
                                    "bufdir",
                                    "child_welfare_service",
                                    "crisis_shelter",
                                    "family_counselling",
                                    "follow_up_service",
                                    "health_excl_school",
                                    "imdi",
                                    "kindergarten",
                                    "kompetanseteamet",
                                    "lawyer",
                                    "mfa",
                                    "mission_abroad",
                                    "municipal_employee",
                                    "nav",
                                    "ngo",
                                    "other",
                                    "outreach_service",
                                    "police",
                                    "refugee_service",
                                    "school_health",
                                    "school_or_diversity_adviser",
                                    "specialist_health",
                                    "state_child_welfare",
                                    "udi",
                                ),
                            )
                        ),
                        name="assignment_audience_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "asker__in",
                                (
                                    "",
                                    "adult_education",
                                    "asylum_reception_centre",
                                    "bufdir",
                                    "child_welfare_service",
                                    "crisis_shelter",
                                    "family_counselling",
                                    "follow_up_service",
                                    "health_excl_school",
                                    "imdi",
                                    "kindergarten",
                                    "kompetanseteamet",
                                    "lawyer",
                                    "mfa",
                                    "mission_abroad",
                                    "municipal_employee",
                                    "nav",
                                    "ngo",
                                    "other",
                                    "outreach_service",
                                    "police",
                                    "refugee_service",
                                    "school_health",
                                    "school_or_diversity_adviser",
                                    "specialist_health",
                                    "state_child_welfare",
                                    "udi",
                                ),
                            )
                        ),
                        name="assignment_asker_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "county__in",
                                (
                                    "",
                                    "03",
                                    "11",
                                    "15",
                                    "18",
                                    "31",
                                    "32",
                                    "33",
                                    "34",
                                    "39",
                                    "40",
                                    "42",
                                    "46",
                                    "50",
                                    "55",
                                    "56",
                                ),
                            )
                        ),
                        name="assignment_county_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ("digital", "hybrid", "physical"))),
                        name="assignment_form_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "subject__in",
                                (
                                    "duties",
                                    "handling",
                                    "know_the_services",
                                    "mapping",
                                    "other",
                                    "phenomenon",
                                    "stay_abroad",
                                    "transnational",
                                ),
                            )
                        ),
                        name="assignment_subject_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "partner__in",
                                (
                                    "",
                                    "county_authority",
                                    "county_governor",
                                    "municipality",
                                    "ngo",
                                    "other",
                                    "police_district",
                                    "rvts",
                                    "specialised_service",
                                    "university",
                                ),
                            )
                        ),
                        name="assignment_partner_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_date__isnull", False), ("state", "held")),
                            models.Q(
                                models.Q(("state", "held"), _negated=True),
                                ("held_date__isnull", True),
                                ("participants__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_held_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "planned"), _negated=True),
                            ("planned_date__isnull", False),
                            _connector="OR",
                        ),
                        name="assignment_planned_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "declined"),
                                (
                                    "why__in",
                                    (
                                        "conflict_of_interest",
                                        "no_capacity",
                                        "outside_mandate",
                                        "short_notice",
                                        "somebody_else",
                                    ),
                                ),
                            ),
                            models.Q(
                                ("state", "cancelled"),
                                (
                                    "why__in",
                                    ("asker_withdrew", "illness", "too_few", "travel", "urgent_cases"),
                                ),
                            ),
                            models.Q(
                                models.Q(("state__in", ("declined", "cancelled")), _negated=True), ("why", "")
                            ),
                            _connector="OR",
                        ),
                        name="assignment_ends_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("respondents__isnull", True),
                            models.Q(("contact", ""), ("state", "held")),
                            _connector="OR",
                        ),
                        name="assignment_feedback_ends_the_contact",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("declined", "cancelled")), _negated=True),
                            ("contact", ""),
                            _connector="OR",
                        ),
                        name="assignment_over_has_no_contact",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Witness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=11, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("service", models.CharField(max_length=2)),
                ("state", models.CharField(max_length=40)),
                ("since_date", models.DateField()),
                ("subject", models.CharField(max_length=40)),
                ("forum", models.CharField(max_length=40)),
                ("hearing_date", models.DateField(null=True)),
                ("check_result", models.CharField(blank=True, max_length=40)),
                ("checked_date", models.DateField(null=True)),
                ("checked_by", models.CharField(blank=True, max_length=60)),
                ("why", models.CharField(blank=True, max_length=40)),
                ("testified_date", models.DateField(null=True)),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ("KT",))), name="witness_service_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "summoned",
                                    "checked",
                                    "accepted",
                                    "declined",
                                    "prepared",
                                    "testified",
                                    "called_off",
                                ),
                            )
                        ),
                        name="witness_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "subject__in",
                                ("care_needs", "countries", "parents", "phenomenon", "reactions", "risk"),
                            )
                        ),
                        name="witness_subject_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "forum__in",
                                (
                                    "child_welfare_tribunal",
                                    "court_of_appeal",
                                    "district_court",
                                    "immigration_board",
                                    "other",
                                ),
                            )
                        ),
                        name="witness_forum_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("check_result__in", ("", "clear", "conflict", "somebody_else"))),
                        name="witness_check_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("check_result", ""), ("checked_by", ""), ("checked_date__isnull", True)
                            ),
                            models.Q(
                                models.Q(("check_result", ""), _negated=True),
                                ("checked_date__isnull", False),
                                models.Q(("checked_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="witness_check_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("accepted", "prepared", "testified")), _negated=True),
                            models.Q(("check_result__in", ("", "conflict")), _negated=True),
                            _connector="OR",
                        ),
                        name="witness_is_checked_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "declined"),
                                (
                                    "why__in",
                                    (
                                        "conflict_of_interest",
                                        "no_capacity",
                                        "outside_mandate",
                                        "short_notice",
                                        "somebody_else",
                                    ),
                                ),
                            ),
                            models.Q(models.Q(("state", "declined"), _negated=True), ("why", "")),
                            _connector="OR",
                        ),
                        name="witness_declines_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "testified"), ("testified_date__isnull", False)),
                            models.Q(
                                models.Q(("state", "testified"), _negated=True),
                                ("testified_date__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="witness_testified_has_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=40)),
                ("answer", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feedback",
                        to="assignments.assignment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("question__in", ("know_what_to_do", "know_whom_to_call", "useful"))
                        ),
                        name="after_question_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ("no", "partly", "yes"))),
                        name="after_answer_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("assignment", "question", "answer"), name="after_answer_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Helping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("service", models.CharField(max_length=2)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="helpers",
                        to="assignments.assignment",
                    ),
                ),
            ],
            options={
                "ordering": ["service"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ("FT", "KT", "MR", "SU"))),
                        name="helping_service_is_known",
                    ),
                    models.UniqueConstraint(fields=("assignment", "service"), name="helping_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("state", models.CharField(max_length=40)),
                ("service", models.CharField(max_length=2)),
                ("on_date", models.DateField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=60)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="assignments.assignment",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "requested",
                                    "passed_on",
                                    "accepted",
                                    "planned",
                                    "held",
                                    "declined",
                                    "cancelled",
                                ),
                            )
                        ),
                        name="assignment_step_is_known",
                    ),
                    models.UniqueConstraint(fields=("assignment", "number"), name="assignment_step_once"),
                ],
            },
        ),
    ]
