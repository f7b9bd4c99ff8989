"""What people do with a lead: tasks, notes, calls, meetings."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Task(models.Model):
    """Something to do by a time. The earliest open one is a person's next step."""

    person = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="+")
    opportunity = models.ForeignKey(
        "pipeline.Opportunity", models.CASCADE, null=True, related_name="+"
    )
    owner = models.ForeignKey("access.User", models.PROTECT, related_name="+")
    kind = models.TextField(db_default="todo")
    title = models.TextField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    outcome = models.TextField(db_default="")
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
            models.Index(fields=["person", "due_at"], name="task_person"),
            models.Index(fields=["opportunity", "due_at"], name="task_opportunity"),
        ]


class Note(models.Model):
    """Free text on a person or an opportunity."""

    person = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="+")
    opportunity = models.ForeignKey(
        "pipeline.Opportunity", models.CASCADE, null=True, related_name="+"
    )
    author = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "note"
        indexes = [models.Index(fields=["person", "at"], name="note_person")]


class Call(models.Model):
    """A telephone call. One that names nobody we know is kept without a person."""

    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    account = models.ForeignKey("people.Account", models.SET_NULL, null=True, related_name="+")
    opportunity = models.ForeignKey(
        "pipeline.Opportunity", models.SET_NULL, null=True, related_name="+"
    )
    owner = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
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
        ]


class Meeting(models.Model):
    """A meeting or presentation, planned or held."""

    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    account = models.ForeignKey("people.Account", models.SET_NULL, null=True, related_name="+")
    opportunity = models.ForeignKey(
        "pipeline.Opportunity", models.SET_NULL, null=True, related_name="+"
    )
    owner = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
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
        ]
