"""Let the audit follow the tables of this package."""

from django.db import migrations

FOLLOWED = ['routing_pool', 'routing_pool_member', 'routing_rule', 'assignment']


class Migration(migrations.Migration):
    dependencies = [("routing", "0001_initial"), ("platform", "0002_audit_trigger")]

    operations = [
        migrations.RunSQL(
            [("SELECT audit_follow(%s)", [table]) for table in FOLLOWED],
            migrations.RunSQL.noop,
        )
    ]
