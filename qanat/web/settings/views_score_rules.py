"""The rules of a draft of a score model: added and changed in a dialog, taken away."""

from typing import Final

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from qanat.kernel.errors import Invalid, NotFound
from qanat.platform.actor import Actor
from qanat.scoring.public import (
    Group,
    RuleCard,
    RuleDraft,
    add_rule,
    change_rule,
    delete_rule,
    list_rules,
)
from qanat.web.page import PageRequest
from qanat.web.settings.dialogs import Input, at_once, in_dialog
from qanat.web.settings.typed import as_json, criteria_of, whole
from qanat.web.settings.views_scoring import GROUPS, model_of, shown

PART: Final = "#rules"
CHANGED: Final = "model-changed"


@require_http_methods(["GET", "POST"])
def new_rule(request: PageRequest, model_id: int) -> HttpResponse:
    """Add a rule."""

    def act(given: QueryDict, actor: Actor) -> None:
        add_rule(model_id, _draft(given), actor=actor)

    inputs = _inputs(None, request.GET.get("group", Group.EXPLICIT))
    return in_dialog(
        request,
        _("New rule"),
        inputs,
        act,
        lambda: shown(request, model_of(request, model_id)),
        message=gettext("Saved in the draft"),
        into=PART,
        after=CHANGED,
    )


@require_http_methods(["GET", "POST"])
def rule(request: PageRequest, model_id: int, rule_id: int) -> HttpResponse:
    """Change a rule."""
    found = _rule(request, model_id, rule_id)

    def act(given: QueryDict, actor: Actor) -> None:
        change_rule(rule_id, _draft(given), actor=actor, active="active" in given)

    return in_dialog(
        request,
        _("Change the rule"),
        _inputs(found, found.group),
        act,
        lambda: shown(request, model_of(request, model_id)),
        message=gettext("Saved in the draft"),
        undo=True,
        into=PART,
        after=CHANGED,
    )


@require_POST
def no_rule(request: PageRequest, model_id: int, rule_id: int) -> HttpResponse:
    """Take a rule away."""
    _rule(request, model_id, rule_id)

    def act(actor: Actor) -> None:
        delete_rule(rule_id, actor=actor)

    return at_once(
        request,
        act,
        lambda: shown(request, model_of(request, model_id)),
        gettext("The rule is gone from the draft."),
        into=PART,
        after=CHANGED,
    )


def _rule(request: PageRequest, model_id: int, rule_id: int) -> RuleCard:
    found = next((each for each in list_rules(model_id, request.actor) if each.id == rule_id), None)
    if found is None:
        raise NotFound("score rule", rule_id)
    return found


def _draft(given: QueryDict) -> RuleDraft:
    """What was typed; points against need no sign."""
    group, criteria = given.get("group", ""), criteria_of(given)
    if criteria is None:
        raise Invalid("Please say whom the rule is about.", ("criteria",), code="required")
    points = abs(whole(given, "points"))
    return RuleDraft(
        name=given.get("name", ""),
        group=group,
        criteria=criteria,
        points=-points if group == Group.NEGATIVE else points,
    )


def _inputs(rule: RuleCard | None, group: str) -> list[Input]:
    groups = [(str(name), label) for name, (label, _about) in GROUPS.items()]
    inputs = [
        Input(kind="text", name="name", label=_("Name"), value=rule.name if rule else ""),
        Input(
            kind="criteria",
            name="criteria",
            label=_("Whom it is about"),
            value=as_json(rule.criteria) if rule else "",
        ),
        Input(kind="select", name="group", label=_("Counts for"), value=group, options=groups),
        Input(
            kind="number",
            name="points",
            label=_("Points"),
            value=str(abs(rule.points)) if rule else "10",
        ),
    ]
    if rule:
        inputs.append(Input(kind="check", name="active", label=_("It counts"), value=rule.active))
    return inputs
