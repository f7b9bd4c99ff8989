"""Who gets whom: rules, turns, accounts, and what happens when nobody can."""

import pytest

from qanat.access.public import deactivate_user
from qanat.kernel.errors import Invalid, NotAllowed, NotFound
from qanat.people.models import Account, OwnerChange, Person
from qanat.people.public import define_field, delete_field
from qanat.platform.actor import Actor
from qanat.routing.models import Assignment, Seat
from qanat.routing.public import (
    add_member,
    assign_people,
    assign_to,
    change_member,
    create_rule,
    ensure_default_routing,
    give_back,
    list_rules,
    owner_reason,
    reassign_from,
    set_fallback,
    unowned_open,
)
from qanat.routing.tests.conftest import NOW, SYSTEM, make_account, make_people, pool_of

pytestmark = pytest.mark.django_db

SAUDI = {"field": "person.country", "is": "is", "value": "SA"}


def assign(ids, **more):
    given = assign_people(ids, at=NOW, actor=SYSTEM, **more)
    return [given[person].owner_id for person in ids if person in given]


def owner(person):
    return Person.objects.values_list("owner_id", flat=True).get(id=person)


def test_leads_go_round_in_the_fallback_pool_when_there_is_no_rule(users, fallback):
    people = make_people(8)
    assert assign(people) == users + users
    assert [owner(person) for person in people] == users + users


def test_a_batch_and_one_by_one_give_the_same(users):
    set_fallback(pool_of("A", dict(zip(users, (3, 2, 1, 1), strict=True))), actor=SYSTEM)
    batch = assign(make_people(21))
    set_fallback(pool_of("B", dict(zip(users, (3, 2, 1, 1), strict=True))), actor=SYSTEM)
    assert [assign([person])[0] for person in make_people(21)] == batch


def test_shares_hold_across_calls(users):
    pool = pool_of("Weighted", {users[0]: 3, users[1]: 2, users[2]: 1})
    set_fallback(pool, actor=SYSTEM)
    for size in (1, 4, 7, 18):
        assign(make_people(size))
    seats = Seat.objects.filter(pool_id=pool).order_by("user_id")
    assert [seat.assigned for seat in seats] == [15, 10, 5]


def test_the_first_rule_that_holds_counts(users, fallback):
    gulf, everywhere = pool_of("Gulf", {users[0]: 1}), pool_of("All", {users[1]: 1})
    create_rule("Everybody", {"all": []}, everywhere, actor=SYSTEM)
    create_rule("Saudi", SAUDI, gulf, actor=SYSTEM, position=1)
    saudi, other = make_people(1, country="SA") + make_people(1, country="IR")

    assert assign([other, saudi]) == [users[1], users[0]]

    kept = Assignment.objects.get(person_id=saudi)
    assert (kept.reason, kept.rule_name, kept.pool_name) == ("rule", "Saudi", "Gulf")
    assert (kept.turn, kept.share, kept.shares, kept.actor) == (1, 1, 1, "system:test")


def test_a_rule_whose_pool_takes_no_leads_leaves_it_to_the_fallback(users, fallback):
    gulf = pool_of("Gulf", {users[0]: 1})
    create_rule("Saudi", SAUDI, gulf, actor=SYSTEM)
    change_member(gulf, users[0], active=False, actor=SYSTEM)
    (saudi,) = make_people(1, country="SA")
    given = assign_people([saudi], at=NOW, actor=SYSTEM)[saudi]
    assert (given.reason, given.pool_name, given.rule_name) == ("fallback", "Everybody", "")


def test_a_rule_whose_field_was_taken_away_holds_for_nobody(users, fallback):
    define_field("person", "tier", kind="text", labels={"en": "Tier"}, actor=SYSTEM, now=NOW)
    gold = {"field": "person.custom.tier", "is": "is", "value": "gold"}
    create_rule("Gold", gold, pool_of("Gold", {users[3]: 1}), actor=SYSTEM)
    first, second = make_people(2, custom={"tier": "gold"})
    assert assign([first]) == [users[3]]
    delete_field("person", "tier", actor=SYSTEM, now=NOW)
    assert assign([second]) == [users[0]]
    assert [(rule.name, rule.readable, rule.sentence) for rule in list_rules(SYSTEM)] == [
        ("Gold", False, "")
    ]


def test_the_history_keeps_who_owned_before(users, fallback):
    (person,) = make_people(1)
    assign([person])
    assign_to([person], users[3], actor=SYSTEM, now=NOW)
    changes = OwnerChange.objects.filter(person_id=person).order_by("id")
    assert [(change.from_owner_id, change.to_owner_id) for change in changes] == [
        (None, users[0]),
        (users[0], users[3]),
    ]


def test_an_account_keeps_its_owner(users, fallback):
    account = make_account(owner_id=users[2])
    (person,) = make_people(1, account_id=account)
    given = assign_people([person], at=NOW, actor=SYSTEM)[person]
    assert (given.owner_id, given.reason) == (users[2], "account")
    assert not Seat.objects.exists()  # no turn was taken


def test_people_of_one_new_account_stay_together_in_a_batch(users, fallback):
    account = make_account()
    first, *rest = make_people(3, account_id=account)
    (stranger,) = make_people(1)

    assert assign([first, stranger, *rest]) == [users[0], users[1], users[0], users[0]]
    assert Account.objects.get(id=account).owner_id == users[0]
    assert assign(make_people(1, account_id=account)) == [users[0]]


def test_without_an_owner_of_its_own_the_owner_of_its_newest_person_looks_after_an_account(
    users, fallback
):
    account = make_account()
    make_people(1, account_id=account, owner_id=users[1])
    make_people(1, account_id=account, owner_id=users[3])
    (newcomer,) = make_people(1, account_id=account)
    assert assign([newcomer]) == [users[3]]


def test_an_account_of_a_deactivated_owner_goes_to_the_next_in_turn(users, fallback):
    account = make_account(owner_id=users[2])
    deactivate_user(users[2], actor=SYSTEM, now=NOW)
    assert assign(make_people(1, account_id=account)) == [users[0]]
    assert Account.objects.get(id=account).owner_id == users[0]


def test_a_deactivated_member_is_passed_over(users, fallback):
    deactivate_user(users[1], actor=SYSTEM, now=NOW)
    assert assign(make_people(4)) == [users[0], users[2], users[3], users[0]]


def test_who_comes_later_has_nothing_to_catch_up(users):
    pool = pool_of("Team", {users[0]: 1, users[1]: 1})
    set_fallback(pool, actor=SYSTEM)
    assign(make_people(10))
    add_member(pool, users[2], actor=SYSTEM)
    assert assign(make_people(3)) == [users[0], users[1], users[2]]


def test_whoever_has_an_owner_keeps_it(users, fallback):
    (person,) = make_people(1, owner_id=users[3])
    assert assign_people([person], at=NOW, actor=SYSTEM) == {}
    assert owner(person) == users[3]
    assert assign([person], force=True) == [users[0]]


def test_the_same_person_asked_for_twice_goes_once(users, fallback):
    (person,) = make_people(1)
    assert assign([person, person]) == [users[0], users[0]]
    assert Assignment.objects.filter(person_id=person).count() == 1


def test_when_nobody_takes_leads_all_are_refused_and_nothing_is_written(users):
    people = make_people(2)
    with pytest.raises(Invalid) as refused:
        assign_people(people, at=NOW, actor=SYSTEM)
    assert refused.value.faults[0].code == "nobody_takes_leads"
    assert not Assignment.objects.exists()
    assert assign_people(people, at=NOW, actor=SYSTEM, leave_unowned=True) == {}


def test_open_people_without_an_active_owner_are_reported(users, fallback):
    nobody, _closed, left, _fine = (
        make_people(1)
        + make_people(1, status="unqualified")
        + make_people(1, owner_id=users[0])
        + make_people(1, owner_id=users[1])
    )
    deactivate_user(users[0], actor=SYSTEM, now=NOW)
    found = unowned_open(SYSTEM)
    assert (found.number, found.person_ids) == (2, (nobody, left))


def test_giving_back_passes_to_somebody_else(users, fallback):
    (person,) = make_people(1, owner_id=users[0])
    amal = Actor(
        name=f"user:{users[0]}",
        user_id=users[0],
        permissions=frozenset({"routing.view"}),
        sees=frozenset({users[0]}),
    )
    given = give_back(person, actor=amal, now=NOW, note="Speaks Persian")
    assert given.owner_id == users[1]
    assert Assignment.objects.get(person_id=person).note == "Speaks Persian"
    with pytest.raises(NotFound):  # it is no longer Amal's
        give_back(person, actor=amal, now=NOW)


def test_only_the_owner_gives_back_without_the_permission_to_assign(users, fallback):
    (person,) = make_people(1, owner_id=users[0])
    colleague = Actor(name="user:x", user_id=users[1], sees=frozenset(users))
    with pytest.raises(NotAllowed):
        give_back(person, actor=colleague, now=NOW)
    assert owner(person) == users[0]


def test_all_of_a_leaver_go_to_others_in_turn(users, fallback):
    account = make_account(owner_id=users[0])
    theirs = make_people(6, owner_id=users[0]) + make_people(
        1, owner_id=users[0], account_id=account
    )
    others = make_people(1, owner_id=users[1])
    deactivate_user(users[0], actor=SYSTEM, now=NOW)

    assert reassign_from(users[0], actor=SYSTEM, now=NOW) == 7

    assert [owner(person) for person in theirs] == [*users[1:], *users[1:], users[1]]
    assert [owner(person) for person in others] == [users[1]]
    assert Account.objects.get(id=account).owner_id == users[1]


def test_nobody_else_to_take_a_leavers_people_is_refused_and_nothing_moves(users):
    pool = pool_of("Alone", {users[0]: 1})
    set_fallback(pool, actor=SYSTEM)
    (person,) = make_people(1, owner_id=users[0])
    with pytest.raises(Invalid):
        reassign_from(users[0], actor=SYSTEM, now=NOW)
    assert owner(person) == users[0]


@pytest.mark.parametrize("permissions", [frozenset(), frozenset({"routing.view", "people.change"})])
def test_a_refusal_leaves_no_trace(users, fallback, permissions):
    (person,) = make_people(1)
    actor = Actor(name="user:1", permissions=permissions, sees=None)
    with pytest.raises(NotAllowed):
        assign_people([person], at=NOW, actor=actor)
    with pytest.raises(NotAllowed):
        assign_to([person], users[0], actor=actor, now=NOW)
    with pytest.raises(NotAllowed):
        reassign_from(users[0], actor=actor, now=NOW)
    assert owner(person) is None
    assert not Assignment.objects.exists()


def test_nobody_gives_away_whom_they_do_not_see(users, fallback):
    seen, unseen = make_people(1, owner_id=users[0]) + make_people(1, owner_id=users[1])
    actor = Actor(
        name="user:1", permissions=frozenset({"routing.assign"}), sees=frozenset({users[0]})
    )
    with pytest.raises(NotFound):
        assign_to([seen, unseen], users[2], actor=actor, now=NOW)
    assert (owner(seen), owner(unseen)) == (users[0], users[1])


def test_an_owner_by_hand_must_be_active(users, fallback):
    (person,) = make_people(1)
    deactivate_user(users[0], actor=SYSTEM, now=NOW)
    with pytest.raises(Invalid) as refused:
        assign_to([person], users[0], actor=SYSTEM, now=NOW)
    assert refused.value.faults[0].path == ("owner",)


def test_the_reason_names_rule_pool_and_share_in_three_languages(users, fallback):
    gulf = pool_of("Gulf", {users[0]: 1, users[1]: 2})
    create_rule("Saudi", SAUDI, gulf, actor=SYSTEM)
    (person,) = make_people(1, country="SA")
    assign([person])

    reason = owner_reason(person, SYSTEM)

    assert reason.kind == "rule"
    assert reason.params == {
        "owner": "Bijan",
        "rule": "Saudi",
        "pool": "Gulf",
        "turn": 1,
        "share": 2,
        "shares": 3,
        "by": "system:test",
        "at": NOW,
    }
    assert reason.sentence.en == (
        "The rule “Saudi” sent the lead to the pool “Gulf”, where it was Bijan's turn"
        " (lead 1 of the rotation, share 2 of 3)."
    )
    for language in ("ar", "fa"):
        said = reason.sentence.in_language(language)
        assert "Saudi" in said
        assert "Bijan" in said
        assert said != reason.sentence.en


def test_each_way_to_an_owner_has_its_reason(users, fallback):
    account = make_account(owner_id=users[2])
    by_account, by_turn, by_hand, recorded, nobody = (
        make_people(1, account_id=account)
        + make_people(2)
        + make_people(1, owner_id=users[1])
        + make_people(1)
    )
    assign([by_account, by_turn])
    assign_to([by_hand], users[0], actor=SYSTEM, now=NOW)
    kinds = [owner_reason(each, SYSTEM).kind for each in (by_account, by_turn, by_hand)]
    assert kinds == ["account", "fallback", "manual"]
    assert owner_reason(recorded, SYSTEM).kind == "record"
    assert owner_reason(nobody, SYSTEM).kind == "nobody"


def test_the_reason_is_hidden_with_the_person(users, fallback):
    (person,) = make_people(1, owner_id=users[0])
    stranger = Actor(
        name="user:9", permissions=frozenset({"routing.view"}), sees=frozenset({users[1]})
    )
    with pytest.raises(NotFound):
        owner_reason(person, stranger)


def test_the_default_routing_is_made_once_and_left_as_people_change_it(users):
    pool = ensure_default_routing(actor=SYSTEM)
    change_member(pool.pk, users[0], share=5, actor=SYSTEM)
    assert ensure_default_routing(actor=SYSTEM).pk == pool.pk
    assert assign(make_people(8)).count(users[0]) == 5
