"""Users and teams."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from qanat.access.public import (
    SIGNED_IN,
    RoleName,
    TeamRow,
    UserRow,
    activate_user,
    add_member,
    change_habits,
    change_password,
    change_role,
    create_team,
    create_user,
    deactivate_user,
    list_teams,
    list_users,
    remove_member,
    remove_second_step,
    team_row,
    user_row,
)
from qanat.api.needs import actor_of, needs
from qanat.api.paging import After, Limit, Page, Paged, id_after, paged
from qanat.api.schemas import Body, Id, Name
from qanat.kernel import clock

router = Router(tags=["users"])

Password = Annotated[str, Field(max_length=200)]


class UserOut(Schema):
    """A user."""

    id: int
    email: str
    name: str
    role: RoleName
    language: str
    time_zone: str
    calendar: str
    digits: str
    theme: str
    density: str
    is_active: bool
    team_ids: list[int]


class MeOut(Schema):
    """The user who asks, and what this session or token may do."""

    user: UserOut
    permissions: list[str]


class UserIn(Body):
    """A user to add. Without a password they can only use tokens."""

    email: Annotated[str, Field(max_length=254)]
    role: RoleName
    name: Name = ""
    password: Password | None = None
    language: Annotated[str, Field(max_length=2)] = "en"
    time_zone: Annotated[str, Field(max_length=100)] = "UTC"


class HabitsIn(Body):
    """How a user is called and reads; what is not named stays."""

    name: Name | None = None
    language: Annotated[str, Field(max_length=2)] | None = None
    time_zone: Annotated[str, Field(max_length=100)] | None = None
    calendar: Annotated[str, Field(max_length=20)] | None = None
    digits: (
        Annotated[str, Field(max_length=20, description="auto, latin, arabic or persian.")] | None
    ) = None
    theme: Annotated[str, Field(max_length=20, description="system, light or dark.")] | None = None
    density: Annotated[str, Field(max_length=20, description="compact or roomy.")] | None = None


class RoleIn(Body):
    """Another role."""

    role: RoleName


class PasswordIn(Body):
    """A new password."""

    password: Password


class TeamOut(Schema):
    """A team and who is in it."""

    id: int
    name: str
    user_ids: list[int]


class TeamIn(Body):
    """A team to add."""

    name: Name


@router.get("/me", response=MeOut, operation_id="show_me")
@needs(SIGNED_IN)
def show_me(request: HttpRequest) -> dict[str, object]:
    """Who asks, and what they may do."""
    actor = actor_of(request)
    row = user_row(actor.user_id or 0, actor)
    return {"user": row, "permissions": sorted(actor.permissions)}


@router.patch("/me", response=UserOut, operation_id="change_me")
@needs(SIGNED_IN)
def change_me(request: HttpRequest, body: HabitsIn) -> UserRow:
    """Change how one is called and reads: language, time zone, calendar, digits, theme, density."""
    actor = actor_of(request)
    return change_habits(actor.user_id or 0, **body.dict(), actor=actor)


@router.get("/users", response=Page[UserOut], operation_id="list_users")
@needs("users.view")
def users(request: HttpRequest, after: After = "", limit: Limit = 50) -> Paged:
    """Users by id."""
    rows = list_users(actor_of(request), after=id_after(after, "users"), limit=limit + 1)
    return paged(rows, limit=limit, name="users", key=lambda row: (row.id,))


@router.post("/users", response={201: UserOut}, operation_id="create_user")
@needs("users.add")
def add_user(request: HttpRequest, body: UserIn) -> UserRow:
    """Add a user."""
    return create_user(**body.dict(), actor=actor_of(request), now=clock.now())


@router.get("/users/{user_id}", response=UserOut, operation_id="show_user")
@needs("users.view")
def show_user(request: HttpRequest, user_id: Id) -> UserRow:
    """One user."""
    return user_row(user_id, actor_of(request))


@router.patch("/users/{user_id}", response=UserOut, operation_id="change_user")
@needs("users.change")
def change_user(request: HttpRequest, user_id: Id, body: HabitsIn) -> UserRow:
    """Change how a user is called and reads."""
    return change_habits(user_id, **body.dict(), actor=actor_of(request))


@router.delete(
    "/users/{user_id}/second-step", response={204: None}, operation_id="remove_second_step"
)
@needs("users.change")
def delete_second_step(request: HttpRequest, user_id: Id) -> None:
    """Let the user in by password alone again, such as when their phone is lost."""
    remove_second_step(user_id, actor=actor_of(request))


@router.put("/users/{user_id}/role", response=UserOut, operation_id="change_role")
@needs("users.change")
def put_role(request: HttpRequest, user_id: Id, body: RoleIn) -> UserRow:
    """Give the user another role, at once."""
    return change_role(user_id, body.role, actor=actor_of(request))


@router.put("/users/{user_id}/password", response={204: None}, operation_id="change_password")
@needs("users.change")
def put_password(request: HttpRequest, user_id: Id, body: PasswordIn) -> None:
    """Set the user's password and end their sessions."""
    change_password(user_id, body.password, actor=actor_of(request))


@router.post("/users/{user_id}/deactivate", response=UserOut, operation_id="deactivate_user")
@needs("users.change")
def put_out(request: HttpRequest, user_id: Id) -> UserRow:
    """Put the user out at once: sessions end, tokens are revoked."""
    return deactivate_user(user_id, actor=actor_of(request), now=clock.now())


@router.post("/users/{user_id}/activate", response=UserOut, operation_id="activate_user")
@needs("users.change")
def let_in(request: HttpRequest, user_id: Id) -> UserRow:
    """Let the user in again."""
    return activate_user(user_id, actor=actor_of(request))


@router.get("/teams", response=Page[TeamOut], operation_id="list_teams")
@needs("users.view")
def teams(request: HttpRequest, after: After = "", limit: Limit = 50) -> Paged:
    """Teams by id, with their members."""
    rows = list_teams(actor_of(request), after=id_after(after, "teams"), limit=limit + 1)
    return paged(rows, limit=limit, name="teams", key=lambda row: (row.id,))


@router.post("/teams", response={201: TeamOut}, operation_id="create_team")
@needs("users.add")
def add_team(request: HttpRequest, body: TeamIn) -> TeamRow:
    """Add a team."""
    return create_team(body.name, actor=actor_of(request))


@router.get("/teams/{team_id}", response=TeamOut, operation_id="show_team")
@needs("users.view")
def show_team(request: HttpRequest, team_id: Id) -> TeamRow:
    """One team."""
    return team_row(team_id, actor_of(request))


@router.put("/teams/{team_id}/members/{user_id}", response={204: None}, operation_id="add_member")
@needs("users.change")
def put_member(request: HttpRequest, team_id: Id, user_id: Id) -> None:
    """Put the user into the team."""
    add_member(team_id, user_id, actor=actor_of(request))


@router.delete(
    "/teams/{team_id}/members/{user_id}", response={204: None}, operation_id="remove_member"
)
@needs("users.change")
def take_member_out(request: HttpRequest, team_id: Id, user_id: Id) -> None:
    """Take the user out of the team."""
    remove_member(team_id, user_id, actor=actor_of(request))
