"""Indexes for the trash, and for lists of accounts by page."""

from django.db import migrations, models

ALIVE = models.Q(deleted_at__isnull=True)


class Migration(migrations.Migration):
    dependencies = [("people", "0004_statuses")]

    operations = [
        migrations.RemoveIndex("account", "account_owner"),
        migrations.AddIndex(
            "account",
            models.Index(
                fields=["owner", "-created_at", "-id"],
                name="account_owner_created",
                condition=ALIVE,
            ),
        ),
        migrations.AddIndex(
            "account",
            models.Index(fields=["-created_at", "-id"], name="account_created", condition=ALIVE),
        ),
        migrations.AddIndex(
            "person",
            models.Index(
                fields=["-deleted_at", "-id"],
                name="person_trash",
                condition=models.Q(deleted_at__isnull=False),
            ),
        ),
    ]
