"""The audit: one statement-level trigger function, attached per table by `audit_follow`."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_initial")]

    operations = [
        migrations.RunSQL(
            (SQL / "audit.sql").read_text(),
            "DROP FUNCTION audit_follow(text); DROP FUNCTION audit_statement() CASCADE;",
        )
    ]
