"""Whether all parts run, what waits, and another chance for what was given up."""

from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from qanat.kernel import clock
from qanat.platform.standing import given_up, standing, try_again
from qanat.web.page import PageRequest, told
from qanat.web.settings.views_home import settings_page

SECTION: Final = "settings:health"
GIGABYTE: Final = 1024**3


@require_safe
def health(request: PageRequest) -> HttpResponse:
    """How the installation stands."""
    return _shown(request)


@require_POST
def again(request: PageRequest, kind: str, row_id: int) -> HttpResponse:
    """Let a job or an effect that was given up be tried again."""
    try_again(
        job_id=row_id if kind == "job" else 0,
        message_id=row_id if kind == "effect" else 0,
        actor=request.actor,
        now=clock.now(),
    )
    return told(_shown(request), gettext("It has all its attempts once more."))


def _shown(request: PageRequest) -> HttpResponse:
    now_stands = standing(request.actor)
    jobs, effects = given_up(request.actor)
    context = {
        "standing": now_stands,
        "database_gb": now_stands.database_bytes / GIGABYTE,
        "free_gb": now_stands.free_bytes / GIGABYTE,
        "jobs": jobs,
        "effects": effects,
        "may_change": request.actor.may("settings.change"),
    }
    return settings_page(request, "settings/health.html", SECTION, context, part="all")
