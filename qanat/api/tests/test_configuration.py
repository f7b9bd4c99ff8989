"""What an organisation configures over HTTP."""

import pytest

from qanat.api.tests.conftest import NOW
from qanat.platform.inbox import receive
from qanat.platform.models import Submission

SAUDI = {"field": "person.country", "is": "is", "value": "SA"}


def test_a_custom_field_is_defined_used_and_taken_away(admin, founded):
    given = {"key": "budget", "kind": "number", "labels": {"en": "Budget", "ar": "الميزانية"}}
    made = admin("POST", "/fields/person", given)
    assert made.json()["labels"] == {"en": "Budget", "ar": "الميزانية"}
    person = admin("POST", "/people", {"full_name": "Sara", "custom": {"budget": 5000}}).json()
    shown = admin("GET", f"/people/{person['id']}").json()["person"]["custom"]
    assert shown == {"budget": 5000}
    changed = admin("PATCH", "/fields/person/budget", {"labels": {"en": "Money"}})
    assert changed.json()["labels"]["en"] == "Money"
    assert admin("DELETE", "/fields/person/budget").status_code == 204
    assert admin("GET", "/fields/person").json() == []


@pytest.mark.parametrize(
    "given",
    [
        {"key": "Bad Key"},
        {"kind": "colour"},
        {"labels": {"de": "Budget"}},
        {"labels": {}},
    ],
)
def test_a_field_that_cannot_be_is_refused(admin, founded, given):
    sound = {"key": "budget", "kind": "number", "labels": {"en": "Budget"}}
    assert admin("POST", "/fields/person", sound | given).status_code == 422
    assert admin("GET", "/fields/person").json() == []


def test_a_gate_is_asked_and_explained(admin, founded):
    admin("POST", "/statuses", {"key": "local", "labels": {"en": "Local"}, "gate": SAUDI})
    person = admin("POST", "/people", {"full_name": "Sara", "country": "IR"}).json()["id"]
    refused = admin("PUT", f"/people/{person}/status", {"status": "local"})
    assert refused.status_code == 422
    told = refused.json()
    assert [(fault["path"], fault["code"]) for fault in told["faults"]] == [
        (["country"], "gate_unmet")
    ]
    (gate,) = told["gates"]
    assert (gate["kind"], gate["key"], gate["record_id"]) == ("status", "local", person)
    assert (gate["labels"]["en"], gate["fields"]) == ("Local", ["person.country"])
    (unmet,) = gate["unmet"]
    assert set(unmet["sentences"]) == {"en", "ar", "fa"}
    arabic = admin("PUT", f"/people/{person}/status", {"status": "local"}, language="ar").json()
    assert arabic["faults"][0]["message"] == arabic["detail"] == unmet["sentences"]["ar"]
    admin("PATCH", f"/people/{person}", {"country": "SA"})
    assert admin("PUT", f"/people/{person}/status", {"status": "local"}).status_code == 204
    assert admin("DELETE", "/statuses/local").status_code in {409, 422}


def test_a_draft_of_a_score_model_is_tried_and_activated(admin, founded):
    person = admin("POST", "/people", {"full_name": "Sara", "country": "SA"}).json()["id"]
    draft = admin("POST", "/score/models", {"name": "Saudi first"}).json()["id"]
    rule = {"name": "Saudi", "group": "explicit", "criteria": SAUDI, "points": 70}
    made = admin("POST", f"/score/models/{draft}/rules", rule)
    assert made.status_code == 201, made.content
    (shown,) = admin("GET", f"/score/models/{draft}/rules").json()
    assert (shown["points"], shown["side"]) == (70, "fit")
    assert shown["sentence"]
    assert admin("GET", f"/score/models/{draft}/preview").json()["people"] == 1
    assert admin("POST", f"/score/models/{draft}/activate").json()["people"] == 1
    assert admin("GET", f"/people/{person}").json()["score"]["total"] == 70
    assert admin("GET", "/score/models").json()[0]["id"] == draft
    wrong = admin("POST", f"/score/models/{draft}/rules", rule | {"criteria": {"field": "x"}})
    assert wrong.status_code in {409, 422}


def test_pools_and_rules_send_people(admin, founded):
    pool = admin("POST", "/routing/pools", {"name": "East"}).json()["id"]
    joined = admin("POST", f"/routing/pools/{pool}/members/{admin.user_id}", {"share": 2})
    assert joined.status_code == 204, joined.content
    given = {"name": "Saudi", "criteria": SAUDI, "pool_id": pool}
    rule = admin("POST", "/routing/rules", given).json()["id"]
    (shown,) = admin("GET", "/routing/rules").json()
    assert (shown["id"], shown["position"], shown["pool_name"]) == (rule, 1, "East")
    assert admin("GET", "/routing/pools").json()[0]["members"][0]["share"] == 2
    assert admin("GET", "/routing/unowned").json() == {"number": 0, "person_ids": []}
    assert admin("DELETE", f"/routing/rules/{rule}").status_code == 204


def test_a_parked_submission_is_mended_and_replayed(admin):
    row = receive("api:x", [{"email": "bad"}], key="k", sent_by="x", now=NOW).submissions[0]
    Submission.objects.filter(pk=row.pk).update(
        state="parked", problem=[{"path": ["email"], "message": "bad", "code": "email_at"}]
    )
    (shown,) = admin("GET", "/inbox/parked").json()["items"]
    assert shown["problem"][0]["path"] == ["email"]
    mended = admin("PATCH", f"/inbox/submissions/{row.pk}", {"changes": {"email": "a@example.com"}})
    assert mended.status_code == 204, mended.content
    assert admin("POST", "/inbox/replay", {"ids": [row.pk]}).json() == {"submissions": 1}
    kept = Submission.objects.get(pk=row.pk)
    assert (kept.state, kept.payload) == ("waiting", {"email": "a@example.com"})
    assert admin("GET", "/inbox/parked").json()["items"] == []
