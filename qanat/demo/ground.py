"""What the demo company has set up: fields, gates, who gets which lead, what a lead is worth."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, Final

from qanat.demo.cast import PRIVATE_DOMAINS
from qanat.demo.vocabulary import own_word
from qanat.demo.wording import PRODUCTS, product_name
from qanat.kernel.phrase import Phrase
from qanat.people.public import define_field
from qanat.pipeline.public import change_stage, ensure_default_pipeline, list_pipelines
from qanat.platform.actor import Actor
from qanat.routing.public import (
    add_member,
    create_pool,
    create_rule,
    delete_pool,
    list_pools,
    set_fallback,
)
from qanat.scoring.public import (
    RuleDraft,
    Thresholds,
    activate_model,
    add_rule,
    copy_model,
    ensure_default_model,
    set_thresholds,
)

FIELDS: Final = (
    (
        "person",
        "product",
        "choice",
        Phrase("Product of interest", "المنتج المطلوب", "محصول مورد نظر"),
    ),
    ("opportunity", "product", "choice", Phrase("Product", "المنتج", "محصول")),
    ("opportunity", "contract_years", "number", Phrase("Years", "عدد السنوات", "سال‌ها")),
    ("account", "branches", "number", Phrase("Branches", "الفروع", "شعبه‌ها")),
)
GATES: Final[dict[str, dict[str, Any]]] = {
    "presentation": {"field": "opportunity.amount", "is": "is_known"},
    "follow_up": {
        "all": [
            {"field": "opportunity.amount", "is": "at_least", "value": 1},
            {"field": "opportunity.expected_close_on", "is": "is_known"},
        ]
    },
}
"""What an opportunity must have before it enters a stage, by the key of the stage."""

KEY_ACCOUNT_SIZE: Final = 500
ARAB: Final = ["SA", "AE", "EG", "KW", "QA", "BH", "OM", "JO", "IQ", "LB", "MA"]
POOLS: Final = {
    "Key accounts": (("daniel", 1), ("priya", 1)),
    "Persian speakers": (("arash", 3), ("shirin", 2)),
    "Gulf and Arab countries": (("sara", 2), ("fahad", 2), ("mona", 1)),
    "Everybody else": (("daniel", 1), ("priya", 1), ("omar", 2)),
}
"""Who takes turns in each pool, with shares; the last one takes whoever no rule sends anywhere."""

ROUTES: Final[tuple[tuple[str, str, dict[str, Any]], ...]] = (
    (
        "Companies of 500 people and more",
        "Key accounts",
        {"field": "account.size", "is": "at_least", "value": KEY_ACCOUNT_SIZE},
    ),
    (
        "Persian, or from Iran and Afghanistan",
        "Persian speakers",
        {
            "any": [
                {"field": "person.language", "is": "is", "value": "fa"},
                {"field": "person.country", "is": "one_of", "value": ["IR", "AF"]},
            ]
        },
    ),
    (
        "From Arab countries",
        "Gulf and Arab countries",
        {"field": "person.country", "is": "one_of", "value": ARAB},
    ),
)
THRESHOLDS: Final = Thresholds(warm_at=45, hot_at=80, mql_at=75)
OWN_RULES: Final = (
    RuleDraft(
        name="Industries that stay with us",
        group="explicit",
        points=10,
        criteria={
            "field": "person.industry",
            "is": "one_of",
            "value": ["Retail", "Construction", "Logistics"],
        },
    ),
    RuleDraft(
        name="Private e-mail",
        group="negative",
        points=-10,
        criteria={
            "field": "person.email_domain",
            "is": "one_of",
            "value": list(PRIVATE_DOMAINS),
        },
    ),
    RuleDraft(
        name="Looked at prices twice",
        group="implicit",
        points=10,
        criteria={
            "event": "page_view",
            "where": {"field": "property.url", "is": "contains", "value": "pricing"},
            "within": {"days": 60},
            "is": "at_least",
            "value": 2,
        },
    ),
)


def lay_ground(
    users: Mapping[str, int], *, language: str, actor: Actor, now: datetime
) -> dict[str, int]:
    """Set everything up, named in a language; the ids of the stages by key."""
    products = {product_name(each, language): asdict(name) for each, name in PRODUCTS.items()}
    for entity, key, kind, label in FIELDS:
        called = products if kind == "choice" else {}
        define_field(
            entity,
            key,
            kind=kind,
            labels={"en": label.en, "ar": label.ar, "fa": label.fa},
            choices=list(called),
            choice_labels=called,
            actor=actor,
            now=now,
        )
    _share_leads(users, actor, language)
    _value_leads(actor, now, language)
    return _guard_stages(actor)


def _share_leads(users: Mapping[str, int], actor: Actor, language: str) -> None:
    pools = {}
    for name, members in POOLS.items():
        pools[name] = create_pool(own_word(name, language), actor=actor).pk
        for member, share in members:
            add_member(pools[name], users[member], actor=actor, share=share)
    for name, pool, criteria in ROUTES:
        create_rule(own_word(name, language), criteria, pools[pool], actor=actor)
    set_fallback(pools["Everybody else"], actor=actor)
    for there in list_pools(actor):
        if there.id not in pools.values():
            delete_pool(there.id, actor=actor)


def _value_leads(actor: Actor, now: datetime, language: str) -> None:
    """The model that comes with Qanat, changed to the company's own and made the one that counts."""
    general = ensure_default_model(language=language, actor=actor, now=now)
    model = copy_model(
        general.pk, name=own_word("Business software", language), actor=actor, now=now
    )
    for rule in OWN_RULES:
        add_rule(model.pk, _in_language(rule, language), actor=actor)
    set_thresholds(model.pk, THRESHOLDS, actor=actor)
    activate_model(model.pk, actor=actor, now=now)


def _in_language(rule: RuleDraft, language: str) -> RuleDraft:
    """The rule as the company says it; industries too, for leads give them in its language."""
    criteria = dict(rule.criteria)
    if criteria.get("field") == "person.industry":
        criteria["value"] = [own_word(each, language) for each in criteria["value"]]
    return replace(rule, name=own_word(rule.name, language), criteria=criteria)


def _guard_stages(actor: Actor) -> dict[str, int]:
    ensure_default_pipeline()
    stages = {stage.key: stage.stage_id for stage in list_pipelines(actor=actor)[0].stages}
    for key, gate in GATES.items():
        change_stage(stages[key], {"gate": gate}, actor=actor)
    return stages
