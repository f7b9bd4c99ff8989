"""Who gets which lead, and why: all that other packages may use."""

from qanat.routing.actions import Given, assign_people, assign_to, give_back, reassign_from
from qanat.routing.defaults import ensure_default_routing
from qanat.routing.editing import (
    add_member,
    change_member,
    change_rule,
    create_pool,
    create_rule,
    delete_pool,
    delete_rule,
    move_rule,
    remove_member,
    rename_pool,
    set_fallback,
)
from qanat.routing.queries import (
    MemberCard,
    OwnerReason,
    PoolCard,
    RoutingRuleCard,
    Unowned,
    list_pools,
    list_rules,
    owner_reason,
    owner_reasons,
    unowned_open,
)

__all__ = [
    "Given",
    "MemberCard",
    "OwnerReason",
    "PoolCard",
    "RoutingRuleCard",
    "Unowned",
    "add_member",
    "assign_people",
    "assign_to",
    "change_member",
    "change_rule",
    "create_pool",
    "create_rule",
    "delete_pool",
    "delete_rule",
    "ensure_default_routing",
    "give_back",
    "list_pools",
    "list_rules",
    "move_rule",
    "owner_reason",
    "owner_reasons",
    "reassign_from",
    "remove_member",
    "rename_pool",
    "set_fallback",
    "unowned_open",
]
