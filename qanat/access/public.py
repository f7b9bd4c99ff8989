"""All that the rest of Qanat may use of access."""

from qanat.access.actions import (
    activate_user,
    add_member,
    change_habits,
    change_password,
    change_role,
    create_team,
    create_user,
    deactivate_user,
    remove_member,
    remove_second_step,
    require_an_admin,
)
from qanat.access.actors import actor_of_token, actor_of_user
from qanat.access.doors import PUBLIC, SIGNED_IN, permitted, public, signed_in
from qanat.access.models import User
from qanat.access.passwords import generated_password
from qanat.access.queries import (
    TeamRow,
    TokenRow,
    UserRow,
    first_admin_id,
    languages_of,
    list_teams,
    list_tokens,
    list_users,
    names_of_users,
    team_row,
    teammates_of,
    user_id_of,
    user_row,
)
from qanat.access.roles import ROLES, Reach, RoleName, permissions_of
from qanat.access.token_actions import issue_token, revoke_token

__all__ = [
    "PUBLIC",
    "ROLES",
    "SIGNED_IN",
    "Reach",
    "RoleName",
    "TeamRow",
    "TokenRow",
    "User",
    "UserRow",
    "activate_user",
    "actor_of_token",
    "actor_of_user",
    "add_member",
    "change_habits",
    "change_password",
    "change_role",
    "create_team",
    "create_user",
    "deactivate_user",
    "first_admin_id",
    "generated_password",
    "issue_token",
    "languages_of",
    "list_teams",
    "list_tokens",
    "list_users",
    "names_of_users",
    "permissions_of",
    "permitted",
    "public",
    "remove_member",
    "remove_second_step",
    "require_an_admin",
    "revoke_token",
    "signed_in",
    "team_row",
    "teammates_of",
    "user_id_of",
    "user_row",
]
