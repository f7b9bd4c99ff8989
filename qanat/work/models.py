"""What people do with a lead: tasks, notes, calls, meetings.

The closed lists of kinds and outcomes are in `rules.py`, which the constraints here repeat.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from qanat.work.rules import CallOutcome, Direction, MeetingKind, MeetingOutcome, TaskKind


class Task(models.Model):
    """Something to do by a time. The earliest open one is a person's next step.

    Attributes:
        key: names what planned it, such as `after-presentation:12`, so that it is planned once;
            empty for none.
        snoozes: how often it was put off.
    """

    person = models.ForeignKey(
        "people.Person", models.CASCADE, null=True, related_name="+", db_index=False
    )
    opportunity = models.ForeignKey(
        "pipeline.Opportunity", models.CASCADE, null=True, related_name="+", db_index=False
    )
    owner = models.ForeignKey("access.User", models.PROTECT, related_name="+")
    kind = models.TextField(db_default="todo")
    title = models.TextField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    outcome = models.TextField(db_default="")
    key = models.TextField(db_default="")
    snoozes = models.SmallIntegerField(db_default=0)
    created_by = models.TextField()
    created_at = models.DateTimeField(db_default=Now())
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "task"
        indexes = [
            models.Index(
                fields=["owner", "due_at", "id"],
                name="task_open",
                condition=Q(done_at__isnull=True, deleted_at__isnull=True),
            ),
            models.Index(
                fields=["due_at", "id"],
                name="task_due",
                condition=Q(done_at__isnull=True, deleted_at__isnull=True),
            ),
            models.Index(fields=["person", "due_at"], name="task_person"),
            models.Index(fields=["opportunity", "due_at"], name="task_opportunity"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="task_key", condition=~Q(key="")),
            models.CheckConstraint(
                condition=Q(kind__in=[known.value for known in TaskKind]), name="task_kind"
            ),
        ]


class Note(models.Model):
    """Free text on a person or an opportunity."""

    person = models.ForeignKey(
        "people.Person", models.CASCADE, null=True, related_name="+", db_index=False
    )
    opportunity = models.ForeignKey(
        "pipeline.Opportunity", models.CASCADE, null=True, related_name="+", db_index=False
    )
    author = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "note"
        indexes = [
            models.Index(fields=["person", "at"], name="note_person"),
            models.Index(fields=["opportunity", "at"], name="note_opportunity"),
        ]


class Call(models.Model):
    """A telephone call. One that names nobody we know is kept without a person.

    Attributes:
        outcome: empty when whoever kept the record did not say, as other systems do.
        task: the task that it fulfilled.
    """

    person = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    account = models.ForeignKey("people.Account", models.SET_NULL, null=True, related_name="+")
    opportunity = models.ForeignKey(
        "pipeline.Opportunity", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    task = models.ForeignKey("work.Task", models.SET_NULL, null=True, related_name="+")
    owner = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", db_index=False
    )
    direction = models.TextField()
    subject = models.TextField(db_default="")
    purpose = models.TextField(db_default="")
    outcome = models.TextField(db_default="")
    started_at = models.DateTimeField()
    duration_seconds = models.IntegerField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "call"
        indexes = [
            models.Index(fields=["person", "started_at"], name="call_person"),
            models.Index(fields=["owner", "started_at"], name="call_owner"),
            models.Index(fields=["opportunity", "started_at"], name="call_opportunity"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(direction__in=[known.value for known in Direction]),
                name="call_direction",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=[known.value for known in CallOutcome]),
                name="call_outcome",
            ),
            models.CheckConstraint(
                condition=Q(duration_seconds__isnull=True) | Q(duration_seconds__gte=0),
                name="call_duration_not_negative",
            ),
        ]


class Meeting(models.Model):
    """A meeting or presentation, planned or held.

    Attributes:
        outcome: empty while it is planned, and after it until someone says how it went.
        task: the task that it fulfilled.
    """

    person = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    account = models.ForeignKey("people.Account", models.SET_NULL, null=True, related_name="+")
    opportunity = models.ForeignKey(
        "pipeline.Opportunity", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    task = models.ForeignKey("work.Task", models.SET_NULL, null=True, related_name="+")
    owner = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", db_index=False
    )
    kind = models.TextField(db_default="meeting")
    subject = models.TextField(db_default="")
    place = models.TextField(db_default="")
    outcome = models.TextField(db_default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "meeting"
        indexes = [
            models.Index(fields=["person", "starts_at"], name="meeting_person"),
            models.Index(fields=["owner", "starts_at"], name="meeting_owner"),
            models.Index(fields=["opportunity", "starts_at"], name="meeting_opportunity"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[known.value for known in MeetingKind]), name="meeting_kind"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=[known.value for known in MeetingOutcome]),
                name="meeting_outcome",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=models.F("starts_at")),
                name="meeting_ends_after_start",
            ),
        ]
