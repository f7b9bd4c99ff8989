"""Changing who works with Qanat: users, roles, teams."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q

from qanat.access.habits import CALENDARS_OF, check_habits
from qanat.access.models import ApiToken, Membership, Team, User
from qanat.access.passwords import check_password
from qanat.access.queries import TeamRow, UserRow, user_rows
from qanat.access.roles import RoleName, permissions_of
from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.platform.actor import Actor, acting


def create_user(
    *,
    email: str,
    role: RoleName,
    actor: Actor,
    now: datetime,
    name: str = "",
    password: str | None = None,
    language: str = "en",
    time_zone: str = "UTC",
) -> UserRow:
    """Add somebody who works with Qanat; without a password they can only use tokens.

    Who reads Persian begins with the solar calendar; everybody can choose another.

    Raises:
        NotAllowed: the actor may not add users, or not ones who may do more than the actor.
        Invalid: the e-mail, password, language or time zone is not usable.
        Conflict: somebody has this e-mail.
    """
    actor.require("users.add")
    _require_no_more_than(actor, role)
    address = _checked_email(email)
    user = User(
        email=address,
        name=name.strip(),
        role=role,
        language=language,
        time_zone=time_zone,
        calendar=CALENDARS_OF.get(language, "gregorian"),
        digits="auto",
        theme="system",
        density="compact",
        is_active=True,
        created_at=now,
    )
    check_habits(user)
    _set_password(user, password)
    try:
        with acting(actor), transaction.atomic():
            user.save()
            EmailAddress.objects.create(user=user, email=address, primary=True, verified=True)
    except IntegrityError as error:
        raise Conflict("Somebody has this e-mail address already.") from error
    return user_rows([user])[0]


def change_role(user_id: int, role: RoleName, *, actor: Actor) -> UserRow:
    """Give the user another role; at once, in every session and token.

    Raises:
        Conflict: they are the last admin.
    """
    actor.require("users.change")
    _require_no_more_than(actor, role)
    with acting(actor):
        user = _locked_with_admins(user_id)
        if role is not RoleName.ADMIN:
            _keep_an_admin(user)
        user.role = role
        user.save(update_fields=["role"])
    return user_rows([user])[0]


def deactivate_user(user_id: int, *, actor: Actor, now: datetime) -> UserRow:
    """Put the user out at once: sessions end, tokens are revoked. Their records stay theirs.

    Raises:
        Conflict: they are the last admin.
    """
    actor.require("users.change")
    with acting(actor):
        user = _locked_with_admins(user_id)
        _keep_an_admin(user)
        user.is_active = False
        user.save(update_fields=["is_active"])
        ApiToken.objects.filter(user_id=user_id, revoked_at=None).update(revoked_at=now)
        end_sessions(user_id)
    return user_rows([user])[0]


def activate_user(user_id: int, *, actor: Actor) -> UserRow:
    """Let the user in again. Revoked tokens stay revoked."""
    actor.require("users.change")
    with acting(actor):
        user = _locked(user_id)
        user.is_active = True
        user.save(update_fields=["is_active"])
    return user_rows([user])[0]


def change_password(user_id: int, password: str, *, actor: Actor) -> None:
    """Set the user's password and end their sessions.

    Raises:
        Invalid: the password is too easy.
    """
    actor.require("users.change")
    with acting(actor):
        user = _locked(user_id)
        _require_no_more_than(actor, RoleName(user.role))
        _set_password(user, password)
        user.save(update_fields=["password"])
        end_sessions(user_id)


def change_habits(
    user_id: int,
    *,
    actor: Actor,
    name: str | None = None,
    language: str | None = None,
    time_zone: str | None = None,
    calendar: str | None = None,
    digits: str | None = None,
    theme: str | None = None,
    density: str | None = None,
) -> UserRow:
    """Change how the user is called and reads; what is None stays. One's own needs no permission.

    Raises:
        Invalid: there is no such habit; see `habits`.
    """
    if actor.user_id != user_id:
        actor.require("users.change")
    asked = {
        "name": None if name is None else name.strip(),
        "language": language,
        "time_zone": time_zone,
        "calendar": calendar,
        "digits": digits,
        "theme": theme,
        "density": density,
    }
    changed = {habit: value for habit, value in asked.items() if value is not None}
    with acting(actor):
        user = _locked(user_id)
        for habit, value in changed.items():
            setattr(user, habit, value)
        check_habits(user)
        user.save(update_fields=list(changed))
    return user_rows([user])[0]


def remove_second_step(user_id: int, *, actor: Actor) -> None:
    """Let the user in by password alone again, such as when their phone is lost; sessions end."""
    actor.require("users.change")
    with acting(actor):
        user = _locked(user_id)
        _require_no_more_than(actor, RoleName(user.role))
        Authenticator.objects.filter(user_id=user_id).delete()
        end_sessions(user_id)


def end_sessions(user_id: int) -> None:
    """End every browser session of the user. Called by actions that were allowed."""
    kept = UserSession.objects.filter(user_id=user_id)
    Session.objects.filter(session_key__in=kept.values("session_key")).delete()
    kept.delete()


def create_team(name: str, *, actor: Actor) -> TeamRow:
    """Add a team.

    Raises:
        Invalid: the name is empty.
        Conflict: a team has this name.
    """
    actor.require("users.add")
    wanted = name.strip()
    if not wanted:
        raise Invalid("A team needs a name.", ("name",), code="required")
    try:
        with acting(actor), transaction.atomic():
            team = Team.objects.create(name=wanted)
    except IntegrityError as error:
        raise Conflict("There is a team of this name already.") from error
    return TeamRow(team.id, team.name, ())


def add_member(team_id: int, user_id: int, *, actor: Actor) -> None:
    """Put the user into the team; nothing happens when they are in it."""
    actor.require("users.change")
    with acting(actor):
        _locked(user_id)
        if not Team.objects.filter(id=team_id).exists():
            raise NotFound("team", team_id)
        Membership.objects.bulk_create(
            [Membership(team_id=team_id, user_id=user_id)], ignore_conflicts=True
        )


def remove_member(team_id: int, user_id: int, *, actor: Actor) -> None:
    """Take the user out of the team; nothing happens when they are not in it."""
    actor.require("users.change")
    with acting(actor):
        Membership.objects.filter(team_id=team_id, user_id=user_id).delete()


def _require_no_more_than(actor: Actor, role: RoleName) -> None:
    """Nobody can make or become somebody who may do more than they may themselves."""
    for permission in sorted(permissions_of(role)):
        if not actor.may(permission):
            raise NotAllowed(permission)


def _locked(user_id: int) -> User:
    user = User.objects.select_for_update().filter(id=user_id).first()
    if user is None:
        raise NotFound("user", user_id)
    return user


def _locked_with_admins(user_id: int) -> User:
    """The user, locked together with every admin, in order.

    Two admins who put each other out at once wait here, so that the second sees what the
    first did and is refused.
    """
    wanted = Q(id=user_id) | Q(role=RoleName.ADMIN)
    list(User.objects.select_for_update().filter(wanted).order_by("id").values_list("id"))
    return _locked(user_id)


def _keep_an_admin(user: User) -> None:
    """Refuse to lose the last admin who can act."""
    if user.role != RoleName.ADMIN or not user.is_active:
        return
    others = User.objects.filter(role=RoleName.ADMIN, is_active=True).exclude(id=user.id)
    if not others.exists():
        raise Conflict("This is the last admin. Make somebody else an admin first.")


def require_an_admin() -> None:
    """Raise `Conflict` unless somebody who can sign in may do everything; holds them for now."""
    admins = User.objects.select_for_update().filter(role=RoleName.ADMIN, is_active=True)
    if not list(admins.order_by("id").values_list("id")):
        raise Conflict("This is the last admin. Make somebody else an admin first.")


def _checked_email(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Invalid("This is not an e-mail address.", ("email",), code="invalid_email") from error
    return address


def _set_password(user: User, password: str | None) -> None:
    if password is None:
        user.set_unusable_password()
        return
    check_password(password, user)
    user.set_password(password)
