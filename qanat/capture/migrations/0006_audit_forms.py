"""Let the audit follow hosted forms and what they ask consent to."""

from django.db import migrations

FOLLOWED = ["form", "form_wording"]


class Migration(migrations.Migration):
    dependencies = [("capture", "0005_hosted_forms"), ("platform", "0002_audit_trigger")]

    operations = [
        migrations.RunSQL(
            [("SELECT audit_follow(%s)", [table]) for table in FOLLOWED],
            migrations.RunSQL.noop,
        )
    ]
