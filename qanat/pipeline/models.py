"""Opportunities on their way through the stages of a pipeline."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Pipeline(models.Model):
    """A way of selling, as stages in order. One is the default.

    Attributes:
        labels: its name by language code.
        opportunity_criteria: criteria over a person that must hold before their conversion makes an
            opportunity here; null when every converted lead may have one.
    """

    key = models.TextField()
    labels = models.JSONField(default=dict)
    default = models.BooleanField(default=False)
    opportunity_criteria = models.JSONField(null=True)

    class Meta:
        db_table = "pipeline"
        constraints = [
            models.UniqueConstraint(fields=["key"], name="pipeline_key"),
            models.UniqueConstraint(
                fields=["default"], name="pipeline_one_default", condition=Q(default=True)
            ),
        ]


class Stage(models.Model):
    """One stage. The closed one, always last, holds what was won and what was lost.

    A deleted stage stays in the history of those that passed through it.

    Attributes:
        position: place in the pipeline, from 0; null once deleted.
        gate: criteria over the opportunity that must hold before it may enter; null for none.
        chance: of winning from here, in per cent, for the weighted forecast.
        patience_days: days in the stage after which an opportunity is ageing; null for never.
    """

    pipeline = models.ForeignKey(
        "pipeline.Pipeline", models.CASCADE, related_name="+", db_index=False
    )
    key = models.TextField()
    labels = models.JSONField(default=dict)
    position = models.IntegerField(null=True)
    closed = models.BooleanField(default=False)
    chance = models.SmallIntegerField(default=0)
    patience_days = models.IntegerField(null=True)
    gate = models.JSONField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "stage"
        constraints = [
            models.UniqueConstraint(
                fields=["pipeline", "key"],
                name="stage_key",
                condition=Q(deleted_at__isnull=True),
            ),
            models.UniqueConstraint(fields=["pipeline", "id"], name="stage_of_pipeline"),
            models.UniqueConstraint(
                fields=["pipeline", "position"],
                name="stage_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["pipeline"], name="stage_one_closed", condition=Q(closed=True)
            ),
            models.CheckConstraint(
                condition=Q(chance__gte=0, chance__lte=100), name="stage_chance_per_cent"
            ),
            models.CheckConstraint(
                condition=Q(patience_days__isnull=True) | Q(patience_days__gt=0),
                name="stage_patience_positive",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True, position__isnull=False)
                | Q(deleted_at__isnull=False, position__isnull=True, closed=False),
                name="stage_has_place_while_alive",
            ),
        ]


class LostReason(models.Model):
    """Why opportunities are lost, to choose from. A deleted one stays with what it explained."""

    key = models.TextField()
    labels = models.JSONField(default=dict)
    position = models.IntegerField(default=0)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "lost_reason"
        constraints = [models.UniqueConstraint(fields=["key"], name="lost_reason_key")]


class Opportunity(models.Model):
    """A possible sale to a person or an account.

    It lies in a stage of its pipeline (the foreign key `opportunity_stage_of_pipeline`, made by
    hand, holds that), and always has exactly one stage visit that is not over.

    Attributes:
        entered_stage_at, opened_at, closed_at: by the clock of the business.
        chance: of winning, in per cent, where someone knows better than the stage; else null.
        lost_reason: null also for a loss that was brought over without one.
        updated_at: of the last change of the row; what a form saw before it saved.
    """

    class Outcome(models.TextChoices):
        OPEN = "open"
        WON = "won"
        LOST = "lost"

    name = models.TextField()
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    account = models.ForeignKey(
        "people.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    campaign = models.ForeignKey("timeline.Campaign", models.PROTECT, null=True, related_name="+")
    pipeline = models.ForeignKey("pipeline.Pipeline", models.PROTECT, related_name="+")
    stage = models.ForeignKey("pipeline.Stage", models.PROTECT, related_name="+")
    entered_stage_at = models.DateTimeField()
    outcome = models.TextField(choices=Outcome.choices, db_default="open")
    lost_reason = models.ForeignKey(
        "pipeline.LostReason", models.PROTECT, null=True, related_name="+"
    )
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    currency = models.CharField(max_length=3)
    chance = models.SmallIntegerField(null=True)
    kind = models.TextField(db_default="")
    owner = models.ForeignKey("access.User", models.PROTECT, related_name="+", db_index=False)
    expected_close_on = models.DateField(null=True)
    custom = models.JSONField(default=dict, db_default={})
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "opportunity"
        indexes = [
            models.Index(
                fields=["stage", "-entered_stage_at", "-id"],
                name="opportunity_board",
                condition=Q(deleted_at__isnull=True),
            ),
            models.Index(
                fields=["pipeline", "stage"],
                name="opportunity_open",
                condition=Q(deleted_at__isnull=True, outcome="open"),
                include=["currency", "amount", "chance", "owner"],
            ),
            models.Index(fields=["person"], name="opportunity_person"),
            models.Index(fields=["account"], name="opportunity_account"),
            models.Index(fields=["owner", "-id"], name="opportunity_owner"),
            models.Index(
                fields=["outcome", "closed_at"],
                name="opportunity_decided",
                condition=Q(deleted_at__isnull=True),
                include=["pipeline", "stage", "person", "owner", "currency", "amount"],
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="open", closed_at__isnull=True)
                | Q(outcome__in=["won", "lost"], closed_at__isnull=False),
                name="opportunity_closed_when_decided",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="opportunity_amount_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(chance__isnull=True) | Q(chance__gte=0, chance__lte=100),
                name="opportunity_chance_per_cent",
            ),
            models.CheckConstraint(
                condition=Q(lost_reason__isnull=True) | Q(outcome="lost"),
                name="opportunity_reason_only_when_lost",
            ),
        ]


class StageVisit(models.Model):
    """One stay of an opportunity in a stage, by both clocks.

    Attributes:
        entered_at, left_at: when it was so in the business; `left_at` is null for the present one.
        outcome: what it was in this stay; a stay in the closed stage is won or lost.
        recorded_at: when Qanat was told.
    """

    opportunity = models.ForeignKey("pipeline.Opportunity", models.CASCADE, related_name="+")
    stage = models.ForeignKey("pipeline.Stage", models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    outcome = models.TextField(choices=Opportunity.Outcome.choices, db_default="open")
    recorded_at = models.DateTimeField(db_default=Now())
    actor = models.TextField()

    class Meta:
        db_table = "stage_visit"
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity"], name="stage_visit_one_open", condition=Q(left_at=None)
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=models.F("entered_at")),
                name="stage_visit_order",
            ),
        ]
        indexes = [models.Index(fields=["stage", "entered_at"], name="stage_visit_stage")]
