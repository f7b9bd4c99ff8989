"""Each noun over HTTP, on real records."""

import json
from datetime import timedelta
from urllib.parse import quote

import pytest

from qanat.access.public import RoleName
from qanat.api.tests.conftest import NOW
from qanat.kernel import clock


@pytest.fixture
def sara(admin, founded):
    """A person of the admin."""
    made = admin(
        "POST",
        "/people",
        {
            "given_name": "Sara",
            "family_name": "Haddad",
            "email": "Sara@Example.com",
            "job_title": "Operations Director",
            "country": "SA",
        },
    )
    assert made.status_code == 201, made.content
    return made.json()["id"]


def test_a_person_typed_by_hand_is_scored_and_shown(admin, sara):
    file = admin("GET", f"/people/{sara}").json()
    assert file["person"]["full_name"] == "Sara Haddad"
    assert file["person"]["email"] == "sara@example.com"
    assert file["person"]["owner"]["id"] == admin.user_id
    score = file["score"]
    assert score["total"] == sum(line["points"] for line in score["explanation"])
    assert score["total"] == score["fit"] + score["engagement"]
    assert file["owner_reason"]["kind"]
    assert file["next_step"] is None


def test_the_score_is_told_in_the_language_asked_for(admin, sara):
    told = {
        language: admin("GET", f"/people/{sara}", language=language).json()["owner_reason"][
            "sentence"
        ]
        for language in ("en", "ar", "fa")
    }
    assert len(set(told.values())) == 3


def test_a_change_counts_for_the_score_at_once(admin, sara):
    before = admin("GET", f"/people/{sara}").json()["score"]["total"]
    changed = admin("PATCH", f"/people/{sara}", {"job_title": "", "country": ""})
    assert changed.status_code == 204
    after = admin("GET", f"/people/{sara}").json()
    assert after["person"]["job_title"] == ""
    assert after["score"]["total"] < before
    assert [step["after"] for step in admin("GET", f"/people/{sara}/score/history").json()] == [
        after["score"]["total"],
        before,
    ]


def test_the_same_email_again_is_a_clash_that_names_the_record(admin, sara):
    answer = admin("POST", "/people", {"full_name": "Other", "email": "sara@EXAMPLE.com"})
    assert answer.status_code == 409
    assert str(sara) in answer.json()["record"]


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"email": "not an address"}, ["email"]),
        ({"email": "a@b.com\nBcc: x@y.com"}, ["email"]),
        ({"phone": "12"}, ["phone"]),
        ({"country": "Atlantis"}, ["country"]),
        ({"website": "javascript:alert(1)"}, ["website"]),
        ({"custom": {"unknown": 1}}, ["custom", "unknown"]),
        ({"emails": ["ok@example.com", "bad"]}, ["emails", 1]),
        ({"colour": "red"}, ["colour"]),
        ({"given_name": ["a"]}, ["given_name"]),
    ],
)
def test_a_fault_in_a_person_is_told_with_its_path_and_nothing_is_stored(
    admin, founded, given, path
):
    answer = admin("POST", "/people", {"full_name": "X"} | given)
    assert answer.status_code == 422
    assert path in [fault["path"] for fault in answer.json()["faults"]]
    assert admin("GET", "/people/count").json() == {"count": 0, "capped": False}


def test_people_are_listed_by_criteria_search_and_score(admin, sara):
    admin("POST", "/people", {"full_name": "Omar Said", "email": "omar@example.com"})
    is_sara = json.dumps({"field": "person.job_title", "is": "contains", "value": "director"})

    def names(query):
        return [row["full_name"] for row in admin("GET", f"/people?{query}").json()["items"]]

    assert names("") == ["Omar Said", "Sara Haddad"]
    assert names(f"criteria={quote(is_sara)}") == ["Sara Haddad"]
    assert names("search=omar") == ["Omar Said"]
    assert names(f"search=omar&criteria={quote(is_sara)}") == []
    assert names("order=score") == ["Sara Haddad", "Omar Said"]
    assert admin("GET", f"/people/count?criteria={quote(is_sara)}").json()["count"] == 1


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("{nope", ["criteria"]),
        ('{"field": "person.shoe_size", "is": "is", "value": 1}', ["criteria", "field"]),
        ("[]", ["criteria"]),
    ],
)
def test_a_fault_in_criteria_is_told_with_its_path(admin, founded, text, path):
    answer = admin("GET", f"/people?criteria={quote(text)}")
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["path"] == path


@pytest.mark.parametrize("order", ["came_at", "score"])
def test_people_are_paged_by_key(admin, founded, order):
    for number in range(5):
        admin("POST", "/people", {"full_name": f"Person {number}"})
    seen, after = [], ""
    for _ in range(3):
        part = admin("GET", f"/people?order={order}&limit=2&after={after}").json()
        seen += [row["id"] for row in part["items"]]
        after = part["next"]
    assert after == ""
    assert len(seen) == len(set(seen)) == 5


def test_a_person_goes_to_the_trash_and_comes_back(admin, sara):
    assert admin("DELETE", f"/people/{sara}").status_code == 204
    assert admin("GET", f"/people/{sara}").status_code == 404
    assert admin("POST", f"/people/{sara}/restore").status_code == 204
    assert admin("GET", f"/people/{sara}").status_code == 200


def test_a_person_moves_along_status_lifecycle_and_owner(admin, caller, sara):
    rep = caller(RoleName.REPRESENTATIVE)
    status = admin("PUT", f"/people/{sara}/status", {"status": "contacted", "reason": "called"})
    assert status.status_code == 204, status.content
    assert admin("PUT", f"/people/{sara}/lifecycle", {"lifecycle": "sql"}).status_code == 204
    owner = admin("PUT", f"/people/{sara}/owner", {"owner_id": rep.user_id, "note": "local"})
    assert owner.status_code == 204, owner.content
    file = rep("GET", f"/people/{sara}").json()
    assert (file["person"]["status"], file["person"]["lifecycle"]) == ("contacted", "sql")
    assert file["owner_reason"]["kind"] == "manual"
    unknown = admin("PUT", f"/people/{sara}/status", {"status": "asleep"})
    assert unknown.status_code == 422


def test_events_are_added_once_and_read_on_the_timeline(admin, sara):
    at = (clock.now() - timedelta(hours=1)).isoformat()
    body = {
        "events": [
            {
                "kind": "page_view",
                "person_id": sara,
                "at": at,
                "key": "a",
                "properties": {"url": "/p"},
            },
            {"kind": "page_view", "email": "SARA@example.com", "at": at, "key": "b"},
        ]
    }
    assert admin("POST", "/events", body).json() == {"added": 2}
    assert admin("POST", "/events", body).json() == {"added": 0}
    first = admin("GET", f"/people/{sara}/events?limit=1").json()
    rest = admin("GET", f"/people/{sara}/events?after={first['next']}").json()
    kinds = [event["kind"] for event in first["items"] + rest["items"]]
    assert kinds.count("page_view") == 2
    assert rest["next"] == ""


def test_one_faulty_event_refuses_all(admin, sara):
    answer = admin(
        "POST",
        "/events",
        {
            "events": [
                {"kind": "page_view", "person_id": sara},
                {"kind": "page_view", "person_id": 999999},
                {"kind": "page_view", "email": "nobody@example.com"},
                {"kind": "page_view", "email": "bad"},
            ]
        },
    )
    assert answer.status_code == 422
    assert [fault["path"] for fault in answer.json()["faults"]] == [
        ["events", 1, "person_id"],
        ["events", 2, "email"],
        ["events", 3, "email"],
    ]
    future = admin(
        "POST",
        "/events",
        {"events": [{"kind": "page_view", "person_id": sara, "at": "2999-01-01T00:00:00Z"}]},
    )
    assert future.json()["faults"][0]["path"] == ["events", 0, "at"]
    unknown = admin("POST", "/events", {"events": [{"kind": "levitation", "person_id": sara}]})
    assert unknown.json()["faults"][0]["path"] == ["events", 0, "kind"]
    events = admin("GET", f"/people/{sara}/events").json()["items"]
    assert [event for event in events if event["kind"] == "page_view"] == []


def test_consent_is_written_to_the_ledger(admin, sara):
    said = {"channel": "email", "purpose": "marketing", "state": "granted", "source": "phone call"}
    assert admin("POST", f"/people/{sara}/consents", said).status_code == 204
    (entry,) = admin("GET", f"/people/{sara}/consents").json()["items"]
    assert (entry["channel"], entry["state"]) == ("email", "granted")
    assert entry["actor"].startswith(f"user:{admin.user_id}/token:")
    wrong = admin("POST", f"/people/{sara}/consents", said | {"channel": "pigeon"})
    assert wrong.status_code == 422


def test_tags_and_lists(admin, sara):
    assert admin("POST", "/tags", {"person_ids": [sara], "add": ["VIP", "Riyadh"]}).json() == {
        "changed": 2
    }
    assert admin("GET", "/tags?prefix=v").json() == ["VIP"]
    admin("POST", "/tags", {"person_ids": [sara], "remove": ["vip"]})
    assert admin("GET", f"/people/{sara}").json()["person"]["tags"] == ["Riyadh"]

    made = admin("POST", "/lists", {"name": "Invited"}).json()["id"]
    assert admin("POST", f"/lists/{made}/people", {"person_ids": [sara]}).json() == {"changed": 1}
    assert admin("GET", "/lists").json()["items"][0]["people"] == 1
    removed = admin("POST", f"/lists/{made}/people/remove", {"person_ids": [sara]})
    assert removed.json() == {"changed": 1}
    assert admin("DELETE", f"/lists/{made}").status_code == 204


def test_accounts(admin, founded):
    made = admin("POST", "/accounts", {"name": "Rimal Foods", "size": 120, "country": "SA"})
    assert made.status_code == 201, made.content
    path = f"/accounts/{made.json()['id']}"
    assert admin("GET", path).json()["size"] == 120
    assert admin("PATCH", path, {"size": 150}).status_code == 204
    assert admin("GET", "/accounts?search=rimal").json()["items"][0]["size"] == 150
    big = json.dumps({"field": "account.size", "is": "at_least", "value": 1000})
    assert admin("GET", f"/accounts?criteria={quote(big)}").json()["items"] == []
    assert admin("DELETE", path).status_code == 204
    assert admin("GET", path).status_code == 404
    assert admin("POST", f"{path}/restore").status_code == 204
    assert admin("POST", "/accounts", {"size": 1}).status_code == 422


def test_an_opportunity_walks_the_pipeline(admin, sara, founded):
    stages = {stage.key: stage.stage_id for stage in founded.stages}
    opened = admin(
        "POST",
        "/opportunities",
        {"name": "Nine units", "person_id": sara, "amount": "184000.00", "currency": "SAR"},
    )
    assert opened.status_code == 201, opened.content
    path = f"/opportunities/{opened.json()['opportunity_id']}"
    card = admin("GET", path).json()
    assert (card["amount"], card["outcome"], card["stage_key"]) == ("184000.00", "open", "lead")

    changed = admin("PATCH", path, {"amount": "190000", "expected_updated_at": card["updated_at"]})
    assert changed.status_code == 200, changed.content
    stale = admin("PATCH", path, {"amount": "1", "expected_updated_at": card["updated_at"]})
    assert stale.status_code == 409

    moved = admin("POST", f"{path}/move", {"stage_id": stages["first_call"]})
    assert moved.status_code == 200, moved.content
    assert moved.json()["to_stage_id"] == stages["first_call"]
    reason = admin("GET", "/lost-reasons").json()[0]["key"]
    lost = admin("POST", f"{path}/lose", {"reason": reason})
    assert lost.json()["transition"]["outcome"] == "lost", lost.content
    assert lost.json()["recyclable"] is True
    assert admin("POST", f"{path}/reopen", {}).json()["outcome"] == "open"
    won = admin("POST", f"{path}/win", {})
    assert won.json()["outcome"] == "won", won.content
    visits = admin("GET", f"{path}/visits").json()
    assert [visit["outcome"] for visit in visits][-1] == "won"

    listed = admin("GET", "/opportunities?outcome=won").json()["items"]
    assert [row["id"] for row in listed] == [opened.json()["opportunity_id"]]
    board = admin("GET", f"/pipelines/{founded.id}/board").json()
    assert sum(column["count"] for column in board) == 1
    assert admin("DELETE", path).status_code == 204
    assert admin("POST", f"{path}/restore").status_code == 204
    assert admin("GET", "/pipelines").json()[0]["default"] is True


def test_winning_makes_a_customer(admin, sara, founded):
    opened = admin("POST", "/opportunities", {"name": "One unit", "person_id": sara}).json()
    assert admin("GET", f"/people/{sara}").json()["person"]["lifecycle"] == "opportunity"
    admin("POST", f"/opportunities/{opened['opportunity_id']}/win", {"amount": "100.00"})
    person = admin("GET", f"/people/{sara}").json()["person"]
    assert person["lifecycle"] == "customer"
    assert person["converted_at"] is not None


def test_a_lead_is_converted_once_with_account_and_opportunity(admin, sara, founded):
    body = {
        "account": {"values": {"name": "Rimal Foods"}},
        "opportunity": {"values": {"name": "Nine units", "amount": "10.00"}},
    }
    done = admin("POST", f"/people/{sara}/convert", body)
    if done.status_code == 422:
        admin("PATCH", f"/people/{sara}", {"phone": "+966501234567"})
        done = admin("POST", f"/people/{sara}/convert", body)
    assert done.status_code == 200, done.content
    person = admin("GET", f"/people/{sara}").json()["person"]
    assert person["account"]["name"] == "Rimal Foods"
    assert person["status"] == "qualified"
    card = admin("GET", f"/opportunities/{done.json()['opportunity_id']}").json()
    assert (card["name"], card["account_id"]) == ("Nine units", done.json()["account_id"])
    assert admin("POST", f"/people/{sara}/convert", body).status_code == 409


def test_tasks_calls_meetings_and_notes(admin, sara):
    due = (clock.now() + timedelta(days=1)).isoformat()
    task = admin(
        "POST", "/tasks", {"title": "Call Sara", "due_at": due, "kind": "call", "person_id": sara}
    )
    assert task.status_code == 201, task.content
    assert admin("GET", f"/people/{sara}").json()["next_step"]["title"] == "Call Sara"
    path = f"/tasks/{task.json()['id']}"
    assert admin("PATCH", path, {"title": "Call Sara now"}).status_code == 204
    later = (clock.now() + timedelta(days=2)).isoformat()
    assert admin("POST", f"{path}/snooze", {"until": later}).status_code == 204
    (row,) = admin("GET", "/tasks").json()["items"]
    assert (row["title"], row["snoozes"]) == ("Call Sara now", 1)

    call = admin(
        "POST",
        "/calls",
        {
            "direction": "outbound",
            "outcome": "answered",
            "started_at": (clock.now() - timedelta(minutes=5)).isoformat(),
            "duration_seconds": 120,
            "person_id": sara,
        },
    )
    assert call.status_code == 201, call.content
    done = admin("POST", f"{path}/finish", {"then": {"title": "Send offer", "due_at": later}})
    assert done.json()["next_task_id"], done.content
    assert admin("DELETE", f"/tasks/{done.json()['next_task_id']}").status_code == 204
    assert len(admin("GET", f"/people/{sara}/calls").json()) == 1

    meeting = admin("POST", "/meetings", {"starts_at": due, "person_id": sara, "subject": "Demo"})
    assert meeting.status_code == 201, meeting.content
    outcome = admin("POST", f"/meetings/{meeting.json()['id']}/finish", {"outcome": "cancelled"})
    assert outcome.status_code == 204, outcome.content
    assert admin("GET", f"/people/{sara}/meetings").json()[0]["outcome"] == "cancelled"

    note = admin("POST", "/notes", {"text": "Prefers mornings.", "person_id": sara})
    assert note.status_code == 201, note.content
    assert admin("GET", f"/people/{sara}/notes").json()[0]["text"] == "Prefers mornings."
    assert admin("DELETE", f"/notes/{note.json()['id']}").status_code == 204


def test_reports_and_their_csv(admin, sara):
    names = [report["name"] for report in admin("GET", "/reports").json()]
    assert {"totals", "funnel", "sources", "conversion", "pipeline"} <= set(names)
    totals = admin("GET", "/reports/totals").json()
    assert totals["people"] == 1
    for name in names:
        answer = admin("GET", f"/reports/{name}?from=2020-01-01&to=2030-12-31")
        assert answer.status_code == 200, (name, answer.content)
        csv = admin("GET", f"/reports/{name}?format=csv", language="ar")
        assert csv["Content-Type"].startswith("text/csv")
    assert admin("GET", "/reports/astrology").status_code == 404
    assert admin("GET", "/reports/funnel?from=2026-02-30").status_code == 422
    assert admin("GET", "/reports/funnel?by=moon").status_code == 422
    assert admin("GET", "/reports/funnel?from=2026-02-02&to=2026-01-01").status_code == 422


def test_criteria_are_counted_described_and_explained(admin, sara):
    criteria = {"field": "person.country", "is": "is", "value": "SA"}
    counted = admin("POST", "/criteria/count", {"criteria": criteria}).json()
    assert counted["count"] == 1
    assert set(counted["sentence"]) == {"en", "ar", "fa"}
    said = admin("POST", "/criteria/describe", {"criteria": criteria}).json()
    assert said == counted["sentence"]
    (why,) = admin("POST", "/criteria/explain", {"criteria": criteria, "person_ids": [sara]}).json()
    assert why["held"] is True
    gone = admin("POST", "/criteria/explain", {"criteria": criteria, "person_ids": [sara, 999999]})
    assert gone.status_code == 404
    wrong = admin("POST", "/criteria/count", {"criteria": {"field": "x"}})
    assert wrong.json()["faults"][0]["path"][0] == "criteria"


def test_campaigns(admin, founded):
    from qanat.timeline.public import ensure_campaigns

    made = ensure_campaigns(["Spring"], currency="SAR", now=NOW)["Spring"]
    changed = admin("PATCH", f"/campaigns/{made}", {"cost": "1200.50"})
    assert changed.status_code == 200, changed.content
    assert admin("GET", "/campaigns").json()["items"][0]["cost"] == "1200.50"
    assert admin("PATCH", f"/campaigns/{made}", {"cost": "-1"}).status_code == 422
