"""Whether the organisation was set up in the browser; those that are there already were, in their own way."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("platform", "0005_submissions_of_forms")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="set_up_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="organisation",
            name="checklist_hidden",
            field=models.BooleanField(default=False, db_default=False),
        ),
        migrations.RunSQL("UPDATE organisation SET set_up_at = now()", migrations.RunSQL.noop),
    ]
