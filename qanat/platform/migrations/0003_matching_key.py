"""The SQL function `qanat_matching_key(text)`, for statements that key text of their own."""

from django.db import migrations

from qanat.kernel.text import matching_key_sql


class Migration(migrations.Migration):

    dependencies = [("platform", "0002_audit_trigger")]

    operations = [
        migrations.RunSQL(
            matching_key_sql(), reverse_sql="DROP FUNCTION qanat_matching_key(text)"
        ),
    ]
