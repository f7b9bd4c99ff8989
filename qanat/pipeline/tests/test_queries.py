from decimal import Decimal

import pytest

from qanat.access.public import RoleName, actor_of_user, add_member, create_team
from qanat.kernel.errors import NotAllowed, NotFound
from qanat.kernel.sql import Sql
from qanat.pipeline.models import Stage
from qanat.pipeline.public import (
    OpportunityFilter,
    Total,
    ageing_opportunities,
    board,
    count_opportunities,
    list_opportunities,
    lose_opportunity,
    opportunity_card,
    stage_cards,
    win_opportunity,
)
from qanat.pipeline.tests.conftest import DAY, NOW
from qanat.platform.actor import Actor, system_actor

NOBODY = Actor(name="user:0", sees=None)


def ids(cards):
    return [card.id for card in cards]


def test_the_board_counts_and_sums_each_stage(owner, stages, pipeline_id, make_opportunity):
    make_opportunity(amount=Decimal("100.00"))
    make_opportunity(amount=Decimal("50.50"))
    make_opportunity(amount=None)
    make_opportunity(amount=Decimal("30.00"), currency="SAR", chance=50)
    make_opportunity(stage="presentation", amount=Decimal("0.01"))
    won = make_opportunity(stage="follow_up", amount=Decimal("900.00"))
    win_opportunity(won, actor=owner, now=NOW, at=NOW - DAY)
    lost = make_opportunity(amount=Decimal("5.00"))
    lose_opportunity(lost, reason="price", actor=owner, now=NOW, at=NOW - DAY)
    long_ago = make_opportunity(at=NOW - 90 * DAY)
    win_opportunity(long_ago, actor=owner, now=NOW, at=NOW - 60 * DAY)

    columns = board(pipeline_id, actor=owner, closed_since=NOW - 30 * DAY)

    assert [(column.key, column.count, column.totals) for column in columns] == [
        (
            "lead",
            4,
            (
                Total(currency="SAR", amount=Decimal("30.00"), weighted=Decimal("15.00")),
                Total(currency="USD", amount=Decimal("150.50"), weighted=Decimal("15.05")),
            ),
        ),
        ("first_call", 0, ()),
        (
            "presentation",
            1,
            (Total(currency="USD", amount=Decimal("0.01"), weighted=Decimal("0.00")),),
        ),
        ("follow_up", 0, ()),
        (
            "closed",
            2,
            (Total(currency="USD", amount=Decimal("900.00"), weighted=Decimal("900.00")),),
        ),
    ]


def test_a_column_shows_who_came_last_and_goes_on_by_key(owner, stages, make_opportunity):
    deals = [make_opportunity(at=NOW - days * DAY) for days in (5, 2, 9, 2)]

    first = stage_cards(stages["lead"], actor=owner, now=NOW, limit=2)
    last = first[-1]
    rest = stage_cards(
        stages["lead"], actor=owner, now=NOW, after=(last.entered_stage_at, last.id), limit=9
    )

    assert ids(first) == [deals[3], deals[1]]
    assert ids(rest) == [deals[0], deals[2]]


def test_the_closed_column_shows_what_was_closed_lately(owner, stages, make_opportunity):
    lately, long_ago = make_opportunity(), make_opportunity(at=NOW - 90 * DAY)
    win_opportunity(lately, actor=owner, now=NOW, at=NOW - DAY)
    win_opportunity(long_ago, actor=owner, now=NOW, at=NOW - 60 * DAY)

    def shown(**since):
        return ids(stage_cards(stages["closed"], actor=owner, now=NOW, **since))

    assert shown() == [lately, long_ago]
    assert shown(entered_since=NOW - 30 * DAY) == [lately]


def test_ageing_is_to_stay_longer_than_the_stage_has_patience(owner, make_opportunity):
    exactly = make_opportunity(at=NOW - 3 * DAY)
    longer = make_opportunity(at=NOW - 4 * DAY)
    longest = make_opportunity(stage="follow_up", at=NOW - 15 * DAY)
    patient = make_opportunity(stage="follow_up", at=NOW - 10 * DAY)
    closed = make_opportunity(at=NOW - 20 * DAY)
    win_opportunity(closed, actor=owner, now=NOW, at=NOW - 15 * DAY)

    found = ageing_opportunities(actor=owner, now=NOW)

    assert [(card.id, card.days_in_stage) for card in found] == [(longest, 15), (longer, 4)]
    for deal in (exactly, longer, longest, patient, closed):
        card = opportunity_card(deal, actor=owner, now=NOW)
        assert card.ageing == (deal in ids(found))
    after = (found[0].entered_stage_at, found[0].id)
    assert ids(ageing_opportunities(actor=owner, now=NOW, after=after)) == [longer]


def test_a_list_shows_what_was_asked_for(owner, stages, pipeline_id, make_opportunity, amal):
    plain = make_opportunity()
    hers = make_opportunity(person_id=amal, amount=Decimal("7000.00"))
    late = make_opportunity(stage="follow_up")
    won = make_opportunity()
    win_opportunity(won, actor=owner, now=NOW)

    def listed(**chosen):
        return ids(list_opportunities(actor=owner, now=NOW, chosen=OpportunityFilter(**chosen)))

    assert listed() == [won, late, hers, plain]
    assert listed(person_id=amal) == [hers]
    assert listed(stage_id=stages["follow_up"]) == [late]
    assert listed(outcome="won") == [won]
    assert listed(outcome="open", pipeline_id=pipeline_id) == [late, hers, plain]
    assert listed(account_id=1) == []
    assert listed(owner_id=owner.user_id + 1) == []
    assert listed(where=Sql("o.amount > %s", (5000,))) == [hers]
    assert ids(list_opportunities(actor=owner, now=NOW, after=hers)) == [plain]
    assert count_opportunities(actor=owner) == 4
    assert count_opportunities(actor=owner, cap=3) == 3
    assert count_opportunities(actor=owner, chosen=OpportunityFilter(person_id=amal)) == 1


def test_everyone_sees_their_own_and_managers_their_team(
    owner, stranger, make_user, stages, make_opportunity
):
    mine, theirs = make_opportunity(), make_opportunity(by=stranger)
    system = system_actor("test")
    team = create_team("North", actor=system)
    boss = make_user(RoleName.MANAGER)
    for member in (boss, owner):
        add_member(team.id, member.user_id, actor=system)
    boss = actor_of_user(boss.user_id)
    reader = make_user(RoleName.READ_ONLY)

    pipeline_id = Stage.objects.get(id=stages["lead"]).pipeline_id

    def seen(actor):
        assert sum(c.count for c in board(pipeline_id, actor=actor, closed_since=NOW)) == len(
            stage_cards(stages["lead"], actor=actor, now=NOW)
        )
        return ids(list_opportunities(actor=actor, now=NOW))

    assert seen(owner) == [mine]
    assert seen(stranger) == [theirs]
    assert seen(boss) == [mine]
    assert seen(reader) == [theirs, mine]


def test_a_manager_can_look_at_one_owner(admin, owner, stranger, stages, make_opportunity):
    pipeline_id = Stage.objects.get(id=stages["lead"]).pipeline_id
    mine = make_opportunity()
    make_opportunity(by=stranger)
    of_one = {"actor": admin, "owner_id": owner.user_id}

    assert [c.count for c in board(pipeline_id, closed_since=NOW, **of_one)] == [1, 0, 0, 0, 0]
    assert ids(stage_cards(stages["lead"], now=NOW, **of_one)) == [mine]
    assert ids(ageing_opportunities(now=NOW, **of_one)) == [mine]


def test_nobody_reads_without_the_permission(stages, pipeline_id, make_opportunity):
    deal = make_opportunity()

    for refused in (
        lambda: opportunity_card(deal, actor=NOBODY, now=NOW),
        lambda: list_opportunities(actor=NOBODY, now=NOW),
        lambda: count_opportunities(actor=NOBODY),
        lambda: ageing_opportunities(actor=NOBODY, now=NOW),
        lambda: stage_cards(stages["lead"], actor=NOBODY, now=NOW),
        lambda: board(pipeline_id, actor=NOBODY, closed_since=NOW),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_board_of_no_pipeline_is_not_found(owner, pipeline_id):
    with pytest.raises(NotFound):
        board(pipeline_id + 1, actor=owner, closed_since=NOW)


def test_reading_takes_one_query_however_many_there_are(
    owner, stages, pipeline_id, make_opportunity, django_assert_num_queries
):
    for _ in range(5):
        make_opportunity()

    with django_assert_num_queries(1):
        board(pipeline_id, actor=owner, closed_since=NOW)
    with django_assert_num_queries(1):
        stage_cards(stages["lead"], actor=owner, now=NOW)
    with django_assert_num_queries(1):
        list_opportunities(actor=owner, now=NOW)
    with django_assert_num_queries(1):
        ageing_opportunities(actor=owner, now=NOW)
