"""Routing: rules in order, each to a pool; pools with whoever takes leads; where somebody would go."""

from typing import Any, Final

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qanat.access.public import list_users
from qanat.criteria.public import count, marked_sentence
from qanat.kernel import clock
from qanat.kernel.errors import Invalid, NotFound
from qanat.people.public import search_people
from qanat.platform.actor import Actor
from qanat.routing.public import (
    RoutingRuleCard,
    add_member,
    change_member,
    change_rule,
    create_pool,
    create_rule,
    delete_pool,
    delete_rule,
    list_pools,
    list_rules,
    move_rule,
    remove_member,
    rename_pool,
    set_fallback,
    try_routing,
)
from qanat.web.criteria.drawing import reader_of_page
from qanat.web.look import Look
from qanat.web.page import PageRequest, page
from qanat.web.settings.dialogs import Input, at_once, in_dialog
from qanat.web.settings.typed import as_json, criteria_of, whole
from qanat.web.settings.views_home import settings_page

SECTION: Final = "settings:routing"
MOST_USERS: Final = 500
MOST_COUNTED: Final = 10_000


@require_safe
def routing(request: PageRequest) -> HttpResponse:
    """The rules and the pools."""
    return _shown(request)


def _shown(request: PageRequest) -> HttpResponse:
    reader = reader_of_page(Look.of_request(request))
    pools = list_pools(request.actor)
    users = list_users(request.actor, limit=MOST_USERS) if request.actor.may("users.view") else []
    context: dict[str, Any] = {
        "rules": [
            {
                "rule": rule,
                "said": marked_sentence(rule.criteria, subject="person", reader=reader)
                if rule.readable
                else [],
            }
            for rule in list_rules(request.actor)
        ],
        "pools": [
            {
                "pool": pool,
                "shares": sum(member.share for member in pool.members if member.takes_leads),
                "others": [
                    user
                    for user in users
                    if user.is_active and user.id not in {each.user_id for each in pool.members}
                ],
            }
            for pool in pools
        ],
        "may_change": request.actor.may("routing.change"),
    }
    return settings_page(request, "settings/routing.html", SECTION, context, part="all")


@require_safe
def counts(request: PageRequest) -> HttpResponse:
    """For how many people that one may see each rule holds."""
    at, cap = clock.now(), MOST_COUNTED + 1
    hits = [
        (rule.id, count(rule.criteria, at=at, actor=request.actor, cap=cap))
        for rule in list_rules(request.actor)
        if rule.active and rule.readable
    ]
    context = {"hits": hits, "most": MOST_COUNTED}
    return page(request, "settings/routing_counts.html", context)


@require_http_methods(["GET", "POST"])
def new_rule(request: PageRequest) -> HttpResponse:
    """Add a rule at the end."""

    def act(given: QueryDict, actor: Actor) -> None:
        pool = int(given.get("pool", "0"))
        create_rule(given.get("name", ""), _criteria(given), pool, actor=actor)

    inputs = _inputs(request, None)
    return in_dialog(request, _("New rule"), inputs, act, lambda: _shown(request))


@require_http_methods(["GET", "POST"])
def rule(request: PageRequest, rule_id: int) -> HttpResponse:
    """Change a rule."""

    def act(given: QueryDict, actor: Actor) -> None:
        change_rule(
            rule_id,
            name=given.get("name", ""),
            criteria=_criteria(given),
            pool_id=int(given.get("pool", "0")),
            active="active" in given,
            actor=actor,
        )

    inputs = _inputs(request, _rule(request, rule_id))
    title = _("Change the rule")
    return in_dialog(request, title, inputs, act, lambda: _shown(request), undo=True)


def _rule(request: PageRequest, rule_id: int) -> RoutingRuleCard:
    found = next((each for each in list_rules(request.actor) if each.id == rule_id), None)
    if found is None:
        raise NotFound("routing rule", rule_id)
    return found


def _criteria(given: QueryDict) -> dict[str, Any]:
    found = criteria_of(given)
    if found is None:
        raise Invalid("Please say whom the rule is about.", ("criteria",), code="required")
    return found


def _inputs(request: PageRequest, rule: RoutingRuleCard | None) -> list[Input]:
    pools = [(str(pool.id), pool.name) for pool in list_pools(request.actor)]
    chosen = str(rule.pool_id) if rule else ""
    inputs = [
        Input(kind="text", name="name", label=_("Name"), value=rule.name if rule else ""),
        Input(
            kind="criteria",
            name="criteria",
            label=_("Whom it is about"),
            value=as_json(rule.criteria) if rule else "",
        ),
        Input(kind="select", name="pool", label=_("Goes to"), value=chosen, options=pools),
    ]
    if rule:
        inputs.append(Input(kind="check", name="active", label=_("It counts"), value=rule.active))
    return inputs


@require_POST
def order(request: PageRequest) -> HttpResponse:
    """Put one rule at another place."""
    moved, to = whole(request.POST, "moved"), whole(request.POST, "to")

    def act(actor: Actor) -> None:
        move_rule(moved, to, actor=actor)

    return at_once(request, act, lambda: _shown(request), gettext("The order is saved"))


@require_POST
def no_rule(request: PageRequest, rule_id: int) -> HttpResponse:
    """Take a rule away."""

    def act(actor: Actor) -> None:
        delete_rule(rule_id, actor=actor)

    said = gettext("The rule is gone; whom it gave out stays where they are")
    return at_once(request, act, lambda: _shown(request), said)


@require_http_methods(["GET", "POST"])
def new_pool(request: PageRequest) -> HttpResponse:
    """Add a pool."""
    inputs = [Input(kind="text", name="name", label=_("Name"))]

    def act(given: QueryDict, actor: Actor) -> None:
        create_pool(given.get("name", ""), actor=actor)

    return in_dialog(request, _("New pool"), inputs, act, lambda: _shown(request))


@require_http_methods(["GET", "POST"])
def pool(request: PageRequest, pool_id: int) -> HttpResponse:
    """Rename a pool."""
    known = {each.id: each for each in list_pools(request.actor)}
    if pool_id not in known:
        raise NotFound("pool", pool_id)
    inputs = [Input(kind="text", name="name", label=_("Name"), value=known[pool_id].name)]

    def act(given: QueryDict, actor: Actor) -> None:
        rename_pool(pool_id, given.get("name", ""), actor=actor)

    title = _("Rename the pool")
    return in_dialog(request, title, inputs, act, lambda: _shown(request), undo=True)


@require_POST
def fallback(request: PageRequest, pool_id: int) -> HttpResponse:
    """Let this pool take whoever no rule sends anywhere."""

    def act(actor: Actor) -> None:
        set_fallback(pool_id, actor=actor)

    return at_once(request, act, lambda: _shown(request))


@require_POST
def no_pool(request: PageRequest, pool_id: int) -> HttpResponse:
    """Take a pool away."""

    def act(actor: Actor) -> None:
        delete_pool(pool_id, actor=actor)

    return at_once(request, act, lambda: _shown(request), gettext("The pool is gone"))


@require_POST
def member(request: PageRequest, pool_id: int) -> HttpResponse:
    """Put a user into the pool."""
    user = request.POST.get("user", "")
    if not user.isdecimal():
        return _shown(request)

    def act(actor: Actor) -> None:
        add_member(pool_id, int(user), actor=actor)

    return at_once(request, act, lambda: _shown(request), gettext("In the pool"))


@require_POST
def change(request: PageRequest, pool_id: int, user_id: int) -> HttpResponse:
    """Another share, or a pause, of a member."""
    given = request.POST
    share = whole(given, "share") if "share" in given else None
    active = given["active"] == "yes" if "active" in given else None

    def act(actor: Actor) -> None:
        change_member(pool_id, user_id, share=share, active=active, actor=actor)

    return at_once(request, act, lambda: _shown(request), gettext("Saved; the turns begin anew"))


@require_POST
def no_member(request: PageRequest, pool_id: int, user_id: int) -> HttpResponse:
    """Take a user out of the pool."""

    def act(actor: Actor) -> None:
        remove_member(pool_id, user_id, actor=actor)

    said = gettext("Out of the pool; whom they own stays theirs")
    return at_once(request, act, lambda: _shown(request), said)


@require_safe
def people(request: PageRequest) -> HttpResponse:
    """People to try the rules on."""
    sought = request.GET.get("q", "").strip()
    found = search_people(request.actor, sought, limit=6) if sought else []
    return page(request, "settings/routing_found.html", {"found": found, "sought": sought})


@require_safe
def one(request: PageRequest, person_id: int) -> HttpResponse:
    """Where one person would go, rule by rule."""
    trial = try_routing(person_id, at=clock.now(), actor=request.actor)
    context = {"trial": trial, "name": request.GET.get("name", "")}
    return page(request, "settings/routing_one.html", context)
