"""Take away the tables that uploads have left."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_uploads_carried_over")]

    operations = [
        migrations.DeleteModel(name="UploadedCaseFile"),
        migrations.DeleteModel(name="CaseUpload"),
    ]
