"""Accounts of staff and of directorates, and the roles they hold."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("identity", "0001_accounts_and_roles"), ("identity", "0002_directorates")]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=60, unique=True)),
                ("display_name", models.CharField(max_length=120)),
                ("service", models.CharField(blank=True, max_length=2)),
                ("is_active", models.BooleanField(default=True)),
                ("language", models.CharField(default="nb", max_length=2)),
                ("directorate", models.CharField(blank=True, max_length=10)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ("", "KT", "MR", "SU", "FT"))),
                        name="account_service_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ("nb", "nn", "en"))),
                        name="account_language_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("directorate__in", ("", "avdir", "bufdir", "hdir", "imdi", "pod", "udi", "udir"))
                        ),
                        name="account_directorate_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=30)),
                ("granted_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("account", "role"), name="role_granted_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                (
                                    "case_worker",
                                    "competence_adviser",
                                    "directorate_contact",
                                    "none",
                                    "service_leader",
                                    "statistician",
                                    "system_owner",
                                ),
                            )
                        ),
                        name="role_is_known",
                    ),
                ],
            },
        ),
    ]
