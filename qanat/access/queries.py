"""Reading users, teams and tokens. Their lists are short, and still paged by key."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from qanat.access.models import ApiToken, Membership, Team, User
from qanat.access.roles import RoleName
from qanat.kernel.errors import NotFound
from qanat.platform.actor import Actor
from qanat.platform.statements import fetch


@dataclass(frozen=True)
class UserRow:
    """A user as lists and the API show them."""

    id: int
    email: str
    name: str
    role: str
    language: str
    time_zone: str
    calendar: str
    digits: str
    theme: str
    density: str
    is_active: bool
    team_ids: tuple[int, ...]


@dataclass(frozen=True)
class TeamRow:
    """A team and who is in it."""

    id: int
    name: str
    user_ids: tuple[int, ...]


@dataclass(frozen=True)
class TokenRow:
    """A token without its secret."""

    id: int
    user_id: int
    name: str
    prefix: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None


def list_users(actor: Actor, *, after: int = 0, limit: int = 50) -> list[UserRow]:
    """Users by id, from the one after `after`."""
    actor.require("users.view")
    users = list(User.objects.filter(id__gt=after).order_by("id")[:limit])
    return user_rows(users)


def user_row(user_id: int, actor: Actor) -> UserRow:
    """One user.

    Raises:
        NotFound: no such user.
    """
    if actor.user_id != user_id:
        actor.require("users.view")
    users = list(User.objects.filter(id=user_id))
    if not users:
        raise NotFound("user", user_id)
    return user_rows(users)[0]


def names_of_users(ids: Collection[int]) -> dict[int, str]:
    """What users are called, by id, for what they did to a record; one query."""
    users = User.objects.filter(id__in=ids).values_list("id", "name", "email")
    return {user_id: name or email for user_id, name, email in users}


def user_id_of(email: str) -> int:
    """The id of the user with this e-mail, in any case, active or not.

    Raises:
        NotFound: nobody has it.
    """
    found = User.objects.filter(email__iexact=email.strip()).values_list("id", flat=True).first()
    if found is None:
        raise NotFound("user", email)
    return found


def languages_of(user_ids: Iterable[int]) -> dict[int, str]:
    """The language in which each of these users reads. Prepared, since every lead asks it."""
    return dict(fetch(_LANGUAGES, (sorted(set(user_ids)),)))


_LANGUAGES: Final = "SELECT id, language FROM access_user WHERE id = ANY(%s::bigint[])"


def list_teams(actor: Actor, *, after: int = 0, limit: int = 50) -> list[TeamRow]:
    """Teams by id with their members, from the one after `after`."""
    actor.require("users.view")
    return _team_rows(list(Team.objects.filter(id__gt=after).order_by("id")[:limit]))


def team_row(team_id: int, actor: Actor) -> TeamRow:
    """One team.

    Raises:
        NotFound: no such team.
    """
    actor.require("users.view")
    teams = list(Team.objects.filter(id=team_id))
    if not teams:
        raise NotFound("team", team_id)
    return _team_rows(teams)[0]


def list_tokens(actor: Actor, *, after: int = 0, limit: int = 50) -> list[TokenRow]:
    """One's own tokens, newest id last; everybody's for those who may change users."""
    actor.require("tokens.view")
    whose = Q() if actor.may("users.change") else Q(user_id=actor.user_id)
    tokens = ApiToken.objects.filter(whose, id__gt=after).order_by("id")[:limit]
    return [token_row(token) for token in tokens]


def token_row(token: ApiToken) -> TokenRow:
    """The token as it may be shown."""
    return TokenRow(
        id=token.id,
        user_id=token.user_id,
        name=token.name,
        prefix=token.prefix,
        scopes=tuple(token.scopes),
        created_at=token.created_at,
        expires_at=token.expires_at,
        last_used_at=token.last_used_at,
        revoked_at=token.revoked_at,
    )


def _team_rows(teams: list[Team]) -> list[TeamRow]:
    members: dict[int, list[int]] = {team.id: [] for team in teams}
    for team_id, user_id in (
        Membership.objects.filter(team_id__in=members)
        .order_by("user_id")
        .values_list("team_id", "user_id")
    ):
        members[team_id].append(user_id)
    return [TeamRow(team.id, team.name, tuple(members[team.id])) for team in teams]


def user_rows(users: list[User]) -> list[UserRow]:
    """The users as they may be shown, with their teams, in the same order."""
    teams: dict[int, list[int]] = {user.id: [] for user in users}
    for user_id, team_id in (
        Membership.objects.filter(user_id__in=teams)
        .order_by("team_id")
        .values_list("user_id", "team_id")
    ):
        teams[user_id].append(team_id)
    return [
        UserRow(
            id=user.id,
            email=user.email,
            name=user.name,
            role=user.role,
            language=user.language,
            time_zone=user.time_zone,
            calendar=user.calendar,
            digits=user.digits,
            theme=user.theme,
            density=user.density,
            is_active=user.is_active,
            team_ids=tuple(teams[user.id]),
        )
        for user in users
    ]


def teammates_of(user_id: int) -> list[int]:
    """The active users in any team of this user, without themselves."""
    teams = Membership.objects.filter(user_id=user_id).values("team_id")
    members = Membership.objects.filter(team_id__in=teams, user__is_active=True)
    return sorted(set(members.exclude(user_id=user_id).values_list("user_id", flat=True)))


def first_admin_id() -> int:
    """The active admin who has been here longest: whose is what is nobody's.

    Raises:
        NotFound: there is no active admin.
    """
    admins = User.objects.filter(role=RoleName.ADMIN, is_active=True).order_by("id")
    found = admins.values_list("id", flat=True).first()
    if found is None:
        raise NotFound("active", "admin")
    return found
