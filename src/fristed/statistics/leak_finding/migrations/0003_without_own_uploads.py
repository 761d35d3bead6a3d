"""Take away the tables that uploads have left."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("leak_finding", "0002_uploads_carried_over")]

    operations = [
        migrations.DeleteModel(name="UploadedFile"),
        migrations.DeleteModel(name="Upload"),
    ]
