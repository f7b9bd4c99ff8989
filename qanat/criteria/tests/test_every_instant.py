"""A statement made once is the one that would be made at the instant asked for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from qanat.criteria.every_instant import IDS, PROBE, STEP, for_every_instant
from qanat.kernel.sql import Sql

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at_probe(*params):
    return Sql("SELECT %s, '100%%', " + ", ".join("%s" for _ in params), (1, *params))


def test_instants_go_along_and_all_else_stays():
    made = for_every_instant(
        at_probe(PROBE - timedelta(days=3), IDS, "x"),
        at_probe(PROBE - timedelta(days=3) + STEP, IDS, "x"),
    )
    assert made.text == "SELECT $1, '100%', $2, $3, $4"
    assert made.params(at=NOW, ids=[7, 8]) == [1, NOW - timedelta(days=3), [7, 8], "x"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (date(2020, 1, 1), date(2020, 1, 2)),
        (PROBE, PROBE + STEP + timedelta(seconds=1)),
        (1, 2),
        ([PROBE], [PROBE + STEP]),
    ],
)
def test_whatever_else_changes_with_time_is_made_anew_each_time(one, other):
    assert for_every_instant(at_probe(one), at_probe(other)) is None


def test_texts_that_differ_are_made_anew_each_time():
    assert for_every_instant(Sql("a"), Sql("b")) is None
