"""Every answer has its id and headers, and a database that is away is a quick 503."""

import json

import psycopg
import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from psycopg_pool import PoolTimeout

from qanat.kernel.errors import Unavailable
from qanat.platform.config import config
from qanat.platform.middleware.away import DatabaseAway, server_error
from qanat.platform.middleware.headers import SecurityHeaders
from qanat.platform.middleware.request_log import RequestLog


def because(cause):
    error = OperationalError("gone")
    error.__cause__ = cause
    return error


def fail(error):
    raise error


def server_error_while_handling(error):
    try:
        fail(error)
    except type(error):
        return server_error(RequestFactory().get("/"))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        pytest.param(because(PoolTimeout("no connection")), "away or busy", id="pool used up"),
        pytest.param(because(psycopg.errors.DiskFull("full")), "disk is full", id="disk full"),
        pytest.param(because(psycopg.errors.QueryCanceled("slow")), "took too long", id="slow"),
        pytest.param(InterfaceError("the connection is closed"), "away or busy", id="closed"),
        pytest.param(Unavailable("The mail server is away."), "mail server", id="something else"),
    ],
)
def test_what_is_away_is_answered_with_503_and_when_to_come_again(error, words):
    answer = DatabaseAway(HttpResponse).process_exception(RequestFactory().get("/"), error)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Content-Type"] == "application/problem+json"
    assert words in json.loads(answer.content)["detail"]


def test_a_browser_is_told_by_a_page_that_needs_no_database(django_db_blocker):
    request = RequestFactory().get("/leads/", headers={"Accept": "text/html,*/*"})
    with django_db_blocker.block():
        away = DatabaseAway(HttpResponse).process_exception(request, OperationalError("gone"))
    assert (away.status_code, away["Retry-After"]) == (503, "5")
    assert "<h1" in away.content.decode()


def test_our_own_mistakes_are_not_passed_off_as_an_outage():
    request = RequestFactory().get("/")

    assert DatabaseAway(HttpResponse).process_exception(request, KeyError("x")) is None
    answer = server_error_while_handling(KeyError("secret value"))
    assert answer.status_code == 500
    assert b"secret" not in answer.content


def test_middleware_that_finds_the_database_away_gives_503_too():
    assert server_error_while_handling(OperationalError("gone")).status_code == 503


def test_an_answer_allows_nothing_inline_and_nobody_to_frame_it():
    answer = Client().get("/healthz")

    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_a_view_keeps_the_policy_that_it_set():
    def view(request):
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})

    answer = SecurityHeaders(view)(RequestFactory().get("/"))

    assert answer["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.parametrize(
    ("given", "kept"),
    [("abcdefgh-1", True), ("short", False), ("x" * 65, False), ('"injected": 1', False)],
)
def test_a_sound_request_id_is_kept_and_any_other_replaced(given, kept):
    answer = Client().get("/healthz", headers={"x-request-id": given})

    assert (answer["X-Request-ID"] == given) is kept
    assert len(answer["X-Request-ID"]) >= 8


def test_the_log_holds_no_query_string(caplog):
    RequestLog(HttpResponse)(RequestFactory().get("/people?email=a@b.example"))

    assert "/people" in caplog.text
    assert "a@b.example" not in caplog.text


@pytest.mark.django_db
def test_metrics_are_for_this_machine_and_for_whoever_has_the_token():
    assert b"qanat_database_up 1.0" in Client().get("/metrics").content
    assert Client().get("/metrics", REMOTE_ADDR="192.0.2.1").status_code == 404
    assert Client().get("/metrics", headers={"x-forwarded-for": "192.0.2.1"}).status_code == 404

    object.__setattr__(config, "metrics_token", "a-long-token")
    try:
        strange = Client(REMOTE_ADDR="192.0.2.1")
        right = strange.get("/metrics", headers={"authorization": "Bearer a-long-token"})
        wrong = strange.get("/metrics", headers={"authorization": "Bearer a-wrong-token"})
    finally:
        object.__setattr__(config, "metrics_token", "")
    assert (right.status_code, wrong.status_code) == (200, 404)


@pytest.mark.django_db
def test_metrics_count_what_waits():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO inbox_submission (door, key, payload, state)"
            " SELECT 'api', n::text, '{}', CASE WHEN n = 1 THEN 'parked' ELSE 'waiting' END"
            " FROM generate_series(1, 3) n"
        )
    text = Client().get("/metrics").content.decode()

    assert 'qanat_inbox_depth{state="waiting"} 2.0' in text
    assert 'qanat_inbox_depth{state="parked"} 1.0' in text


@pytest.mark.django_db
def test_a_migrated_database_is_ready():
    answer = Client().get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"ready": True, "reasons": []})
