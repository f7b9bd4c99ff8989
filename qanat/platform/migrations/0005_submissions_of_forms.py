"""Find what came in by a hosted form, and count its last days, without reading all that ever came."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("platform", "0004_audit_without_keys")]

    operations = [
        AddIndexConcurrently(
            model_name="submission",
            index=models.Index(
                fields=["door", "received_at"],
                name="submission_form",
                condition=models.Q(door__startswith="form:"),
            ),
        )
    ]
