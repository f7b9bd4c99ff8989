"""What is kept about reports: questions that somebody wants to ask again."""

from django.db import models
from django.db.models.functions import Now


class SavedReport(models.Model):
    """A question to a report under a name, for its owner alone or for everybody who may see reports.

    Attributes:
        report: its name in the registry.
        question: the query of the address that asks it, such as `period=this_year&by=month`.
        shared: whether everybody finds it; each sees in it only what they may see.
    """

    owner = models.ForeignKey("access.User", models.CASCADE, related_name="+", db_index=False)
    name = models.TextField()
    report = models.TextField()
    question = models.TextField(db_default="")
    shared = models.BooleanField(db_default=False)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "saved_report"
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_report_name"),
        ]
        indexes = [models.Index(fields=["shared", "id"], name="saved_report_shared")]
