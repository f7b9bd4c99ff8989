"""Trigram indexes on names and identifiers, for search by any part of them."""

from django.db import migrations

INDEXES = {
    "person_name_trigram": "person USING gin (name_key gin_trgm_ops)",
    "identifier_trigram": "identifier USING gin (value gin_trgm_ops) WHERE deleted_at IS NULL",
    "account_name_trigram": "account USING gin (name_key gin_trgm_ops)",
}


class Migration(migrations.Migration):
    dependencies = [("people", "0002_audit"), ("platform", "0003_matching_key")]

    operations = [
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS pg_trgm", migrations.RunSQL.noop),
        *(
            migrations.RunSQL(f"CREATE INDEX {name} ON {over}", f"DROP INDEX {name}")
            for name, over in INDEXES.items()
        ),
    ]
