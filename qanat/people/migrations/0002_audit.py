"""Let the audit follow the tables of this package."""

from django.db import migrations

FOLLOWED = ['account', 'person', 'identifier', 'custom_field', 'tag', 'person_tag', 'static_list', 'list_member', 'status']


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("platform", "0002_audit_trigger")]

    operations = [
        migrations.RunSQL(
            [("SELECT audit_follow(%s)", [table]) for table in FOLLOWED],
            migrations.RunSQL.noop,
        )
    ]
