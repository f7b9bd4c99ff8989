"""Rules that lead to pools of users, and who got whom, why."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Pool(models.Model):
    """Users who take leads in turn.

    Attributes:
        fallback: takes whoever no rule sends anywhere; an installation has exactly one such pool.
    """

    name = models.TextField()
    fallback = models.BooleanField(default=False)

    class Meta:
        db_table = "routing_pool"
        constraints = [
            models.UniqueConstraint(fields=["name"], name="pool_name"),
            models.UniqueConstraint(
                fields=["fallback"], name="pool_one_fallback", condition=Q(fallback=True)
            ),
        ]


class PoolMember(models.Model):
    """One user's place in a pool.

    Attributes:
        share: weight, at least 1; share 2 gets twice the leads of share 1.
    """

    pool = models.ForeignKey("routing.Pool", models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey("access.User", models.CASCADE, related_name="+")
    share = models.IntegerField(default=1)
    active = models.BooleanField(default=True)

    class Meta:
        db_table = "routing_pool_member"
        constraints = [
            models.UniqueConstraint(fields=["pool", "user"], name="pool_member_once"),
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100), name="pool_member_share"
            ),
        ]


class Seat(models.Model):
    """One candidate's place in the running rotation of a pool, with the leads it has brought.

    Kept apart from the membership, which people edit and the audit follows. When the candidates
    or their shares are no longer those of the seats, the rotation starts again.
    """

    pool = models.ForeignKey("routing.Pool", models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey("access.User", models.CASCADE, related_name="+")
    share = models.IntegerField()
    assigned = models.BigIntegerField(default=0)

    class Meta:
        db_table = "routing_seat"
        constraints = [models.UniqueConstraint(fields=["pool", "user"], name="seat_once")]


class RoutingRule(models.Model):
    """Whom the criteria hold for goes to the pool; the first rule by position that holds counts."""

    name = models.TextField()
    position = models.IntegerField()
    criteria = models.JSONField()
    pool = models.ForeignKey("routing.Pool", models.PROTECT, related_name="+")
    active = models.BooleanField(default=True)

    class Meta:
        db_table = "routing_rule"
        constraints = [
            models.UniqueConstraint(
                fields=["position"],
                name="routing_rule_position",
                # Checked at the end of the statement, so that one statement can reorder them all.
                deferrable=models.Deferrable.IMMEDIATE,
            )
        ]


class Assignment(models.Model):
    """A person was given to an owner, and why.

    Attributes:
        reason: how it came about.
        rule_name, pool_name: as they were then.
        turn: which lead of the pool's rotation it was, counted from 1.
        share, shares: the owner's share in the pool, and that of all candidates together.
    """

    class Reason(models.TextChoices):
        RULE = "rule"
        FALLBACK = "fallback"
        ACCOUNT = "account"
        MANUAL = "manual"
        IMPORT = "import"

    person = models.ForeignKey(
        "people.Person",
        models.CASCADE,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    owner = models.ForeignKey("access.User", models.PROTECT, related_name="+", db_constraint=False)
    reason = models.TextField(choices=Reason.choices)
    rule = models.ForeignKey("routing.RoutingRule", models.SET_NULL, null=True, related_name="+")
    rule_name = models.TextField(db_default="")
    pool_name = models.TextField(db_default="")
    turn = models.BigIntegerField(null=True)
    share = models.IntegerField(null=True)
    shares = models.IntegerField(null=True)
    note = models.TextField(db_default="")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    actor = models.TextField()

    class Meta:
        db_table = "assignment"
        indexes = [models.Index(fields=["person", "-at", "-id"], name="assignment_person")]
