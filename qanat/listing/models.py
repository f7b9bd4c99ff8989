"""Views of lists that people keep, and the files that were made of lists."""

from django.db import models
from django.db.models.functions import Now


class SavedView(models.Model):
    """A list as somebody wants to see it again.

    Attributes:
        asked: what `Asked.as_json` gives.
        shared: everybody sees it, over the records that they may see.
    """

    owner = models.ForeignKey("access.User", models.CASCADE, related_name="+", db_index=False)
    subject = models.TextField()
    name = models.TextField()
    asked = models.JSONField()
    shared = models.BooleanField(db_default=False)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "saved_view"
        constraints = [
            models.UniqueConstraint(fields=["owner", "subject", "name"], name="saved_view_name")
        ]
        indexes = [models.Index(fields=["subject", "shared"], name="saved_view_subject")]


class ListFile(models.Model):
    """A file that is or was made of a list, for whoever asked for it.

    Attributes:
        language, zone: of the heads, and of the times of day.
        total: how many rows there will be; None until they are counted.
        rows: how many are written so far.
        size: in bytes, once it is whole.
        problem: why it failed, of `files.Problem`; empty when it did not.
        done_at: when it was whole; null until then.
    """

    owner = models.ForeignKey("access.User", models.CASCADE, related_name="+")
    subject = models.TextField()
    kind = models.CharField(max_length=4)
    asked = models.JSONField()
    language = models.CharField(max_length=2, db_default="en")
    zone = models.TextField(db_default="UTC")
    total = models.IntegerField(null=True)
    rows = models.IntegerField(db_default=0)
    size = models.BigIntegerField(db_default=0)
    problem = models.TextField(db_default="")
    created_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "list_file"


class ListFilePart(models.Model):
    """A piece of a file; `number` counts from 0."""

    file = models.ForeignKey("listing.ListFile", models.CASCADE, related_name="+", db_index=False)
    number = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "list_file_part"
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="list_file_part_once")
        ]


class ListDeed(models.Model):
    """Something that is or was done to all of a list by a worker, for whoever began it.

    Attributes:
        asked: what `Asked.as_json` gives; `deed` and `value` are what is done.
        cause: with the number of a batch, what the audit calls that batch.
        state: a `deeds.DeedState`.
        total: how many records there were to be; None until they are counted.
        above: the id up to which it is done.
        batches, back: how many batches are done, and how many of them are taken back.
        kept: something could not be taken back, because others have changed it since.
        problem: what refused it; empty when nothing did.
    """

    owner = models.ForeignKey("access.User", models.CASCADE, related_name="+")
    subject = models.TextField()
    asked = models.JSONField()
    deed = models.TextField()
    value = models.TextField()
    cause = models.TextField()
    state = models.TextField(db_default="doing")
    total = models.IntegerField(null=True)
    done = models.IntegerField(db_default=0)
    above = models.BigIntegerField(db_default=0)
    batches = models.IntegerField(db_default=0)
    back = models.IntegerField(db_default=0)
    kept = models.BooleanField(db_default=False)
    problem = models.TextField(db_default="")
    created_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "list_deed"
