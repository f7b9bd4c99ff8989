"""Rules that lead to pools of users, and who got whom, why."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Pool(models.Model):
    """Users who take leads in turn."""

    name = models.TextField()

    class Meta:
        db_table = "routing_pool"
        constraints = [models.UniqueConstraint(fields=["name"], name="pool_name")]


class PoolMember(models.Model):
    """One user's place in a pool.

    Attributes:
        share: weight, at least 1; share 2 gets twice the leads of share 1.
        assigned: leads given out in this pool to this member since the shares last changed.
    """

    pool = models.ForeignKey("routing.Pool", models.CASCADE, related_name="+")
    user = models.ForeignKey("access.User", models.CASCADE, related_name="+")
    share = models.IntegerField(default=1)
    assigned = models.BigIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        db_table = "routing_pool_member"
        constraints = [
            models.UniqueConstraint(fields=["pool", "user"], name="pool_member_once"),
            models.CheckConstraint(condition=Q(share__gte=1), name="pool_member_share"),
        ]


class RoutingRule(models.Model):
    """Whom the criteria hold for goes to the pool; the first rule by position that holds counts."""

    name = models.TextField()
    position = models.IntegerField()
    criteria = models.JSONField()
    pool = models.ForeignKey("routing.Pool", models.PROTECT, related_name="+")
    active = models.BooleanField(default=True)

    class Meta:
        db_table = "routing_rule"
        constraints = [models.UniqueConstraint(fields=["position"], name="routing_rule_position")]


class Assignment(models.Model):
    """A person was given to an owner, and why.

    Attributes:
        reason: how it came about: rule, account, manual, import, fallback.
        rule_name, pool_name: as they were then.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    owner = models.ForeignKey("access.User", models.PROTECT, related_name="+")
    reason = models.TextField()
    rule = models.ForeignKey("routing.RoutingRule", models.SET_NULL, null=True, related_name="+")
    rule_name = models.TextField(db_default="")
    pool_name = models.TextField(db_default="")
    note = models.TextField(db_default="")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    actor = models.TextField()

    class Meta:
        db_table = "assignment"
        indexes = [models.Index(fields=["person", "-at", "-id"], name="assignment_person")]
