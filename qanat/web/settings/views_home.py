"""The first page of settings, and what every page of settings is given."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from qanat.web.page import PageRequest, page
from qanat.web.settings.sections import sections


def home(request: PageRequest) -> HttpResponse:
    """Every page of settings that one may open, with what it is for."""
    return settings_page(request, "settings/home.html", "settings:settings", {})


def settings_page(
    request: PageRequest,
    template: str,
    place: str,
    context: Mapping[str, Any],
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page of settings, with the list of all beside it; `place` is the name of its section."""
    known = {"place": place, "sections": sections(request.actor)}
    return page(request, template, {**known, **context}, part=part, status=status)
