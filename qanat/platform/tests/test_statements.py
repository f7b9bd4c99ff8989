from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from qanat.platform.statements import as_json, fetch, from_json


@dataclass(frozen=True)
class Row:
    at: datetime
    amount: Decimal
    custom: object


def test_what_goes_through_a_statement_comes_out_as_it_was(db):
    at = datetime(2024, 2, 29, 20, 30, 15, 123456, UTC)
    custom = OrderedDict(text='سارة \\ "x" \u2028', big=10**30, small=0.1, day=date(2024, 2, 29))
    rows = as_json(
        [Row(at, Decimal("9007199254740993.01"), custom), {"at": at, "amount": None, "custom": [1]}]
    )

    found = fetch(
        "SELECT at, amount, custom FROM json_to_recordset(%s::json)"
        " AS row(at timestamptz, amount numeric, custom jsonb)",
        [rows],
    )

    assert found[0][:2] == (at, Decimal("9007199254740993.01"))
    assert from_json(found[0][2]) == {
        "text": 'سارة \\ "x" \u2028',
        "big": 10**30,
        "small": 0.1,
        "day": "2024-02-29",
    }
    assert found[1][1] is None


def test_what_has_no_place_in_a_statement_is_our_mistake():
    with pytest.raises(TypeError):
        as_json([{"at": object()}])


def test_a_statement_is_prepared_once_and_seen_by_the_query_log(db, django_assert_num_queries):
    text = "SELECT %s::int + 1"
    with django_assert_num_queries(3):
        assert [fetch(text, [number])[0][0] for number in range(3)] == [1, 2, 3]
    prepared = fetch(
        "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT $1::int + 1'"
    )
    assert prepared == [(1,)]
