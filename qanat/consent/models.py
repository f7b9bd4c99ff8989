"""The consent ledger, its current state, and suppression."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class ConsentEntry(models.Model):
    """One statement about one channel and purpose. Append-only; a trigger refuses changes.

    Attributes:
        state: granted or withdrawn.
        wording: the exact text that was shown.
        evidence: address, form, page and what else proves it.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_index=False)
    channel = models.TextField()
    purpose = models.TextField()
    state = models.TextField()
    wording = models.TextField(db_default="")
    language = models.CharField(max_length=2, db_default="")
    source = models.TextField()
    evidence = models.JSONField(default=dict)
    actor = models.TextField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "consent_entry"
        indexes = [models.Index(fields=["person", "id"], name="consent_entry_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["granted", "withdrawn"]), name="consent_entry_state_known"
            ),
            models.UniqueConstraint(
                fields=["person", "channel", "purpose", "state", "at", "source"],
                name="consent_entry_once",
            ),
        ]


class ConsentState(models.Model):
    """The latest entry per person, channel and purpose."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_index=False)
    channel = models.TextField()
    purpose = models.TextField()
    state = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "consent_state"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "channel", "purpose"], name="consent_state_once"
            )
        ]


class Suppression(models.Model):
    """An address that must not be written to, as a keyed hash that survives erasure."""

    kind = models.TextField()
    digest = models.TextField()
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "suppression"
        constraints = [models.UniqueConstraint(fields=["kind", "digest"], name="suppression_once")]
