"""Whoever asks too often waits; nobody pays for the wrong tokens of others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qanat.access.models import ApiToken
from qanat.access.public import RoleName
from qanat.api import needs
from qanat.api.tests.conftest import Caller
from qanat.people.models import Person
from qanat.platform.throttle import Throttle

WRONG = Caller(0, "qnt_" + "0" * 48)


@pytest.fixture
def narrow(monkeypatch):
    """Three calls a token and two wrong tokens an address."""
    monkeypatch.setattr(needs, "CALLS", Throttle(3))
    monkeypatch.setattr(needs, "WRONG_TOKENS", Throttle(2))


def statuses(caller, times):
    return [caller("GET", "/me").status_code for _ in range(times)]


def test_a_token_that_asks_too_often_is_told_when_to_ask_again(admin, caller, narrow):
    other = caller(RoleName.MANAGER)
    assert statuses(admin, 3) == [200] * 3

    held = admin("POST", "/people", {"full_name": "Sara"}, language="fa")

    assert held.status_code == 429
    assert held["Content-Type"] == "application/problem+json"
    assert 1 <= int(held["Retry-After"]) <= 20
    told = held.json()
    assert (told["code"], told["status"]) == ("too_many_requests", 429)
    assert held["Retry-After"] in told["detail"]
    assert not Person.objects.exists()
    assert statuses(other, 1) == [200]


def test_wrong_tokens_of_one_address_are_held_back_without_asking_the_database(db, narrow):
    assert statuses(WRONG, 3) == [401, 401, 429]
    with CaptureQueriesContext(connection) as queries:
        assert statuses(WRONG, 1) == [429]
    assert len(queries) == 0
    elsewhere = Caller(0, WRONG.secret)
    elsewhere.client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert statuses(elsewhere, 1) == [401]


def test_a_token_that_was_right_does_not_pay_for_wrong_ones(admin, caller, narrow):
    assert statuses(admin, 1) == [200]
    assert statuses(WRONG, 3)[-1] == 429
    assert statuses(admin, 1) == [200]
    assert statuses(caller(RoleName.MANAGER), 1) == [429]


def test_a_revoked_token_is_a_wrong_one_again(admin, narrow):
    statuses(admin, 1)
    ApiToken.objects.update(revoked_at="2026-03-01T09:00:00Z")
    assert statuses(admin, 3) == [401, 401, 429]


def test_the_rate_costs_no_query(admin, monkeypatch):
    def queries(calls):
        monkeypatch.setattr(needs, "CALLS", calls)
        admin("GET", "/me")
        with CaptureQueriesContext(connection) as found:
            admin("GET", "/me")
        return len(found)

    assert queries(Throttle(1000)) == queries(Throttle(0))
