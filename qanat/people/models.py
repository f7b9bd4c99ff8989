"""The record: people and accounts, with what identifies and describes them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now


class Lifecycle(models.TextChoices):
    """How far a person has come, in order."""

    SUBSCRIBER = "subscriber"
    LEAD = "lead"
    MQL = "mql"
    SQL = "sql"
    OPPORTUNITY = "opportunity"
    CUSTOMER = "customer"


def _key_of(column: str) -> models.GeneratedField:
    """The column under `matching_key`, kept by the database, for criteria that compare it."""
    return models.GeneratedField(
        expression=Func(F(column), function="qanat_matching_key"),
        output_field=models.TextField(),
        db_persist=True,
    )


class Account(models.Model):
    """A company.

    Attributes:
        name_key: the name under `matching_key`, for matching and search.
        domain: of its web site, in lower case without `www`.
        size: number of employees.
    """

    name = models.TextField()
    name_key = models.TextField()
    domain = models.TextField(db_default="")
    website = models.TextField(db_default="")
    phone = models.TextField(db_default="")
    industry = models.TextField(db_default="")
    kind = models.TextField(db_default="")
    size = models.IntegerField(null=True)
    country = models.CharField(max_length=2, db_default="")
    city = models.TextField(db_default="")
    owner = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    custom = models.JSONField(default=dict, db_default={})
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "account"
        indexes = [
            models.Index(fields=["name_key", "id"], name="account_name_key"),
            models.Index(fields=["domain"], name="account_domain", condition=~Q(domain="")),
            models.Index(
                fields=["owner", "-created_at", "-id"],
                name="account_owner_created",
                condition=Q(deleted_at__isnull=True),
            ),
            models.Index(
                fields=["-created_at", "-id"],
                name="account_created",
                condition=Q(deleted_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__isnull=True) | Q(size__gte=0), name="account_size_not_negative"
            )
        ]


class Person(models.Model):
    """A human being, from first anonymous form to loyal customer.

    Shown as Lead until `converted_at`, as Contact after. `email` and `phone` are the primary
    identifiers as typed; matching uses `Identifier`.

    Attributes:
        company: as typed; `account` is the record it led to.
        source, medium: of the first touch.
        came_at: when this person first came in, by the sender's clock.
        cycle: how many times the person has come in as a lead, from 1.
    """

    given_name = models.TextField(db_default="")
    family_name = models.TextField(db_default="")
    full_name = models.TextField(db_default="")
    name_key = models.TextField(db_default="")
    email = models.TextField(db_default="")
    phone = models.TextField(db_default="")
    job_title = models.TextField(db_default="")
    company = models.TextField(db_default="")
    account = models.ForeignKey(
        "people.Account", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    industry = models.TextField(db_default="")
    website = models.TextField(db_default="")
    country = models.CharField(max_length=2, db_default="")
    city = models.TextField(db_default="")
    language = models.CharField(max_length=2, db_default="")
    time_zone = models.TextField(db_default="")
    lifecycle = models.TextField(choices=Lifecycle.choices, db_default="lead")
    status = models.TextField(db_default="open")
    cycle = models.IntegerField(db_default=1)
    owner = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", db_index=False
    )
    source = models.TextField(db_default="")
    medium = models.TextField(db_default="")
    custom = models.JSONField(default=dict, db_default={})
    came_at = models.DateTimeField(db_default=Now())
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())
    converted_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    job_title_key = _key_of("job_title")
    company_key = _key_of("company")
    industry_key = _key_of("industry")
    city_key = _key_of("city")
    source_key = _key_of("source")
    medium_key = _key_of("medium")

    class Meta:
        db_table = "person"
        indexes = [
            models.Index(
                fields=["owner", "-came_at", "-id"],
                name="person_owner_came",
                condition=Q(deleted_at__isnull=True),
            ),
            # Lists are walked in this order until a page is full; what they are filtered by most is
            # answered from the index alone.
            models.Index(
                fields=["-came_at", "-id"],
                include=[
                    *("country", "lifecycle", "status", "owner"),
                    *("job_title_key", "source_key"),
                ],
                name="person_came",
                condition=Q(deleted_at__isnull=True),
            ),
            models.Index(
                fields=["-deleted_at", "-id"],
                name="person_trash",
                condition=Q(deleted_at__isnull=False),
            ),
            models.Index(fields=["account"], name="person_account"),
            models.Index(fields=["name_key"], name="person_name_key"),
            models.Index(fields=["status", "id"], name="person_status"),
            models.Index(fields=["lifecycle", "id"], name="person_lifecycle"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifecycle__in=Lifecycle.values), name="person_lifecycle_known"
            )
        ]


class Identifier(models.Model):
    """A normalised key that tells who somebody is: an e-mail, a phone, or another kind.

    Alive ones are unique per kind; a deleted person's identifiers are free again.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_index=False)
    kind = models.TextField()
    value = models.TextField()
    created_at = models.DateTimeField(db_default=Now())
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identifier"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "value"],
                name="identifier_alive",
                condition=Q(deleted_at__isnull=True),
            )
        ]
        indexes = [models.Index(fields=["person"], name="identifier_person")]


class CustomField(models.Model):
    """A field that the organisation added to people, accounts or opportunities.

    Attributes:
        entity: person, account or opportunity.
        key: stable name in the API and in criteria, as `person.custom.<key>`.
        labels: by language code.
        choices: allowed values, for choice and multiple choice.
        choice_labels: what they are called, by choice and language code, where they have labels.
    """

    class Kind(models.TextChoices):
        TEXT = "text"
        NUMBER = "number"
        MONEY = "money"
        DATE = "date"
        CHOICE = "choice"
        CHOICES = "choices"
        URL = "url"
        EMAIL = "email"
        PHONE = "phone"
        YES_NO = "yes_no"

    entity = models.TextField()
    key = models.TextField()
    kind = models.TextField(choices=Kind.choices)
    labels = models.JSONField(default=dict)
    choices = ArrayField(models.TextField(), default=list)
    choice_labels = models.JSONField(default=dict, db_default={})
    indexed = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "custom_field"
        constraints = [
            models.UniqueConstraint(fields=["entity", "key"], name="custom_field_key"),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z][a-z0-9_]{0,49}$"), name="custom_field_key_form"
            ),
        ]


class Tag(models.Model):
    """A word put on people, found again in any spelling by `name_key`."""

    name = models.TextField()
    name_key = models.TextField()

    class Meta:
        db_table = "tag"
        constraints = [models.UniqueConstraint(fields=["name_key"], name="tag_name_key")]


class PersonTag(models.Model):
    """One tag on one person."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_index=False)
    tag = models.ForeignKey("people.Tag", models.CASCADE, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "person_tag"
        constraints = [models.UniqueConstraint(fields=["person", "tag"], name="person_tag_once")]


class StaticList(models.Model):
    """A list of people put together by hand."""

    name = models.TextField()
    name_key = models.TextField()
    owner = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "static_list"
        constraints = [models.UniqueConstraint(fields=["name_key"], name="static_list_name_key")]


class ListMember(models.Model):
    """One person on one static list."""

    static_list = models.ForeignKey(
        "people.StaticList", models.CASCADE, related_name="+", db_index=False
    )
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "list_member"
        constraints = [
            models.UniqueConstraint(fields=["static_list", "person"], name="list_member_once")
        ]


class Change(models.Model):
    """What every history of a person has: from, to, when it held, when it was written, by whom.

    Without a constraint of the database on the person (ADR 0040).
    """

    person = models.ForeignKey(
        "people.Person",
        models.CASCADE,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    actor = models.TextField()
    reason = models.TextField(db_default="")

    class Meta:
        abstract = True


class LifecycleChange(Change):
    """A person came to another lifecycle; `from_lifecycle` is empty for the first."""

    from_lifecycle = models.TextField(db_default="")
    to_lifecycle = models.TextField()

    class Meta:
        db_table = "lifecycle_change"
        indexes = [
            models.Index(fields=["person", "at"], name="lifecycle_change_person"),
            models.Index(
                fields=["to_lifecycle", "at"], name="lifecycle_change_reached", include=["person"]
            ),
        ]


class StatusChange(Change):
    """A person came to another status; `from_status` is empty for the first."""

    from_status = models.TextField(db_default="")
    to_status = models.TextField()

    class Meta:
        db_table = "status_change"
        indexes = [
            models.Index(fields=["person", "at"], name="status_change_person"),
            models.Index(fields=["to_status", "at"], name="status_change_to"),
        ]


class OwnerChange(Change):
    """A person came to another owner."""

    from_owner = models.ForeignKey(
        "access.User",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    to_owner = models.ForeignKey(
        "access.User",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )

    class Meta:
        db_table = "owner_change"
        indexes = [models.Index(fields=["person", "at"], name="owner_change_person")]


class Status(models.Model):
    """A status that a person can have; those in `rules.BUILT_IN_STATUSES` come with Qanat.

    Attributes:
        closed: people in it need no owner and no next step.
        gate: criteria that must hold for a person before it may enter; None lets everyone in.
    """

    key = models.TextField()
    labels = models.JSONField(default=dict)
    position = models.IntegerField()
    closed = models.BooleanField(default=False)
    gate = models.JSONField(null=True)

    class Meta:
        db_table = "status"
        constraints = [models.UniqueConstraint(fields=["key"], name="status_key")]
