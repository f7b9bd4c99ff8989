"""Let the audit follow the tables of this package."""

from django.db import migrations

FOLLOWED = ["saved_report"]


class Migration(migrations.Migration):
    dependencies = [("insight", "0001_initial"), ("platform", "0002_audit_trigger")]

    operations = [
        migrations.RunSQL(
            [("SELECT audit_follow(%s)", [table]) for table in FOLLOWED],
            migrations.RunSQL.noop,
        )
    ]
