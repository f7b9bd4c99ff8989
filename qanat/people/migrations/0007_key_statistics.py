"""Statistics of texts by their matching key, as criteria compare them.

Without, the planner takes any condition on such a text to hold for hardly anybody, and reads and
sorts everybody instead of walking the list until its page is full.
"""

from django.db import migrations

TEXTS = {
    "person": ("job_title", "company", "industry", "city", "source", "medium"),
    "account": ("industry", "kind", "city"),
}


class Migration(migrations.Migration):
    dependencies = [("people", "0006_lean_indexes"), ("platform", "0003_matching_key")]

    operations = [
        migrations.RunSQL(
            f"CREATE STATISTICS {table}_{column}_key ON (qanat_matching_key({column})) FROM {table}",
            f"DROP STATISTICS {table}_{column}_key",
        )
        for table, columns in TEXTS.items()
        for column in columns
    ]
