"""The audit leaves out the keys of texts that the database keeps by itself."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("platform", "0003_matching_key")]

    operations = [
        migrations.RunSQL((SQL / "audit.sql").read_text(), migrations.RunSQL.noop),
    ]
