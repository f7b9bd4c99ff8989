"""The consent ledger refuses changes; only an erasure that says so may delete."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION consent_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('qanat.erasing', true) = 'yes' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the consent ledger is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER consent_append_only BEFORE UPDATE OR DELETE ON consent_entry
    FOR EACH ROW EXECUTE FUNCTION consent_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial")]

    operations = [
        migrations.RunSQL(
            REFUSE,
            "DROP TRIGGER consent_append_only ON consent_entry; DROP FUNCTION consent_append_only();",
        )
    ]
