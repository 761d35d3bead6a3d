"""Make the tables of calls and consultations, and spread the second net over them."""

import django.db.models.deletion
from django.db import migrations, models

from fristed.foundation.identity.access.part_policies import net_over, net_over_own


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0003_counted_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="CallDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account_id", models.BigIntegerField()),
                ("service", models.CharField(max_length=2)),
                ("reference", models.CharField(max_length=32)),
                ("sealed_as", models.CharField(max_length=40, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("account_id", "reference"), name="call_draft_once"),
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ("KT", "MR", "SU"))),
                        name="call_draft_service_has_a_register",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CodeTries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("about", models.CharField(max_length=20)),
                ("failed", models.PositiveIntegerField(default=0)),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "about"), name="code_tries_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("account", "service"))),
                        name="code_tries_kind_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("given_at", models.DateTimeField()),
                ("given_by", models.CharField(max_length=60)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("case",),
                        name="case_code_one_in_use",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(default="received", max_length=20)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consultation",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ("received", "assigned", "advised", "repeated", "converted", "closed"),
                            )
                        ),
                        name="consultation_state_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsultationLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ground", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("by_username", models.CharField(max_length=60)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="linked_to", to="cases.case"
                    ),
                ),
                (
                    "followed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked_consultations",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ground__in", ("caller_told", "person_told", "code_given", "same_caller"))
                        ),
                        name="consultation_link_has_a_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("case", models.F("followed")), _negated=True),
                        name="consultation_link_joins_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsultationStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("by_username", models.CharField(max_length=60)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consultation_steps",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ("received", "assigned", "advised", "repeated", "converted", "closed"),
                            )
                        ),
                        name="consultation_step_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SafeContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("call_back", models.CharField(max_length=20)),
                ("time", models.CharField(blank=True, max_length=20)),
                ("say", models.CharField(blank=True, max_length=20)),
                ("phone_watched", models.CharField(max_length=20)),
                ("has_words", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("set_at", models.DateTimeField()),
                ("set_by", models.CharField(max_length=60)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="safe_contact",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("call_back__in", ("yes", "message_only", "no"))),
                        name="safe_contact_call_back_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "time__in",
                                ("", "any_time", "school_hours", "working_hours", "evening", "agreed_only"),
                            )
                        ),
                        name="safe_contact_time_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "say__in",
                                (
                                    "",
                                    "say_who_we_are",
                                    "say_school_or_work",
                                    "say_wrong_number",
                                    "say_nothing",
                                ),
                            )
                        ),
                        name="safe_contact_say_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("phone_watched__in", ("yes", "perhaps", "no", "unknown"))),
                        name="safe_contact_watched_is_known",
                    ),
                ],
            },
        ),
        net_over(
            "consultations_safecontact",
            "consultations_consultation",
            "consultations_consultationstep",
            "consultations_casecode",
            "consultations_consultationlink",
        ),
        net_over_own("consultations_calldraft"),
    ]
