"""Find what everybody has to do next without sorting all that is open."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("work", "0003_outcomes_and_keys")]

    operations = [
        AddIndexConcurrently(
            model_name="task",
            index=models.Index(
                fields=["due_at", "id"],
                name="task_due",
                condition=models.Q(done_at__isnull=True, deleted_at__isnull=True),
            ),
        )
    ]
