"""The addresses of settings; each noun has a module of views."""

from django.urls import URLPattern, path

from qanat.access.public import permitted, signed_in
from qanat.web.settings import (
    views_audit,
    views_health,
    views_parked,
    views_teams,
    views_tokens,
    views_trash,
    views_users,
)
from qanat.web.settings.urls_rules import rule_urls
from qanat.web.settings.views_home import home

see_users, add_users, change_users = map(permitted, ("users.view", "users.add", "users.change"))
mend, audit = permitted("inbox.change"), permitted("audit.view")

app_name = "settings"
urlpatterns: list[URLPattern] = [
    path("settings/", signed_in(home), name="settings"),
    *rule_urls,
    path("settings/users/", see_users(views_users.users), name="users"),
    path("settings/users/new/", add_users(views_users.new_user), name="user_new"),
    path("settings/users/<int:user_id>/role/", change_users(views_users.role), name="user_role"),
    path("settings/users/<int:user_id>/out/", change_users(views_users.out), name="user_out"),
    path("settings/users/<int:user_id>/back/", change_users(views_users.back), name="user_back"),
    path(
        "settings/users/<int:user_id>/password/",
        change_users(views_users.new_password),
        name="user_password",
    ),
    path(
        "settings/users/<int:user_id>/step/",
        change_users(views_users.without_second_step),
        name="user_step",
    ),
    path("settings/teams/", see_users(views_teams.teams), name="teams"),
    path("settings/teams/new/", add_users(views_teams.new_team), name="new_team"),
    path("settings/teams/<int:team_id>/in/", change_users(views_teams.member), name="member"),
    path(
        "settings/teams/<int:team_id>/out/<int:user_id>/",
        change_users(views_teams.no_member),
        name="no_member",
    ),
    path("settings/tokens/", permitted("tokens.view")(views_tokens.tokens), name="tokens"),
    path("settings/tokens/new/", permitted("tokens.add")(views_tokens.new_token), name="token_new"),
    path(
        "settings/tokens/<int:token_id>/revoke/",
        permitted("tokens.delete")(views_tokens.revoke),
        name="token_revoke",
    ),
    path("settings/trash/", signed_in(views_trash.trash), name="trash"),
    path(
        "settings/trash/<str:bin_name>/<int:record_id>/restore/",
        signed_in(views_trash.restore),
        name="restore",
    ),
    path("settings/audit/", audit(views_audit.audit), name="audit"),
    path("settings/parked/", permitted("inbox.view")(views_parked.parked), name="parked"),
    path("settings/parked/again/", mend(views_parked.again), name="parked_again"),
    path("settings/parked/drop/", mend(views_parked.drop_some), name="parked_drop"),
    path("settings/parked/<int:submission_id>/", mend(views_parked.mend_one), name="parked_mend"),
    path("settings/health/", permitted("settings.view")(views_health.health), name="health"),
    path(
        "settings/health/<str:kind>/<int:row_id>/again/",
        permitted("settings.change")(views_health.again),
        name="again",
    ),
]
