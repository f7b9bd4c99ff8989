"""A statement that is delivered twice is one entry of the ledger."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consent", "0003_known_states")]

    operations = [
        migrations.AddConstraint(
            "consententry",
            models.UniqueConstraint(
                fields=["person", "channel", "purpose", "state", "at", "source"],
                name="consent_entry_once",
            ),
        ),
    ]
