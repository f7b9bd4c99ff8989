"""Imports and where imported rows came from; forms that we host."""

from django.contrib.postgres.fields import ArrayField
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
        rows: how many rows the file has; None before anybody has looked through it.
        plan: what was found when it was looked through: `counts`, `faults`, `sample`, `columns`.
        stop_asked: whether somebody wants it to stop after the rows in hand.
        outcome: what taking it back did, as rows by table: `removed`, `restored`, `kept`.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        WAITING = "waiting"
        RUNNING = "running"
        STOPPED = "stopped"
        DONE = "done"
        FAILED = "failed"
        UNDOING = "undoing"
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
    rows = models.IntegerField(null=True)
    plan = models.JSONField(default=dict, db_default={})
    stop_asked = models.BooleanField(default=False, db_default=False)
    outcome = models.JSONField(default=dict, db_default={})
    started_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "import_run"


class ImportFile(models.Model):
    """A piece of a file that belongs to an import: what was sent, or the rows that were refused.

    Attributes:
        number: counts from 0.
    """

    class Part(models.TextChoices):
        SOURCE = "source"
        REFUSED = "refused"

    run = models.ForeignKey("capture.ImportRun", models.CASCADE, related_name="+", db_index=False)
    part = models.TextField(choices=Part.choices)
    number = models.IntegerField(default=0, db_default=0)
    content = models.BinaryField()

    class Meta:
        db_table = "import_file"
        constraints = [
            models.UniqueConstraint(fields=["run", "part", "number"], name="import_file_piece_once")
        ]


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


class Form(models.Model):
    """A form that we host; whoever has its address can fill it in.

    Attributes:
        slug: what its address ends with; random unless it was chosen.
        language: that of the form when nobody asks for another; `languages` are all it has.
        fields: whether each field that is shown must be filled in, by its name.
        texts: title, lead, button and thanks, by language.
        redirect: where one is sent afterwards; empty for our own page of thanks.
        active: whether it takes anything.
    """

    name = models.TextField()
    slug = models.TextField()
    language = models.CharField(max_length=2)
    languages = ArrayField(models.CharField(max_length=2))
    fields = models.JSONField()
    texts = models.JSONField()
    redirect = models.TextField(db_default="")
    source = models.TextField(db_default="")
    medium = models.TextField(db_default="")
    campaign = models.TextField(db_default="")
    active = models.BooleanField(db_default=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "form"
        constraints = [models.UniqueConstraint(fields=["slug"], name="form_slug_once")]


class FormWording(models.Model):
    """What a form asked consent to, as it was from `at` on. Never changed, since it is proof.

    Attributes:
        version: counts up in each language from 1; the latest is the one that is shown.
        text: the sentence beside the box; empty when nothing is asked from then on.
        privacy_url: what its link says; empty for no link.
        channels, purpose: what is agreed to, as in the ledger of consent.
    """

    form = models.ForeignKey("capture.Form", models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=2)
    version = models.IntegerField()
    text = models.TextField()
    privacy_url = models.TextField(db_default="")
    purpose = models.TextField()
    channels = ArrayField(models.TextField())
    at = models.DateTimeField()

    class Meta:
        db_table = "form_wording"
        constraints = [
            models.UniqueConstraint(
                fields=["form", "language", "version"], name="form_wording_once"
            )
        ]


class FormKnock(models.Model):
    """How often one address sent one form in one stretch of time, to hold back who does it too often.

    Attributes:
        address: a keyed hash of where it came from, so that no addresses are collected.
    """

    form = models.ForeignKey("capture.Form", models.CASCADE, related_name="+", db_index=False)
    address = models.TextField()
    since = models.DateTimeField(db_index=True)
    count = models.IntegerField()

    class Meta:
        db_table = "form_knock"
        constraints = [
            models.UniqueConstraint(fields=["form", "address", "since"], name="form_knock_once")
        ]
