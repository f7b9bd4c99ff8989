"""Why a score is what it is: the rules with their points and events, and where the total stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from qanat.criteria.public import Happened
from qanat.kernel import clock
from qanat.kernel.errors import NotFound
from qanat.routing.public import owner_reason
from qanat.scoring.public import (
    ExplanationLine,
    Thresholds,
    active_model,
    events_behind,
    explanation,
    score_of,
)
from qanat.web.lists.shown import users_for
from qanat.web.look import Look
from qanat.web.page import PageRequest, page

SIDES: Final[dict[str, Promise]] = {"fit": _("Fit"), "engagement": _("Engagement")}
WIDTH: Final = 360
ROOM: Final = 30
"""Points that the scale goes on beyond the hot threshold and below zero."""


@dataclass(frozen=True)
class Line:
    """One rule that held, and the events that made it hold."""

    rule: ExplanationLine
    happened: Happened | None
    fresh: bool


@dataclass(frozen=True)
class Part:
    """One half of the score; the points of its lines add up to `points`."""

    label: Promise
    points: int
    lines: list[Line]


@dataclass(frozen=True)
class Scale:
    """Where a total stands among the bands, in units of the drawing, from the cold end."""

    warm: int
    hot: int
    here: int
    mirrored: bool = False

    @property
    def warm_width(self) -> int:
        """How long the warm band is."""
        return self.hot - self.warm - 2

    @property
    def hot_width(self) -> int:
        """How long the hot band is."""
        return WIDTH - self.hot - 1

    @property
    def warm_label(self) -> int:
        """Where the threshold of warm is written; the drawing is mirrored, its figures are not."""
        return WIDTH - self.warm if self.mirrored else self.warm

    @property
    def hot_label(self) -> int:
        """Where the threshold of hot is written."""
        return WIDTH - self.hot if self.mirrored else self.hot


@require_safe
def why(request: PageRequest, person_id: int) -> HttpResponse:
    """The popover of a score: asked for when it opens."""
    actor = request.actor
    score = score_of(person_id, actor)
    if score is None:
        raise NotFound("score of person", person_id)
    model, look = active_model(actor), Look.of_request(request)
    context = {
        "score": score,
        "fit": _signed(score.fit, look),
        "engagement": _signed(score.engagement, look),
        "parts": parts_of(explanation(person_id, actor), events_behind(person_id, actor)),
        "model": model,
        "scale": scale_of(score.total, model.thresholds, mirrored=get_language_bidi())
        if model
        else None,
    }
    return page(request, "record/why.html", context)


@require_safe
def owner(request: PageRequest, person_id: int) -> HttpResponse:
    """The popover of an owner: why it is theirs, and to whom it can be given."""
    actor = request.actor
    language = Look.of_request(request).language
    context = {
        "person_id": person_id,
        "reason": owner_reason(person_id, actor).sentence.in_language(language),
        "users": users_for(request) if actor.may("routing.assign") else [],
    }
    return page(request, "record/why_owner.html", context)


def _signed(points: int, look: Look) -> SafeString:
    """A number that may be below zero; its sign stays before it in every direction."""
    return format_html('<bdi dir="ltr">{}</bdi>', look.number(points))


def parts_of(lines: Sequence[ExplanationLine], behind: Mapping[int, Happened]) -> list[Part]:
    """The halves of a score, fit first, the heaviest rule of each first."""
    now = clock.now()
    held = sorted(
        (line for line in lines if line.held),
        key=lambda line: (line.side != "fit", -abs(line.points)),
    )
    parts = []
    for side, group in groupby(held, key=lambda line: line.side):
        shown = []
        for line in group:
            found = behind.get(line.rule_id)
            fresh = found is not None and found.until is not None and found.until > now
            shown.append(Line(line, found, fresh))
        parts.append(Part(SIDES[side], sum(line.rule.points for line in shown), shown))
    return parts


def scale_of(total: int, thresholds: Thresholds, *, mirrored: bool = False) -> Scale:
    """The total among the thresholds; what lies beyond the ends stands at them."""
    low = min(0, thresholds.warm_at - ROOM)
    span = thresholds.hot_at + ROOM - low

    def across(points: int) -> int:
        return round(min(max(points - low, 0), span) / span * WIDTH)

    return Scale(across(thresholds.warm_at), across(thresholds.hot_at), across(total), mirrored)
