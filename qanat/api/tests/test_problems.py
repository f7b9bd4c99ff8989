import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from qanat.access.models import Team
from qanat.access.public import RoleName
from qanat.api import users
from qanat.api.problems import CODES_BY_STATUS, HANDLERS
from qanat.api.sentences import DETAILS, PYDANTIC_CODES, TITLES
from qanat.kernel.errors import Unavailable
from qanat.wording.shape_faults import FAULTS

KEYS = {"type", "title", "status", "detail", "code", "faults", "request_id"}


def assert_problem(answer, status, code):
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body.keys() >= KEYS
    assert (body["status"], body["code"]) == (status, code)
    assert body["type"] == f"urn:qanat:problem:{code}"
    assert body["title"]
    assert body["detail"]
    assert "Traceback" not in answer.content.decode()
    return body


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer nonsense", "Basic abc", "Bearer qnt_" + "0" * 48]
)
def test_nobody_is_told_to_sign_in(db, header):
    headers = {} if header is None else {"Authorization": header}
    answer = Client().get("/api/v1/users", headers=headers)
    assert_problem(answer, 401, "not_signed_in")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_missing_permission_is_named_before_the_body_is_read(caller):
    rep = caller(RoleName.REPRESENTATIVE)
    body = assert_problem(rep("POST", "/teams", b"{not json"), 403, "not_allowed")
    assert body["permission"] == "users.add"
    assert "users.add" in body["detail"]


def test_malformed_json_is_told_with_its_place(admin):
    body = assert_problem(admin("POST", "/teams", b'{"name":\n oops}'), 400, "malformed")
    assert (body["line"], body["column"]) == (2, 2)


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({}, [(["name"], "required")]),
        ({"name": 5}, [(["name"], "not_text")]),
        ({"name": "x", "colour": 1}, [(["colour"], "unknown_field")]),
        ({"nam": "x"}, [(["name"], "required"), (["nam"], "unknown_field")]),
        ({"name": "x" * 201}, [(["name"], "too_long")]),
        ([], [([], "not_object")]),
        (None, [([], "required")]),
    ],
)
def test_each_fault_is_told_with_its_path(admin, given, faults):
    body = assert_problem(admin("POST", "/teams", given), 422, "invalid")
    assert [(fault["path"], fault["code"]) for fault in body["faults"]] == faults
    assert not Team.objects.exists()


def test_a_text_that_cannot_be_stored_is_refused_with_its_path(admin):
    body = assert_problem(admin("POST", "/teams", rb'{"name": "a\u0000"}'), 422, "invalid")
    assert [(fault["path"], fault["code"]) for fault in body["faults"]] == [
        (["name"], "nul_character")
    ]


def test_only_json_is_taken(admin):
    answer = admin.client.post(
        "/api/v1/teams",
        "name=x",
        content_type="application/x-www-form-urlencoded",
        headers={"Authorization": f"Bearer {admin.secret}"},
    )
    assert_problem(answer, 415, "unsupported_media")


def test_a_body_that_is_too_large_is_refused(admin, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = assert_problem(admin("POST", "/teams", {"name": "x" * 2000}), 413, "too_large")
    assert "1000" in body["detail"]


def test_a_wrong_method_is_told_which_are_right(admin):
    answer = admin("DELETE", "/teams")
    assert_problem(answer, 405, "method_not_allowed")
    assert set(answer["Allow"].split(", ")) == {"GET", "POST"}


@pytest.mark.parametrize("path", ["/nothing", "/users/x", "/", "/users/1/nothing"])
def test_an_unknown_address_is_not_found(admin, path):
    answer = admin("GET", path)
    assert answer.status_code in {404, 422}
    assert_problem(
        answer, answer.status_code, "not_found" if answer.status_code == 404 else "invalid"
    )


def test_what_does_not_exist_is_not_found(admin):
    assert "999999" in assert_problem(admin("GET", "/users/999999"), 404, "not_found")["detail"]


@pytest.mark.parametrize("key", [0, -1, 2**63, 10**30])
def test_an_id_beyond_any_record_is_refused(admin, key):
    assert_problem(admin("GET", f"/users/{key}"), 422, "invalid")


def test_a_clash_is_told(admin):
    assert admin("POST", "/teams", {"name": "East"}).status_code == 201
    assert_problem(admin("POST", "/teams", {"name": "East"}), 409, "conflict")


def test_a_foreign_host_is_refused(admin):
    answer = admin("GET", "/users", Host="evil.example")
    assert_problem(answer, 400, "bad_request")


@pytest.mark.parametrize("error", [OperationalError, InterfaceError, Unavailable])
def test_a_database_that_is_away_is_told_as_such(admin, monkeypatch, error):
    def away(*args, **kwargs):
        raise error("the secret host name")

    monkeypatch.setattr(users, "list_users", away)
    answer = admin("GET", "/users")
    assert_problem(answer, 503, "unavailable")
    assert int(answer["Retry-After"]) >= 1
    assert b"secret host" not in answer.content


def test_a_mistake_of_ours_leaves_no_trace_in_the_answer(admin, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError("the secret")

    monkeypatch.setattr(users, "list_users", broken)
    answer = admin("GET", "/users")
    assert_problem(answer, 500, "failed")
    assert b"secret" not in answer.content
    assert b"ZeroDivision" not in answer.content


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "This is required."), ("ar", "هذا الحقل مطلوب."), ("fa", "این مورد لازم است.")],
)
def test_problems_are_told_in_the_language_asked_for(admin, language, word):
    body = assert_problem(admin("POST", "/teams", {}, language=language), 422, "invalid")
    assert body["faults"][0]["message"] == word
    assert body["detail"] == word


def test_an_unknown_language_gets_english(admin):
    body = assert_problem(admin("POST", "/teams", {}, language="xx"), 422, "invalid")
    assert body["faults"][0]["message"] == "This is required."


def test_every_sentence_is_said_in_three_languages():
    for table in (TITLES, DETAILS, FAULTS):
        for phrase in table.values():
            assert phrase.ar
            assert phrase.fa
            assert len({phrase.en, phrase.ar, phrase.fa}) == 3
    assert set(PYDANTIC_CODES.values()) <= set(FAULTS)
    assert set(CODES_BY_STATUS.values()) <= set(TITLES)
    assert Exception in HANDLERS
