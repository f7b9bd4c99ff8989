"""Texts that criteria compare are kept under their matching key as well.

Making the key of everybody's job title took most of a filtered list. The statistics of the keys are those
of the columns now. All columns in one statement, so that the table is written anew once.
"""

from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Func

TEXTS = ("job_title", "company", "industry", "city", "source", "medium")


def added(column):
    return migrations.AddField(
        "person",
        f"{column}_key",
        models.GeneratedField(
            expression=Func(F(column), function="qanat_matching_key"),
            output_field=models.TextField(),
            db_persist=True,
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_derived_rows_unchecked"),
        ("platform", "0004_audit_without_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE person "
                    + ", ".join(
                        f"ADD COLUMN {text}_key text NOT NULL"
                        f" GENERATED ALWAYS AS (qanat_matching_key({text})) STORED"
                        for text in TEXTS
                    ),
                    "ALTER TABLE person " + ", ".join(f"DROP COLUMN {text}_key" for text in TEXTS),
                ),
            ],
            state_operations=[added(text) for text in TEXTS],
        ),
        *(
            migrations.RunSQL(
                f"DROP STATISTICS person_{text}_key",
                f"CREATE STATISTICS person_{text}_key ON (qanat_matching_key({text})) FROM person",
            )
            for text in TEXTS
        ),
        migrations.RemoveIndex("person", "person_came"),
        migrations.AddIndex(
            "person",
            models.Index(
                fields=["-came_at", "-id"],
                include=[
                    "country",
                    "lifecycle",
                    "status",
                    "owner",
                    "job_title_key",
                    "source_key",
                ],
                name="person_came",
                condition=models.Q(deleted_at__isnull=True),
            ),
        ),
        migrations.AlterField(
            "person",
            "owner",
            models.ForeignKey(
                "access.User",
                models.PROTECT,
                null=True,
                related_name="+",
                db_index=False,
            ),
        ),
    ]
