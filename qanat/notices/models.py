"""What users hear of, and what they do not want to hear of.

A notice says what it is about by ids; its sentence is made when it is read, in the language of the
reader and with what they may see by then. It is no fact about the business, so the audit does not
follow it, and it is forgotten after `rules.KEPT_FOR`.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from qanat.notices.rules import NoticeKind


class Notice(models.Model):
    """Something that one user should hear of, once.

    Attributes:
        key: with the user and the kind, makes one notice of what is told twice.
        count: of how many things it tells.
        by_id: the user whose deed it is.
        run_id: an import; `file_id` a file that was made of a list; `deed_id` something done to all of one.
    """

    user = models.ForeignKey("access.User", models.CASCADE, related_name="+", db_index=False)
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in NoticeKind])
    key = models.TextField()
    count = models.IntegerField(db_default=1)
    person_id = models.BigIntegerField(null=True)
    opportunity_id = models.BigIntegerField(null=True)
    task_id = models.BigIntegerField(null=True)
    run_id = models.BigIntegerField(null=True)
    file_id = models.BigIntegerField(null=True)
    deed_id = models.BigIntegerField(null=True)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notice"
        constraints = [models.UniqueConstraint(fields=["user", "kind", "key"], name="notice_once")]
        indexes = [
            models.Index(fields=["user", "-id"], name="notice_user"),
            models.Index(
                fields=["user"], name="notice_unread", condition=models.Q(read_at__isnull=True)
            ),
            models.Index(
                fields=["person_id"],
                name="notice_person",
                condition=models.Q(person_id__isnull=False),
            ),
            models.Index(fields=["at"], name="notice_at"),
        ]


class NoticeChoice(models.Model):
    """The kinds that a user does not want to hear of; without a row they hear of all."""

    user = models.OneToOneField("access.User", models.CASCADE, related_name="+")
    muted = ArrayField(models.TextField(), default=list)

    class Meta:
        db_table = "notice_choice"
