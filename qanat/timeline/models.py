"""What happened: events by month, anonymous visitors, campaigns and touches."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Event(models.Model):
    """Something a person did or had done to it, at a time. Append-only, one partition a month.

    The table is made by hand in the migration: `(at, id)` is its key because a partitioned
    table's key must hold the partition column. `person` or `visitor` may be unknown.

    Attributes:
        kind: such as `page_view`, `email_open`, `call`; kinds are registered.
        key: makes one event of two deliveries of it; unique with `at`; empty for none.
        amount: the number that sums are made of, such as seconds or money.
    """

    pk = models.CompositePrimaryKey("at", "id")
    id = models.BigIntegerField()
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    visitor_id = models.BigIntegerField(null=True)
    kind = models.TextField()
    properties = models.JSONField(default=dict)
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    source = models.TextField(db_default="")
    key = models.TextField(db_default="")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "event"
        managed = False


class Visitor(models.Model):
    """An anonymous browser, later a person."""

    token_digest = models.TextField()
    person = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        db_table = "visitor"
        constraints = [models.UniqueConstraint(fields=["token_digest"], name="visitor_token")]
        indexes = [models.Index(fields=["person"], name="visitor_person")]


class Campaign(models.Model):
    """Planned marketing with a cost.

    Attributes:
        key: what arrives as `utm_campaign`, under `matching_key`.
        cost: what was spent so far, in `currency`.
    """

    name = models.TextField()
    key = models.TextField()
    kind = models.TextField(db_default="")
    status = models.TextField(db_default="")
    source = models.TextField(db_default="")
    medium = models.TextField(db_default="")
    budget = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    cost = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    expected_revenue = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    currency = models.CharField(max_length=3)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    created_at = models.DateTimeField(db_default=Now())
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "campaign"
        constraints = [
            models.UniqueConstraint(
                fields=["key"], name="campaign_key", condition=Q(deleted_at__isnull=True)
            )
        ]


class Touch(models.Model):
    """One marketing contact that brought a person: source, medium, campaign.

    The first touch of a person is the one with the lowest `(at, id)`, the last the one with the
    highest.

    Attributes:
        direction: inbound when the person came to us, outbound when we went to them.
        response: what the person answered to a campaign, such as `responded`.
        cycle: the person's cycle when it happened.
        key: makes one touch of two deliveries of it; unique for the person; empty for none.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField()
    source = models.TextField(db_default="")
    medium = models.TextField(db_default="")
    campaign = models.ForeignKey(
        "timeline.Campaign", models.PROTECT, null=True, related_name="+", db_index=False
    )
    content = models.TextField(db_default="")
    term = models.TextField(db_default="")
    landing_page = models.TextField(db_default="")
    referrer = models.TextField(db_default="")
    direction = models.TextField(db_default="inbound")
    response = models.TextField(db_default="")
    cycle = models.IntegerField(db_default=1)
    key = models.TextField(db_default="")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "touch"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], name="touch_key", condition=~Q(key="")
            ),
            models.CheckConstraint(
                condition=Q(direction__in=["inbound", "outbound"]), name="touch_direction_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "at", "id"], name="touch_of_person", include=["campaign"]
            ),
            models.Index(fields=["campaign", "at"], name="touch_campaign_at"),
        ]
