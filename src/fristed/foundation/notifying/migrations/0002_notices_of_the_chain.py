"""Let the database know what is told to those who take part in the chain of protection."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifying", "0001_notices"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="givennotice",
            name="given_notice_kind_is_known",
        ),
        migrations.AddConstraint(
            model_name="givennotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        (
                            "alarm",
                            "alarm_not_looked_at",
                            "task_given",
                            "month_came",
                            "review_due",
                            "case_assigned",
                            "move_came",
                            "move_answered",
                            "journey_came",
                            "journey_moved",
                            "reception_came",
                            "reception_asked",
                            "reception_answered",
                            "reception_changed",
                            "place_given",
                            "stay_long",
                        ),
                    )
                ),
                name="given_notice_kind_is_known",
            ),
        ),
    ]
