"""Files of lists keep the language and the zone of whoever asked, and how long they will be."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listing", "0002_audit")]

    operations = [
        migrations.AddField("listfile", "language", models.CharField(db_default="en", max_length=2)),
        migrations.AddField("listfile", "zone", models.TextField(db_default="UTC")),
        migrations.AddField("listfile", "total", models.IntegerField(null=True)),
    ]
