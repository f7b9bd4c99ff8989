"""Leads in over the API."""

import json
import time
from threading import Barrier, Thread

import psycopg
import pytest
from django.db import connection

from qanat.access.public import RoleName
from qanat.flows.public import intake_turn
from qanat.people.models import Person
from qanat.platform.models import Submission

SARA = {"given_name": "Sara", "email": "sara@example.com"}


@pytest.mark.django_db
def test_a_lead_is_created_then_updated(admin):
    created = admin("POST", "/leads", SARA)
    updated = admin("POST", "/leads", SARA | {"city": "Jeddah"})

    assert (created.status_code, updated.status_code) == (201, 200)
    person = Person.objects.get()
    assert created.json()["person_id"] == updated.json()["person_id"] == person.pk
    assert (created.json()["result"], updated.json()["result"]) == ("created", "updated")
    assert person.city == "Jeddah"


@pytest.mark.django_db
def test_the_same_key_gets_the_same_answer_and_is_taken_once(admin):
    answers = [admin("POST", "/leads", SARA, **{"Idempotency-Key": "abc"}) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Submission.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_with_another_lead_is_refused(admin):
    admin("POST", "/leads", SARA, **{"Idempotency-Key": "abc"})
    other = admin("POST", "/leads", {"name": "Omar"}, **{"Idempotency-Key": "abc"})

    assert other.status_code == 422
    assert other.json()["faults"][0]["code"] == "key_reused"
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_keys_of_two_users_do_not_meet(caller):
    first, second = caller(), caller(RoleName.MARKETER)
    first("POST", "/leads", SARA, **{"Idempotency-Key": "abc"})
    other = second("POST", "/leads", {"name": "Omar"}, **{"Idempotency-Key": "abc"})

    assert other.status_code == 201


@pytest.mark.django_db
def test_each_of_many_has_its_own_result(admin):
    answer = admin("POST", "/leads", {"leads": [SARA, {"email": "no address"}, SARA]})

    assert answer.status_code == 200
    first, second, third = answer.json()["results"]
    assert [one["result"] for one in (first, second, third)] == ["created", "refused", "updated"]
    assert [(one["path"], one["code"]) for one in second["faults"]] == [(["email"], "email_space")]
    assert first["person_id"] == third["person_id"]


@pytest.mark.django_db
def test_one_misfit_refuses_all_and_nothing_is_kept(admin):
    answer = admin("POST", "/leads", {"leads": [SARA, {"name": 7}]})

    assert answer.status_code == 422
    assert [(one["path"], one["code"]) for one in answer.json()["faults"]] == [
        (["leads", 1, "name"], "not_text")
    ]
    assert (Submission.objects.count(), Person.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_value_that_cannot_be_read_is_told_by_path(admin):
    answer = admin("POST", "/leads", {"email": "a@b.com\nBcc: x@y.com"})

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["faults"][0]["path"] == ["email"]
    assert Person.objects.count() == 0
    assert Submission.objects.get().state == "dropped"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b'{"name": "x"', 400, "malformed"),
        (b"\xff\xfe", 400, "malformed"),
        (b'{"name": NaN}', 400, "malformed"),
        (b'{"name": "x", "name": "y"}', 400, "malformed"),
        (b'"lead"', 422, "invalid"),
        (b"[]", 422, "invalid"),
        (b'{"leads": []}', 422, "invalid"),
        (b'{"leads": {}}', 422, "invalid"),
        (b'{"leads": [], "name": "x"}', 422, "invalid"),
        (b'{"name": "a\\u0000b"}', 422, "invalid"),
        (b'{"name": "a\\ud800b"}', 422, "invalid"),
        (b'{"account": {"size": 1e400}}', 400, "malformed"),
        (b'{"name": "' + b"x" * 10_000_000 + b'"}', 413, "too_large"),
        (json.dumps({"leads": [SARA] * 1001}).encode(), 422, "invalid"),
        (b'{"custom": ' + b'{"a":' * 30 + b"1" + b"}" * 31, 422, "invalid"),
    ],
)
def test_a_body_that_does_not_fit_is_refused_and_nothing_is_kept(admin, body, status, code):
    answer = admin("POST", "/leads", body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert Submission.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["x" * 201, "\u0663", "a\tb"])
def test_a_key_that_is_no_key_is_refused(admin, key):
    answer = admin("POST", "/leads", SARA, **{"Idempotency-Key": key})

    assert answer.status_code == 422
    assert Submission.objects.count() == 0


@pytest.mark.django_db
def test_leads_for_later_are_kept_and_taken_by_a_worker(admin):
    answer = admin("POST", "/leads", {"leads": [SARA, {"email": "no"}]}, Prefer="respond-async")

    assert answer.status_code == 202
    first, second = answer.json()["submissions"]
    path = first["status_url"].removeprefix("/api/v1")
    assert admin("GET", path).json()["result"] == "waiting"
    assert Person.objects.count() == 0
    assert intake_turn() == 2
    told = admin("GET", path).json()
    assert (told["result"], told["person_id"]) == ("created", Person.objects.get().pk)
    refused = admin("GET", second["status_url"].removeprefix("/api/v1")).json()
    assert (refused["result"], refused["faults"][0]["path"]) == ("parked", ["email"])


@pytest.mark.django_db
def test_a_submission_is_shown_to_its_sender_only(caller):
    sender, other, admin = caller(RoleName.MARKETER), caller(RoleName.REPRESENTATIVE), caller()
    submission_id = sender("POST", "/leads", SARA).json()["submission_id"]

    statuses = [
        who("GET", f"/submissions/{submission_id}").status_code for who in (sender, admin, other)
    ]
    assert statuses == [200, 200, 404]


@pytest.mark.django_db
def test_who_may_not_see_the_person_is_told_the_result_only(caller):
    answer = caller(RoleName.REPRESENTATIVE)("POST", "/leads", SARA)

    assert answer.status_code == 201
    told = {name: value for name, value in answer.json().items() if value not in (None, [])}
    assert set(told) == {"submission_id", "result"}


@pytest.mark.django_db
def test_only_who_may_assign_names_an_owner(caller):
    refused = caller(RoleName.MARKETER)("POST", "/leads", SARA | {"owner": "admin@example.com"})

    assert (refused.status_code, refused.json()["permission"]) == (403, "routing.assign")
    assert Submission.objects.count() == 0


@pytest.mark.django_db
def test_who_may_not_add_people_adds_none(caller):
    assert caller(RoleName.READ_ONLY)("POST", "/leads", SARA).status_code == 403
    assert Submission.objects.count() == 0


def at_once(number, work):
    start, results = Barrier(number), [None] * number

    def run(n):
        start.wait()
        try:
            results[n] = work(n)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(n,)) for n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_fifty_at_once_under_one_key_are_one_person_and_one_answer(committed_admin):
    answers = at_once(
        50, lambda _: committed_admin("POST", "/leads", SARA, **{"Idempotency-Key": "abc"})
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert (Person.objects.count(), Submission.objects.count()) == (1, 1)


def test_one_lead_that_fails_harms_none_of_those_that_came_with_it(committed_admin):
    bodies = [{"email": "broken"} if n == 7 else {"email": f"n{n}@example.com"} for n in range(16)]
    answers = at_once(16, lambda n: committed_admin("POST", "/leads", bodies[n]))

    assert [answer.status_code for answer in answers] == [422 if n == 7 else 201 for n in range(16)]
    assert Person.objects.count() == 15


def test_twenty_at_once_with_one_address_are_one_person(committed_admin):
    answers = at_once(20, lambda n: committed_admin("POST", "/leads", SARA | {"source": f"s{n}"}))

    assert sorted(answer.status_code for answer in answers) == [200] * 19 + [201]
    assert Person.objects.count() == 1


@pytest.fixture
def server(committed_admin):
    """The database server, reached beside the database of the tests."""
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"], port=settings["PORT"], user=settings["USER"], dbname="postgres"
    ) as server:
        server.autocommit = True
        yield server


def afresh(work):
    """What `work` gives in a thread of its own, which takes a connection of its own."""
    return at_once(1, lambda _: work())[0]


def test_while_the_database_is_away_nothing_is_taken_and_later_it_is(committed_admin, server):
    name = connection.settings_dict["NAME"]

    def send():
        return committed_admin("POST", "/leads", SARA, **{"Idempotency-Key": "abc"})

    connection.close()
    server.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
    try:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        away = afresh(send)
    finally:
        server.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')

    assert (away.status_code, away.json()["code"]) == (503, "unavailable")
    assert int(away["Retry-After"]) > 0
    until(lambda: afresh(send).status_code == 201)
    assert Person.objects.count() == 1


def until(holds):
    for _ in range(100):
        if holds():
            return
        time.sleep(0.2)
    raise AssertionError("it never came about")


def test_when_the_disk_is_full_nothing_is_kept_in_part_and_the_lead_is_not_lost(committed_admin):
    key = {"Idempotency-Key": "abc"}
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$;"
            "CREATE TRIGGER full_disk BEFORE INSERT ON event FOR EACH ROW"
            " EXECUTE FUNCTION full_disk()"
        )
    full = afresh(lambda: committed_admin("POST", "/leads", SARA, **key))
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION full_disk CASCADE")

    assert (full.status_code, full.json()["code"]) == (503, "unavailable")
    assert (Person.objects.count(), Submission.objects.get().state) == (0, "waiting")
    assert committed_admin("POST", "/leads", SARA, **key).status_code == 201
    assert Person.objects.count() == 1
