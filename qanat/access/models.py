"""Users, teams, and the tokens of users."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower, Now

from qanat.access.roles import RoleName


class UserManager(BaseUserManager["User"]):
    """What Django's sign-in needs to find a user by e-mail, in any case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Someone who works with Qanat. Their role says what they may do and whom they see."""

    email = models.EmailField()
    name = models.TextField(db_default="")
    role = models.TextField(choices=[(role.value, role.value) for role in RoleName])
    language = models.CharField(max_length=2, db_default="en")
    time_zone = models.TextField(db_default="UTC")
    calendar = models.TextField(db_default="gregorian")
    digits = models.TextField(db_default="auto")
    theme = models.TextField(db_default="system")
    density = models.TextField(db_default="compact")
    is_active = models.BooleanField(db_default=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        db_table = "access_user"
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email")]

    def __str__(self) -> str:
        return self.name or self.email


class Team(models.Model):
    """People who work together and, in some roles, see each other's records."""

    name = models.TextField()

    class Meta:
        db_table = "access_team"
        constraints = [models.UniqueConstraint(fields=["name"], name="team_name")]


class Membership(models.Model):
    """One user in one team."""

    user = models.ForeignKey("access.User", models.CASCADE, related_name="+")
    team = models.ForeignKey("access.Team", models.CASCADE, related_name="+", db_index=False)

    class Meta:
        db_table = "access_membership"
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="membership_once")]


class ApiToken(models.Model):
    """A key with which a program acts as a user, within scopes. Only its hash is kept.

    Attributes:
        prefix: the first characters, shown so that people can tell tokens apart.
        scopes: permission names, or `*` for all that the user's role holds.
    """

    user = models.ForeignKey("access.User", models.CASCADE, related_name="+")
    name = models.TextField()
    prefix = models.TextField()
    digest = models.TextField()
    scopes = ArrayField(models.TextField())
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_token"
        constraints = [models.UniqueConstraint(fields=["digest"], name="token_digest")]
