"""Let cases that were found to be about the same person count once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_second_net")]
    operations = [
        migrations.AddField(
            model_name="case",
            name="counts_with",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="counted_with_it",
                to="cases.case",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("counts_with__isnull", True))
                | ~models.Q(("counts_with", models.F("pk"))),
                name="case_counts_with_another",
            ),
        ),
    ]
