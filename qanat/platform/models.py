"""Tables of the plumbing: audit, inbox, outbox. Written by SQL and triggers, read here."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class AuditEntry(models.Model):
    """One change of one row, written by a statement-level trigger.

    `before` and `after` hold only the columns that changed; an insert holds neither, since the
    row itself tells, and a delete holds the whole row.
    """

    at = models.DateTimeField(db_default=Now())
    actor = models.TextField()
    cause = models.TextField(db_default="")
    table = models.TextField(db_column="table_name")
    row_id = models.BigIntegerField()
    action = models.CharField(max_length=1)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        db_table = "audit_entry"
        indexes = [
            models.Index(fields=["table", "row_id", "id"], name="audit_entry_row"),
            models.Index(fields=["cause", "id"], name="audit_entry_cause", condition=~Q(cause="")),
        ]


class Submission(models.Model):
    """One thing that arrived, kept as it came, until it is processed or parked.

    Attributes:
        door: which door it came through, such as `api`, `import:12`, `form:3`.
        key: the idempotency key; with `door` and `position` it is unique.
        position: place within what was sent at once, from 0.
        payload: the lead as it was read from the door.
        fingerprint: hash of the whole request, so that a key reused for other content is refused.
        crashes: how often a process died while it held this row.
        answer: what the sender was or will be told, once done.
        problem: why it is parked, as faults.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        TAKEN = "taken"
        DONE = "done"
        PARKED = "parked"
        DROPPED = "dropped"

    door = models.TextField()
    key = models.TextField()
    position = models.IntegerField(db_default=0)
    payload = models.JSONField()
    fingerprint = models.TextField(db_default="")
    sent_by = models.TextField(db_default="")
    received_at = models.DateTimeField(db_default=Now())
    state = models.TextField(choices=State.choices, db_default="waiting")
    taken_by = models.TextField(db_default="")
    lease_until = models.DateTimeField(null=True)
    crashes = models.IntegerField(db_default=0)
    person_id = models.BigIntegerField(null=True)
    answer = models.JSONField(null=True)
    problem = models.JSONField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "inbox_submission"
        constraints = [
            models.UniqueConstraint(fields=["door", "key", "position"], name="submission_key"),
        ]
        indexes = [
            models.Index(
                fields=["id"], name="submission_open", condition=Q(state__in=["waiting", "taken"])
            ),
            models.Index(fields=["id"], name="submission_parked", condition=Q(state="parked")),
            models.Index(
                fields=["person_id"],
                name="submission_person",
                condition=Q(person_id__isnull=False),
            ),
            models.Index(
                fields=["door", "received_at"],
                name="submission_form",
                condition=Q(door__startswith="form:"),
            ),
        ]


class OutboxMessage(models.Model):
    """One effect that must leave once, written in the transaction of its cause.

    `key` names the effect; the same effect cannot be written twice.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        TAKEN = "taken"
        SENT = "sent"
        FAILED = "failed"

    key = models.TextField()
    kind = models.TextField()
    payload = models.JSONField()
    created_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())
    state = models.TextField(choices=State.choices, db_default="waiting")
    lease_until = models.DateTimeField(null=True)
    attempts = models.IntegerField(db_default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(db_default="")

    class Meta:
        db_table = "outbox_message"
        constraints = [models.UniqueConstraint(fields=["key"], name="outbox_message_key")]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="outbox_message_open",
                condition=Q(state__in=["waiting", "taken"]),
            ),
            models.Index(fields=["id"], name="outbox_message_failed", condition=Q(state="failed")),
        ]


class Organisation(models.Model):
    """The one organisation that this installation serves, and its habits.

    Attributes:
        weekend: ISO weekdays, 1 is Monday.
        set_up_at: when its admin had gone through the first steps; None before that.
        checklist_hidden: whether the list of first things to do was put away.
    """

    name = models.TextField(db_default="")
    language = models.CharField(max_length=2, db_default="en")
    country = models.CharField(max_length=2, db_default="SA")
    currency = models.CharField(max_length=3, db_default="USD")
    time_zone = models.TextField(db_default="UTC")
    calendar = models.TextField(db_default="gregorian")
    weekend = ArrayField(models.SmallIntegerField(), default=list)
    set_up_at = models.DateTimeField(null=True)
    checklist_hidden = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "organisation"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="organisation_is_one")]
