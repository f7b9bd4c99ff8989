"""Score models, their rules, and each person's score."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class ScoreModel(models.Model):
    """A set of rules with the thresholds that their points are read by.

    At most one model is active; its score decides bands and marketing qualification. A model can
    be changed until it is first activated; afterwards it is copied, and the copy changed.
    """

    name = models.TextField()
    active = models.BooleanField(default=False)
    warm_at = models.IntegerField(default=30)
    hot_at = models.IntegerField(default=60)
    mql_at = models.IntegerField(default=50)
    created_at = models.DateTimeField(db_default=Now())
    activated_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "score_model"
        constraints = [
            models.UniqueConstraint(
                fields=["active"], name="score_model_one_active", condition=Q(active=True)
            ),
            models.CheckConstraint(
                condition=Q(hot_at__gt=models.F("warm_at")), name="score_model_hot_above_warm"
            ),
            models.CheckConstraint(
                condition=Q(active=False) | Q(activated_at__isnull=False),
                name="score_model_active_since",
            ),
        ]


class Rescore(models.Model):
    """One time that everybody was or is being scored, as far as it has come.

    Attributes:
        people: how many are scored; null while their points are being counted.
        compared: of how many it is settled whether their score changed.
        changed: how many have another total than before, or their first.
        done_at: null until the end, and for one that did not come to its end.
    """

    model = models.ForeignKey("scoring.ScoreModel", models.CASCADE, related_name="+")
    began_at = models.DateTimeField(db_default=Now())
    people = models.IntegerField(null=True)
    compared = models.IntegerField(db_default=0)
    changed = models.IntegerField(db_default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "score_rescore"


class ScoreRule(models.Model):
    """Points for everybody whom the criteria hold for.

    Attributes:
        group: explicit (who they are), implicit (what they do), negative (what speaks against).
        points: above zero in explicit and implicit, below zero in negative.
    """

    class Group(models.TextChoices):
        EXPLICIT = "explicit"
        IMPLICIT = "implicit"
        NEGATIVE = "negative"

    model = models.ForeignKey(
        "scoring.ScoreModel", models.CASCADE, related_name="+", db_index=False
    )
    name = models.TextField()
    group = models.TextField(choices=Group.choices, db_column="rule_group")
    criteria = models.JSONField()
    points = models.IntegerField()
    active = models.BooleanField(default=True)

    class Meta:
        db_table = "score_rule"
        indexes = [models.Index(fields=["model"], name="score_rule_model")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(group="negative") & Q(points__lt=0))
                | (~Q(group="negative") & Q(points__gt=0)),
                name="score_rule_points_sign",
            )
        ]


class Score(models.Model):
    """The present score of a person under the active model.

    Without constraints of the database on both (ADR 0040): they were half of a rescore.

    Attributes:
        rule_ids: the rules that held; their points add up to fit, engagement and total.
    """

    person = models.OneToOneField(
        "people.Person",
        models.CASCADE,
        primary_key=True,
        related_name="+",
        db_constraint=False,
    )
    model = models.ForeignKey(
        "scoring.ScoreModel",
        models.CASCADE,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    fit = models.IntegerField()
    engagement = models.IntegerField()
    total = models.IntegerField()
    band = models.TextField()
    rule_ids = ArrayField(models.BigIntegerField())
    scored_at = models.DateTimeField()

    class Meta:
        db_table = "score"
        indexes = [models.Index(fields=["-total", "-person"], name="score_total")]


class ScoreChange(models.Model):
    """A total that changed, appended. Without a constraint of the database on the person (ADR 0040)."""

    person = models.ForeignKey(
        "people.Person",
        models.CASCADE,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    at = models.DateTimeField()
    from_total = models.IntegerField(null=True)
    to_total = models.IntegerField()
    to_band = models.TextField()

    class Meta:
        db_table = "score_change"
        indexes = [models.Index(fields=["person", "at"], name="score_change_person")]
