"""Imports, and where imported rows came from."""

from django.db import models
from django.db.models.functions import Now


class ImportRun(models.Model):
    """One import of one file or one other system.

    Attributes:
        fingerprint: SHA-256 of the content, so that the same file is known again.
        options: what else was told of how the file is to be read.
        problem: why it failed before its first row.
        counts: read, created, updated, unchanged, refused, and others by kind.
        refused_path: file with the refused rows and their reasons, empty for none.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        UNDONE = "undone"

    kind = models.TextField()
    name = models.TextField()
    fingerprint = models.TextField()
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict, db_default={})
    state = models.TextField(choices=State.choices, default=State.RUNNING)
    counts = models.JSONField(default=dict)
    refused_path = models.TextField(db_default="")
    problem = models.TextField(db_default="")
    started_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "import_run"


class ImportFile(models.Model):
    """A file that belongs to an import: what was sent, or the rows that were refused."""

    class Part(models.TextChoices):
        SOURCE = "source"
        REFUSED = "refused"

    run = models.ForeignKey("capture.ImportRun", models.CASCADE, related_name="+", db_index=False)
    part = models.TextField(choices=Part.choices)
    content = models.BinaryField()

    class Meta:
        db_table = "import_file"
        constraints = [models.UniqueConstraint(fields=["run", "part"], name="import_file_once")]


class ExternalKey(models.Model):
    """Which of our rows another system's record became.

    Attributes:
        unresolved: keys that the record named, by kind, whose records were not brought along.
    """

    system = models.TextField()
    kind = models.TextField()
    key = models.TextField()
    row_id = models.BigIntegerField()
    unresolved = models.JSONField(default=dict, db_default={})

    class Meta:
        db_table = "external_key"
        constraints = [
            models.UniqueConstraint(fields=["system", "kind", "key"], name="external_key_once")
        ]
