"""The order of sections, approvals with a reason, and directorates asked beside services."""

from django.db import migrations, models

STEP_KINDS = ("added", "brought_back", "moved_down", "moved_up", "taken_away")


class Migration(migrations.Migration):
    dependencies = [("report_editing", "0001_editors_desk")]

    operations = [
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
                        condition=models.Q(("kind__in", STEP_KINDS)), name="section_step_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approved_by", models.F("made_by")), _negated=True),
                        name="section_step_needs_other_hands",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="sectionversion",
            name="approved_despite",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.RemoveConstraint(model_name="contribution", name="contribution_is_asked_once"),
        migrations.RenameField(model_name="contribution", old_name="service", new_name="party"),
        migrations.AlterModelOptions(name="contribution", options={"ordering": ["due_date", "party"]}),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(
                fields=["year", "key", "party"], name="contribution_is_asked_once"
            ),
        ),
    ]
