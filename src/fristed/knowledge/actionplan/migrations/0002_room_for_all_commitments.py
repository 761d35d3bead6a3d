"""Let input and proposals of law be about all commitments of a plan."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0001_action_plans")]
    operations = [
        migrations.AlterField(
            model_name="input",
            name="about",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AlterField(
            model_name="lawproposal",
            name="about",
            field=models.CharField(max_length=1000),
        ),
    ]
