"""Names and domains whose account is just being made, so that nobody else makes it meanwhile.

A row is there only inside the transaction that makes the account: whoever inserts the same key waits
for it to end, and for nobody else. Advisory locks would do the same, but a server has room for a few
thousand of them, and an import makes as many accounts at once.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0007_key_statistics")]

    operations = [
        migrations.RunSQL(
            "CREATE UNLOGGED TABLE account_claim (key text PRIMARY KEY)",
            "DROP TABLE account_claim",
        )
    ]
