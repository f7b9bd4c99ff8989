"""Let the audit follow the views."""

from django.db import migrations

FOLLOWED = ["saved_view"]


class Migration(migrations.Migration):
    dependencies = [("listing", "0001_initial"), ("platform", "0002_audit_trigger")]

    operations = [
        migrations.RunSQL(
            [("SELECT audit_follow(%s)", [table]) for table in FOLLOWED],
            migrations.RunSQL.noop,
        )
    ]
