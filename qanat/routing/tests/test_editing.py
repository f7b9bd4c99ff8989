"""Changing pools and rules."""

import pytest

from qanat.access.public import deactivate_user
from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.platform.actor import Actor
from qanat.routing.models import Pool, PoolMember, RoutingRule
from qanat.routing.public import (
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
)
from qanat.routing.tests.conftest import NOW, SYSTEM, pool_of

pytestmark = pytest.mark.django_db

ANYBODY = {"all": []}


def rules_in_order():
    return [(rule.position, rule.name) for rule in list_rules(SYSTEM)]


@pytest.fixture
def pool(users):
    return pool_of("Team", {users[0]: 1, users[1]: 2})


def test_rules_keep_their_order_when_one_moves(pool):
    first, second, third = (
        create_rule(name, ANYBODY, pool, actor=SYSTEM) for name in ("one", "two", "three")
    )
    move_rule(third.pk, 1, actor=SYSTEM)
    assert rules_in_order() == [(1, "three"), (2, "one"), (3, "two")]
    move_rule(third.pk, 99, actor=SYSTEM)
    assert rules_in_order() == [(1, "one"), (2, "two"), (3, "three")]
    delete_rule(second.pk, actor=SYSTEM)
    create_rule("four", ANYBODY, pool, actor=SYSTEM, position=1)
    assert [name for _, name in rules_in_order()] == ["four", "one", "three"]
    assert RoutingRule.objects.get(id=first.pk).position == 2


def test_a_rule_is_changed_in_parts(pool):
    rule = create_rule("one", ANYBODY, pool, actor=SYSTEM)
    other = create_pool("Other", actor=SYSTEM)
    change_rule(rule.pk, name=" uno ", pool_id=other.pk, active=False, actor=SYSTEM)
    (card,) = list_rules(SYSTEM)
    assert (card.name, card.pool_name, card.active, card.criteria) == (
        "uno",
        "Other",
        False,
        ANYBODY,
    )


def test_a_pool_lists_its_members(users, pool):
    deactivate_user(users[1], actor=SYSTEM, now=NOW)
    (card,) = list_pools(SYSTEM)
    assert card.fallback is False
    assert [(member.name, member.share, member.takes_leads) for member in card.members] == [
        ("Amal", 1, True),
        ("Bijan", 2, False),
    ]


def test_there_is_one_fallback_pool(pool):
    other = create_pool("Other", actor=SYSTEM)
    set_fallback(pool, actor=SYSTEM)
    set_fallback(other.pk, actor=SYSTEM)
    assert list(Pool.objects.filter(fallback=True)) == [other]


@pytest.mark.parametrize("share", [0, -1, 101])
def test_a_share_is_from_one_to_a_hundred(users, pool, share):
    with pytest.raises(Invalid) as refused:
        add_member(pool, users[2], share=share, actor=SYSTEM)
    assert refused.value.faults[0].path == ("share",)
    with pytest.raises(Invalid):
        change_member(pool, users[0], share=share, actor=SYSTEM)
    assert PoolMember.objects.count() == 2


def test_what_would_break_the_routing_is_refused_with_a_sentence(users, pool):
    rule = create_rule("one", ANYBODY, pool, actor=SYSTEM)
    with pytest.raises(Conflict, match="A rule leads to this pool"):
        delete_pool(pool, actor=SYSTEM)
    delete_rule(rule.pk, actor=SYSTEM)
    set_fallback(pool, actor=SYSTEM)
    with pytest.raises(Conflict, match="fallback"):
        delete_pool(pool, actor=SYSTEM)
    with pytest.raises(Conflict, match="in the pool already"):
        add_member(pool, users[0], actor=SYSTEM)
    with pytest.raises(Conflict, match="There is a pool of this name already"):
        create_pool("Team", actor=SYSTEM)
    other = create_pool("Other", actor=SYSTEM)
    with pytest.raises(Conflict, match="of this name"):
        rename_pool(other.pk, "Team", actor=SYSTEM)
    with pytest.raises(Invalid):
        create_pool("  ", actor=SYSTEM)
    deactivate_user(users[3], actor=SYSTEM, now=NOW)
    with pytest.raises(Invalid):
        add_member(other.pk, users[3], actor=SYSTEM)
    delete_pool(other.pk, actor=SYSTEM)
    assert [card.name for card in list_pools(SYSTEM)] == ["Team"]


def test_what_is_not_there_is_not_found(users, pool):
    for attempt in (
        lambda: rename_pool(0, "x", actor=SYSTEM),
        lambda: create_rule("x", ANYBODY, 0, actor=SYSTEM),
        lambda: change_rule(0, name="x", actor=SYSTEM),
        lambda: move_rule(0, 1, actor=SYSTEM),
        lambda: remove_member(pool, users[3], actor=SYSTEM),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_wrong_criteria_are_refused(pool):
    with pytest.raises(Invalid) as refused:
        create_rule("one", {"field": "person.nonsense", "is": "is", "value": 1}, pool, actor=SYSTEM)
    assert refused.value.faults[0].path == ("criteria", "field")
    assert not RoutingRule.objects.exists()


def test_a_refusal_leaves_no_trace(users, pool):
    actor = Actor(
        name="user:1", permissions=frozenset({"routing.view", "routing.assign"}), sees=None
    )
    rule = create_rule("one", ANYBODY, pool, actor=SYSTEM)
    for attempt in (
        lambda: create_pool("New", actor=actor),
        lambda: rename_pool(pool, "New", actor=actor),
        lambda: delete_pool(pool, actor=actor),
        lambda: set_fallback(pool, actor=actor),
        lambda: add_member(pool, users[2], actor=actor),
        lambda: change_member(pool, users[0], share=9, actor=actor),
        lambda: remove_member(pool, users[0], actor=actor),
        lambda: create_rule("two", ANYBODY, pool, actor=actor),
        lambda: change_rule(rule.pk, name="two", actor=actor),
        lambda: move_rule(rule.pk, 1, actor=actor),
        lambda: delete_rule(rule.pk, actor=actor),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    (card,) = list_pools(SYSTEM)
    assert (card.name, card.fallback, [m.share for m in card.members]) == ("Team", False, [1, 2])
    assert rules_in_order() == [(1, "one")]


def test_a_paused_member_comes_back(users, pool):
    change_member(pool, users[0], active=False, actor=SYSTEM)
    change_member(pool, users[0], active=True, share=4, actor=SYSTEM)
    remove_member(pool, users[1], actor=SYSTEM)
    (card,) = list_pools(SYSTEM)
    assert [(member.user_id, member.share, member.takes_leads) for member in card.members] == [
        (users[0], 4, True)
    ]
