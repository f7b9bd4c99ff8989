"""The table behind Django's cache, which counts sign-in attempts for every web process."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0002_audit")]

    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE access_cache (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX access_cache_expires ON access_cache (expires);
            """,
            "DROP TABLE access_cache",
        )
    ]
