"""Let the audit follow who suppressed an address and who lifted it; the ledger is its own history."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consent", "0004_once"), ("platform", "0002_audit_trigger")]

    operations = [
        migrations.RunSQL([("SELECT audit_follow(%s)", ["suppression"])], migrations.RunSQL.noop)
    ]
