"""Make the tables of mentors."""

import django.db.models.deletion
from django.db import migrations, models

from fristed.foundation.identity.access.part_policies import net_over_sent, works_for


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_second_net"),
        ("parties", "0001_parties"),
        ("identity", "0002_roles_outside_the_register"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=11, unique=True)),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("gender", models.CharField(max_length=40)),
                ("way", models.CharField(max_length=40)),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=60)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("mentor_family", "resource_friend", "peer", "los", "network"))
                        ),
                        name="offer_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gender__in", ("any", "female", "male"))),
                        name="offer_gender_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ("in_person", "from_afar", "both"))),
                        name="offer_way_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=11, unique=True)),
                ("name", models.CharField(max_length=80, unique=True)),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="Match",
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
                ("age_group", models.CharField(max_length=40)),
                ("gender", models.CharField(max_length=40)),
                ("because", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("wanted", models.CharField(max_length=40)),
                ("way", models.CharField(max_length=40)),
                ("state", models.CharField(max_length=40)),
                ("since_date", models.DateField()),
                ("consented_date", models.DateField(null=True)),
                ("ended_why", models.CharField(blank=True, max_length=40)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=60)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.member"
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="mentors.offer",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="mentors.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case"], name="match_by_case_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ("KT", "MR", "SU"))),
                        name="match_service_has_a_register",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("age_group__in", ("child_under_18", "adult_18_plus"))),
                        name="match_age_group_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gender__in", ("female", "male", "other", "unknown"))),
                        name="match_gender_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("because__in", ("resident", "former_resident", "lost_family"))),
                        name="match_because_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("mentor_family", "resource_friend", "peer", "los", "network"))
                        ),
                        name="match_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wanted__in", ("any", "female", "male"))),
                        name="match_wanted_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ("in_person", "from_afar", "both"))),
                        name="match_way_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("requested", "consented", "matched", "active", "ended"))
                        ),
                        name="match_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ended_why__in",
                                (
                                    "",
                                    "goal_reached",
                                    "person_wished",
                                    "mentor_could_not",
                                    "consent_withdrawn",
                                    "security",
                                    "moved",
                                    "none_found",
                                ),
                            )
                        ),
                        name="match_ended_why_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("requested", "ended")),
                            models.Q(("consented_date__isnull", False), ("organisation__isnull", False)),
                            _connector="OR",
                        ),
                        name="match_rests_on_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("active", "matched")), _negated=True),
                            ("offer__isnull", False),
                            _connector="OR",
                        ),
                        name="match_has_an_offer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ended"), _negated=True),
                            models.Q(("ended_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="match_ends_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("active", "matched"))),
                        fields=("offer",),
                        name="match_offer_is_taken_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ended"), _negated=True),
                        fields=("member", "kind"),
                        name="match_running_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("address_grading__in", ("none", "confidential", "strictly"))),
                        name="match_grading_is_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="offer",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="mentors.organisation"
            ),
        ),
        migrations.CreateModel(
            name="Coordinator",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coordinators",
                        to="mentors.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("account_id",),
                        name="coordinator_of_one_organisation",
                    )
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
                ("teller", models.CharField(max_length=40)),
                ("useful", models.CharField(max_length=40)),
                ("felt_safe", models.BooleanField()),
                ("on_date", models.DateField()),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feedback",
                        to="mentors.match",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("teller__in", ("person", "mentor"))),
                        name="feedback_teller_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("useful__in", ("much", "some", "little", "not"))),
                        name="feedback_useful_is_known",
                    ),
                    models.UniqueConstraint(fields=("match", "teller"), name="feedback_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchStep",
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
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=60)),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="mentors.match"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("requested", "consented", "matched", "active", "ended"))
                        ),
                        name="match_step_state_is_known",
                    ),
                    models.UniqueConstraint(fields=("match", "number"), name="match_step_number_once"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(fields=("organisation", "number"), name="offer_number_once"),
        ),
        net_over_sent(
            "mentors_match",
            part=works_for("organisation_id", "mentors_coordinator"),
            column="match_id",
            pieces=(
                "mentors_matchstep",
                "mentors_feedback",
            ),
        ),
    ]
