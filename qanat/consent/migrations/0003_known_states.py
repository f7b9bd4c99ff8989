"""The ledger takes only the states that it knows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consent", "0002_append_only")]

    operations = [
        migrations.AddConstraint(
            "consententry",
            models.CheckConstraint(
                condition=models.Q(state__in=["granted", "withdrawn"]),
                name="consent_entry_state_known",
            ),
        ),
    ]
