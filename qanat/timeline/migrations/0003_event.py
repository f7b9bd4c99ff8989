"""The event table, partitioned by month, and the function that makes a month's partition."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("timeline", "0002_audit")]

    operations = [
        migrations.RunSQL(
            (SQL / "event_table.sql").read_text(),
            "DROP FUNCTION event_month(timestamptz); DROP TABLE event;",
        )
    ]
