"""Teams: who works together and, in some roles, sees each other's records."""

from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from qanat.access.public import add_member, create_team, list_teams, list_users, remove_member
from qanat.kernel.errors import Conflict, Invalid
from qanat.web.page import PageRequest, deed, told
from qanat.web.settings.views_home import settings_page

SECTION: Final = "settings:teams"
MOST: Final = 500


@require_safe
def teams(request: PageRequest) -> HttpResponse:
    """Every team with its members."""
    return _shown(request)


@require_POST
def new_team(request: PageRequest) -> HttpResponse:
    """Add a team."""
    name = request.POST.get("name", "")
    try:
        create_team(name, actor=request.actor)
    except Invalid:
        return _shown(request, problem=gettext("A team needs a name."), name=name)
    except Conflict:
        return _shown(request, problem=gettext("There is a team of this name already."), name=name)
    return told(_shown(request), gettext("The team is there; now put somebody in."))


@require_POST
def member(request: PageRequest, team_id: int) -> HttpResponse:
    """Put a user into the team."""
    user_id = request.POST.get("user", "")
    if not user_id.isdecimal():
        return _shown(request)
    with deed(request) as actor:
        add_member(team_id, int(user_id), actor=actor)
    return told(_shown(request), gettext("In the team"), undo=actor)


@require_POST
def no_member(request: PageRequest, team_id: int, user_id: int) -> HttpResponse:
    """Take a user out of the team."""
    with deed(request) as actor:
        remove_member(team_id, user_id, actor=actor)
    return told(_shown(request), gettext("Out of the team"), undo=actor)


def _shown(request: PageRequest, *, problem: str = "", name: str = "") -> HttpResponse:
    users = list_users(request.actor, limit=MOST)
    by_id = {user.id: user for user in users}
    rows: list[dict[str, Any]] = [
        {
            "id": team.id,
            "name": team.name,
            "members": [by_id[user_id] for user_id in team.user_ids if user_id in by_id],
            "others": [user for user in users if user.is_active and user.id not in team.user_ids],
        }
        for team in list_teams(request.actor, limit=MOST)
    ]
    context = {
        "teams": rows,
        "problem": problem,
        "name": name,
        "may_add": request.actor.may("users.add"),
        "may_change": request.actor.may("users.change"),
    }
    status = 422 if problem else 200
    return settings_page(
        request, "settings/teams.html", SECTION, context, part="all", status=status
    )
