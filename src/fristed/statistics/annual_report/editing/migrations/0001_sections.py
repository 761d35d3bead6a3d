"""The editors' desk: versions of sections, their order, comments, and who was asked to contribute."""

from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("report_editing", "0001_editors_desk"), ("report_editing", "0002_order_figures_and_parties")]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SectionComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=100)),
                ("text", models.CharField(max_length=1000)),
                ("written_at", models.DateTimeField()),
                ("written_by", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["written_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="SectionStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=100)),
                ("beside", models.CharField(blank=True, max_length=100)),
                ("is_inside", models.BooleanField(default=False)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=150)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("approved_by", models.CharField(blank=True, max_length=150)),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "number"), name="section_step_is_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("added", "brought_back", "moved_down", "moved_up", "taken_away"))
                        ),
                        name="section_step_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approved_by", models.F("made_by")), _negated=True),
                        name="section_step_needs_other_hands",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=100)),
                ("language", models.CharField(max_length=2)),
                ("number", models.PositiveSmallIntegerField()),
                ("order", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("source", models.CharField(blank=True, max_length=200)),
                ("edited_at", models.DateTimeField()),
                ("edited_by", models.CharField(max_length=150)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("approved_by", models.CharField(blank=True, max_length=150)),
                ("approved_despite", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["order", "language", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "key", "language", "number"), name="section_version_is_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ("nb", "nn", "en"))),
                        name="section_language_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approved_by", models.F("edited_by")), _negated=True),
                        name="section_needs_other_hands",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=100)),
                ("party", models.CharField(max_length=10)),
                ("due_date", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=150)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("approved_by", models.CharField(blank=True, max_length=150)),
                ("approved_number", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ["due_date", "party"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "key", "party"), name="contribution_is_asked_once"
                    )
                ],
            },
        ),
    ]
