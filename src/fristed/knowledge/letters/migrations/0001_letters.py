"""Make the tables of the preparedness letter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AddedRecipient",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60, unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=200, unique=True)),
                ("added_at", models.DateTimeField()),
                ("added_by", models.CharField(max_length=150)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("county", "municipality", "governor", "service", "other"))
                        ),
                        name="added_recipient_kind_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=200)),
                ("county", models.CharField(blank=True, max_length=2)),
                ("number", models.PositiveSmallIntegerField()),
                ("sent_date", models.DateField()),
                ("received_date", models.DateField(null=True)),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=150)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("year", "key"), name="delivery_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("county", "municipality", "governor", "service", "other"))
                        ),
                        name="delivery_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_date__isnull", True),
                            ("received_date__gte", models.F("sent_date")),
                            _connector="OR",
                        ),
                        name="delivery_is_received_after_it_is_sent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("title_nb", models.CharField(max_length=200)),
                ("title_nn", models.CharField(max_length=200)),
                ("title_en", models.CharField(max_length=200)),
                ("text_nb", models.TextField()),
                ("text_nn", models.TextField()),
                ("text_en", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("written_by", models.CharField(max_length=150)),
                ("approved_at", models.DateTimeField(null=True)),
                ("approved_by", models.CharField(blank=True, max_length=150)),
                ("sent_at", models.DateTimeField(null=True)),
                ("sent_by", models.CharField(blank=True, max_length=150)),
                ("sent_date", models.DateField(null=True)),
            ],
            options={
                "ordering": ["-year", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "number"), name="letter_version_is_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_at__isnull", True),
                            models.Q(
                                models.Q(("approved_by", models.F("written_by")), _negated=True),
                                models.Q(("approved_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="letter_needs_other_hands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at__isnull", True),
                            models.Q(("approved_at__isnull", False), ("sent_date__isnull", False)),
                            _connector="OR",
                        ),
                        name="letter_is_approved_before_it_is_sent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("recipient", models.CharField(max_length=60)),
                ("asked_date", models.DateField()),
                ("text", models.CharField(max_length=2000)),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.CharField(max_length=150)),
                ("answer", models.CharField(blank=True, max_length=4000)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.CharField(blank=True, max_length=150)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("year", "number"), name="letter_question_is_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="letter_question_is_answered_with_words",
                    ),
                ],
            },
        ),
    ]
