"""Let the audit follow who takes lists out, and who deletes the files; how far one is written is no change."""

from django.db import migrations

INSERTED = """
CREATE TRIGGER audit_insert AFTER INSERT ON list_file REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION audit_statement()
"""
DELETED = """
CREATE TRIGGER audit_delete AFTER DELETE ON list_file REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION audit_statement()
"""


class Migration(migrations.Migration):
    dependencies = [("listing", "0004_files_in_pieces"), ("platform", "0002_audit_trigger")]

    operations = [
        migrations.RunSQL(
            [INSERTED, DELETED],
            [
                "DROP TRIGGER audit_insert ON list_file",
                "DROP TRIGGER audit_delete ON list_file",
            ],
        )
    ]
