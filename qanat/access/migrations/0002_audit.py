"""Let the audit follow the tables of this package."""

from django.db import migrations

FOLLOWED = ['access_user', 'access_team', 'access_membership', 'access_token']


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("platform", "0002_audit_trigger")]

    operations = [
        migrations.RunSQL(
            [("SELECT audit_follow(%s)", [table]) for table in FOLLOWED],
            migrations.RunSQL.noop,
        )
    ]
