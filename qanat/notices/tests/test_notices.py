"""Notices are written once, for whoever wants them, read by whose they are, and forgotten in time."""

from datetime import UTC, datetime, timedelta

import pytest

from qanat.access.public import RoleName, actor_of_user, create_user, deactivate_user
from qanat.kernel.errors import Invalid
from qanat.notices.actions import forget_old
from qanat.notices.models import Notice
from qanat.notices.public import (
    News,
    NoticeKind,
    choose_notices,
    mark_read,
    tell,
    unread_notices,
    wanted_notices,
)
from qanat.platform.actor import system_actor

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SYSTEM = system_actor("test")


@pytest.fixture
def users(db):
    return [
        create_user(
            email=f"{name}@example.com", role=RoleName.REPRESENTATIVE, actor=SYSTEM, now=NOW
        ).id
        for name in ("huda", "reza")
    ]


def news(user_id, key="1", kind=NoticeKind.TASK_DUE):
    return News(user_id=user_id, kind=kind, key=key, task_id=1)


def test_what_is_told_twice_is_one_notice(users):
    huda, reza = users
    assert tell([news(huda), news(reza)], now=NOW) == 2
    assert tell([news(huda), news(huda, "2")], now=NOW) == 1
    assert unread_notices(actor_of_user(huda)) == 2
    assert unread_notices(actor_of_user(reza)) == 1


def test_nobody_is_told_what_they_do_not_want_to_hear(users):
    huda, _reza = users
    actor = actor_of_user(huda)
    choose_notices(["deal_won"], actor=actor)
    assert wanted_notices(actor) == [NoticeKind.DEAL_WON]
    assert tell([news(huda)], now=NOW) == 0
    with pytest.raises(Invalid):
        choose_notices(["weather"], actor=actor)
    assert wanted_notices(actor) == [NoticeKind.DEAL_WON]


def test_whoever_left_is_told_nothing(users):
    _huda, reza = users
    deactivate_user(reza, actor=SYSTEM, now=NOW)
    assert tell([news(reza)], now=NOW) == 0


def test_each_reads_only_their_own_and_not_what_came_meanwhile(users):
    huda, reza = users
    tell([news(huda), news(reza)], now=NOW)
    seen = Notice.objects.get(user_id=huda).id
    tell([news(huda, "later")], now=NOW)
    assert mark_read(actor=actor_of_user(huda), now=NOW, up_to=seen) == 1
    assert unread_notices(actor_of_user(huda)) == 1
    assert unread_notices(actor_of_user(reza)) == 1


def test_after_ninety_days_a_notice_is_forgotten(users):
    huda, _reza = users
    tell([news(huda, "old")], now=NOW - timedelta(days=91))
    tell([news(huda, "young")], now=NOW - timedelta(days=89))
    assert forget_old(now=NOW) == 1
    assert [row.key for row in Notice.objects.all()] == ["young"]
