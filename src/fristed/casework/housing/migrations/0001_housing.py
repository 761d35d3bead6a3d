"""Make the tables of the housing and support scheme."""

import django.db.models.deletion
from django.db import migrations, models

from fristed.foundation.identity.access.part_policies import has_role, net_over_sent, works_for

PART = " OR ".join(
    (
        has_role("housing_officer"),
        f"(with_police AND {has_role('police_coordinator')})",
        works_for("provider_id", "housing_providerstaff"),
    )
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_second_net"),
        ("parties", "0001_parties"),
        ("identity", "0002_roles_outside_the_register"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dwelling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=11, unique=True)),
                ("name", models.CharField(max_length=40, unique=True)),
                ("zone", models.CharField(max_length=2)),
                ("genders", models.CharField(max_length=40)),
                ("takes_children", models.BooleanField()),
                ("takes_couples", models.BooleanField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("genders__in", ("all", "female", "male"))),
                        name="dwelling_genders_are_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Provider",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=11, unique=True)),
                ("name", models.CharField(max_length=40, unique=True)),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("service", models.CharField(max_length=2)),
                ("case_reference", models.CharField(max_length=11)),
                ("person_pseudonym", models.CharField(blank=True, default="", max_length=64)),
                ("address_grading", models.CharField(default="none", max_length=12)),
                ("reference", models.CharField(max_length=11, unique=True)),
                ("scheme", models.CharField(max_length=40)),
                ("came_from", models.CharField(max_length=40)),
                ("state", models.CharField(max_length=40)),
                ("since_date", models.DateField()),
                ("suitability", models.CharField(blank=True, max_length=40)),
                ("ground", models.CharField(blank=True, max_length=40)),
                ("keeps_away", models.BooleanField(default=False)),
                ("with_police", models.BooleanField(default=False)),
                ("planned_out_date", models.DateField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=60)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.provider",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case"], name="application_by_case_idx"),
                    models.Index(fields=["state"], name="application_by_state_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ("KT", "MR", "SU"))),
                        name="application_service_has_a_register",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scheme__in", ("housing", "return_pilot"))),
                        name="application_scheme_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "came_from__in",
                                (
                                    "expert_team",
                                    "diversity_adviser",
                                    "special_envoy",
                                    "police",
                                    "shelter",
                                    "nav",
                                    "returned",
                                    "other",
                                ),
                            )
                        ),
                        name="application_came_from_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "contact",
                                    "mapping_interview",
                                    "request_for_security_recommendation",
                                    "recommended",
                                    "not_recommended",
                                    "assessed",
                                    "waiting_list",
                                    "offered",
                                    "accepted",
                                    "not_offered",
                                    "allocated",
                                    "moved_in",
                                    "move_out_planned",
                                    "moved_out",
                                    "follow_up",
                                    "closed",
                                ),
                            )
                        ),
                        name="application_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("suitability__in", ("", "suitable", "suitable_on_conditions", "not_suitable"))
                        ),
                        name="application_suitability_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ground", ""), ("suitability", "")),
                            models.Q(
                                (
                                    "ground__in",
                                    (
                                        "needs_protection_and_wishes_help",
                                        "meets_criteria_of_pilot",
                                        "does_not_need_protection",
                                        "does_not_wish_help",
                                        "needs_another_kind_of_help",
                                    ),
                                ),
                                models.Q(("suitability", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="application_assessed_on_a_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["allocated", "move_out_planned", "moved_in"]), _negated=True
                            ),
                            ("provider__isnull", False),
                            _connector="OR",
                        ),
                        name="application_place_has_a_provider",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("address_grading__in", ("none", "confidential", "strictly"))),
                        name="application_grading_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("age_group", models.CharField(max_length=40)),
                ("age_years", models.PositiveSmallIntegerField(null=True)),
                ("gender", models.CharField(max_length=40)),
                ("country_background", models.CharField(blank=True, max_length=7)),
                ("takes_place", models.BooleanField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="housing.application",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.member"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("person_of_case", "child", "sibling", "parent", "partner", "other"))
                        ),
                        name="housed_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("age_group__in", ("child_under_18", "adult_18_plus"))),
                        name="housed_age_group_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gender__in", ("female", "male", "other", "unknown"))),
                        name="housed_gender_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("application", "member"), name="housed_once_in_an_application"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=11, unique=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("from_date", models.DateField()),
                ("to_date", models.DateField(null=True)),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=60)),
                (
                    "dwelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="housing.dwelling",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("dwelling", "number"), name="place_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True), ("to_date__gt", models.F("from_date")), _connector="OR"
                        ),
                        name="place_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="dwelling",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="dwellings", to="housing.provider"
            ),
        ),
        migrations.CreateModel(
            name="ProviderStaff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account_id", models.BigIntegerField()),
                ("from_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staff",
                        to="housing.provider",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("account_id",),
                        name="provider_staff_at_one_provider",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SecurityRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_date", models.DateField()),
                ("passed_date", models.DateField(null=True)),
                ("answered_date", models.DateField(null=True)),
                ("is_recommended", models.BooleanField(null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="security",
                        to="housing.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("passed_date__isnull", True),
                            ("passed_date__gte", models.F("asked_date")),
                            _connector="OR",
                        ),
                        name="security_passed_after_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_date__isnull", True), ("is_recommended__isnull", True)),
                            models.Q(
                                ("answered_date__gte", models.F("asked_date")),
                                ("answered_date__isnull", False),
                                ("is_recommended__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="security_answered_after_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("takes_place", models.BooleanField()),
                ("from_date", models.DateField()),
                ("moved_in_date", models.DateField(null=True)),
                ("ended_date", models.DateField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stays",
                        to="housing.application",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.member"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stays", to="housing.person"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stays", to="housing.place"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_date__isnull", True), ("takes_place", True)),
                        fields=("place",),
                        name="stay_place_is_given_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_date__isnull", True)),
                        fields=("member",),
                        name="stay_person_has_one_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("moved_in_date__isnull", True),
                            ("moved_in_date__gte", models.F("from_date")),
                            _connector="OR",
                        ),
                        name="stay_moved_in_after_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_date__isnull", True),
                            models.Q(
                                ("ended_date__gte", models.F("from_date")), ("moved_in_date__isnull", True)
                            ),
                            models.Q(
                                ("ended_date__gte", models.F("moved_in_date")),
                                ("moved_in_date__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="stay_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StayWarning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("months", models.PositiveSmallIntegerField()),
                ("given_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="warnings",
                        to="housing.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("application", "months"), name="stay_warning_once")
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
                ("on_date", models.DateField()),
                ("why", models.CharField(blank=True, max_length=40)),
                ("has_words", models.BooleanField(default=False)),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=60)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="housing.application",
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
                                    "contact",
                                    "mapping_interview",
                                    "request_for_security_recommendation",
                                    "recommended",
                                    "not_recommended",
                                    "assessed",
                                    "waiting_list",
                                    "offered",
                                    "accepted",
                                    "not_offered",
                                    "allocated",
                                    "moved_in",
                                    "move_out_planned",
                                    "moved_out",
                                    "follow_up",
                                    "closed",
                                ),
                            )
                        ),
                        name="step_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "why__in",
                                (
                                    "",
                                    "withdrew",
                                    "other_solution",
                                    "offer_unsuitable",
                                    "returned_to_family",
                                    "security",
                                    "no_free_place",
                                    "no_place_fits",
                                    "too_far_from_school_or_work",
                                    "wishes_to_wait_for_another",
                                    "own_home",
                                    "other_relatives",
                                    "another_measure",
                                    "not_known",
                                ),
                            )
                        ),
                        name="step_reason_is_known",
                    ),
                    models.UniqueConstraint(fields=("application", "number"), name="step_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["moved_out", "not_offered", "waiting_list"]), _negated=True
                            ),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="step_is_decided_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("code", models.CharField(max_length=40)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishes",
                        to="housing.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("need", "shunned_zone", "pilot_criterion"))),
                        name="wish_kind_is_known",
                    ),
                    models.UniqueConstraint(fields=("application", "kind", "code"), name="wish_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aftercare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on_date", models.DateField()),
                ("found", models.CharField(max_length=40)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aftercare",
                        to="housing.application",
                    ),
                ),
            ],
            options={
                "ordering": ["on_date", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("found__in", ("safe", "needs_more_help", "back_at_risk", "not_reached"))
                        ),
                        name="aftercare_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_date", models.DateField()),
                ("to_date", models.DateField()),
                ("ended_date", models.DateField(null=True)),
                ("given_at", models.DateTimeField()),
                ("given_by", models.CharField(max_length=60)),
                (
                    "dwelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clearances",
                        to="housing.dwelling",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_date__gte", models.F("from_date"))),
                        name="clearance_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("until_date", models.DateField()),
                ("why", models.CharField(max_length=40)),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.CharField(max_length=60)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extensions",
                        to="housing.application",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "why__in",
                                (
                                    "no_home_yet",
                                    "threat_remains",
                                    "treatment_goes_on",
                                    "school_year_of_a_child",
                                    "receiving_municipality_not_ready",
                                ),
                            )
                        ),
                        name="extension_has_a_reason",
                    ),
                    models.UniqueConstraint(fields=("application", "number"), name="extension_number_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyTalk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("talk_with", models.CharField(max_length=40)),
                ("on_date", models.DateField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="talks",
                        to="housing.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("talk_with__in", ("person", "family"))),
                        name="family_talk_with_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_wished", models.BooleanField()),
                ("with_counselling_office", models.BooleanField(default=False)),
                ("has_conditions", models.BooleanField(default=False)),
                ("result", models.CharField(blank=True, max_length=40)),
                ("noted_date", models.DateField()),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="family_work",
                        to="housing.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "result__in",
                                (
                                    "",
                                    "goes_on",
                                    "safe_contact_is_possible",
                                    "safe_contact_is_not_possible",
                                    "broken_off",
                                ),
                            )
                        ),
                        name="family_result_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_wished", True),
                            models.Q(("result", ""), ("with_counselling_office", False)),
                            _connector="OR",
                        ),
                        name="family_work_is_wished",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Offering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("need", models.CharField(max_length=40)),
                (
                    "dwelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offerings",
                        to="housing.dwelling",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "need__in",
                                (
                                    "step_free",
                                    "round_the_clock",
                                    "therapeutic_follow_up",
                                    "own_entrance",
                                    "school_near",
                                ),
                            )
                        ),
                        name="offering_is_known",
                    ),
                    models.UniqueConstraint(fields=("dwelling", "need"), name="offering_once"),
                ],
            },
        ),
        net_over_sent(
            "housing_application",
            part=PART,
            column="application_id",
            pieces=(
                "housing_person",
                "housing_wish",
                "housing_step",
                "housing_securityrequest",
                "housing_familywork",
                "housing_familytalk",
                "housing_stay",
                "housing_extension",
                "housing_staywarning",
                "housing_aftercare",
            ),
        ),
    ]
