"""Files of lists lie in the database, in pieces, as imported files do; what was in a folder is a week old at most."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listing", "0003_list_file_reader")]

    operations = [
        migrations.RunSQL("DELETE FROM list_file", migrations.RunSQL.noop),
        migrations.RemoveField("listfile", "path"),
        migrations.AddField("listfile", "size", models.BigIntegerField(db_default=0)),
        migrations.CreateModel(
            name="ListFilePart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("content", models.BinaryField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="listing.listfile",
                    ),
                ),
            ],
            options={
                "db_table": "list_file_part",
                "constraints": [
                    models.UniqueConstraint(fields=["file", "number"], name="list_file_part_once")
                ],
            },
        ),
    ]
