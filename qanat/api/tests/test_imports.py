"""Files sent to be imported, over HTTP."""

import json
from urllib.parse import quote

import pytest

from qanat.access.public import RoleName
from qanat.capture.models import ImportRun
from qanat.flows.jobs import import_upload
from qanat.people.models import Person

FILE = "Correo,نام,Created\nsara@example.com,سارا,۱۴۰۳/۰۵/۰۱\nnot-an-address,Bad,\n".encode()
MAPPING = quote(json.dumps({"Correo": "email"}))


def test_a_file_is_sent_imported_looked_at_and_taken_back(admin, founded):
    sent = admin("POST", f"/imports?name=fair.csv&mapping={MAPPING}", FILE)
    assert sent.status_code == 202, sent.content
    run = sent.json()
    assert (run["state"], run["name"]) == ("waiting", "fair.csv")

    import_upload(run_id=run["id"])

    path = f"/imports/{run['id']}"
    done = admin("GET", path).json()
    assert (done["state"], done["counts"]["created"], done["counts"]["refused"]) == ("done", 1, 1)
    assert admin("GET", "/imports").json() == {"items": [done], "next": ""}
    assert Person.objects.get().came_at.date().isoformat() == "2024-07-22"
    refused = admin("GET", f"{path}/refused")
    assert refused["Content-Type"] == "text/csv; charset=utf-8"
    assert refused["Content-Disposition"] == f'attachment; filename="refused-{run["id"]}.csv"'
    assert refused.content.decode("utf-8-sig").splitlines()[1].startswith("3,Correo,")

    again = admin("POST", f"/imports?name=fair.csv&mapping={MAPPING}", FILE)
    assert (again.status_code, again.json()["id"]) == (200, run["id"])

    assert admin("POST", f"{path}/undo").json()["removed"]["person"] == 1
    assert admin("POST", f"{path}/undo").status_code == 404
    assert admin("GET", path).json()["state"] == "undone"


@pytest.mark.parametrize(
    ("query", "body", "path"),
    [
        pytest.param("", FILE, ["columns", "Correo"], id="column"),
        pytest.param("?mapping=[]", FILE, ["mapping"], id="mapping"),
        pytest.param("?calendar=mayan", b"Name\nAli\n", ["calendar"], id="calendar"),
        pytest.param("", b"", [], id="nothing"),
    ],
)
def test_a_file_that_cannot_be_imported_is_refused_at_once(
    admin,
    founded,
    query,
    body,
    path,
):
    answer = admin("POST", f"/imports{query}", body)
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["path"] == path
    assert not ImportRun.objects.exists()


def test_a_file_that_is_too_large_or_a_form_is_refused(admin, founded, monkeypatch):
    form = admin("POST", "/imports", FILE, **{"Content-Type": "multipart/form-data; boundary=x"})
    assert form.json()["faults"][0]["code"] == "not_a_file"
    monkeypatch.setattr("qanat.api.imports.config", type("Small", (), {"upload_limit_bytes": 10}))
    large = admin("POST", "/imports", FILE)
    assert (large.status_code, large.json()["code"]) == (413, "too_large")
    assert "10" in large.json()["detail"]
    assert not ImportRun.objects.exists()


def test_imports_are_paged_from_the_newest(admin, founded):
    made = [
        admin("POST", "/imports", f"Name\nAli {number}\n".encode()).json()["id"]
        for number in range(3)
    ]
    first = admin("GET", "/imports?limit=2").json()
    rest = admin("GET", f"/imports?limit=2&after={first['next']}").json()
    assert [run["id"] for run in first["items"] + rest["items"]] == made[::-1]
    assert rest["next"] == ""


def test_the_trash_of_each_noun_is_listed_and_emptied_by_restoring(admin, founded):
    person = admin("POST", "/people", {"full_name": "Sara", "email": "s@example.com"}).json()["id"]
    account = admin("POST", "/accounts", {"name": "Nile"}).json()["id"]
    sale = admin("POST", "/opportunities", {"name": "Deal", "person_id": person}).json()[
        "opportunity_id"
    ]
    for noun, record, name, email in (
        ("opportunities", sale, "Deal", "s@example.com"),
        ("people", person, "Sara", "s@example.com"),
        ("accounts", account, "Nile", ""),
    ):
        assert admin("DELETE", f"/{noun}/{record}").status_code == 204
        (shown,) = admin("GET", f"/trash/{noun}").json()["items"]
        assert (shown["id"], shown["name"], shown["email"]) == (record, name, email)
        assert admin("POST", f"/{noun}/{record}/restore").status_code == 204
        assert admin("GET", f"/trash/{noun}").json()["items"] == []


def test_the_trash_is_paged_from_the_last_deleted(admin, founded):
    made = [admin("POST", "/accounts", {"name": f"A{n}"}).json()["id"] for n in range(3)]
    for account in made:
        admin("DELETE", f"/accounts/{account}")
    first = admin("GET", "/trash/accounts?limit=2").json()
    rest = admin("GET", f"/trash/accounts?limit=2&after={first['next']}").json()
    assert [one["id"] for one in first["items"] + rest["items"]] == made[::-1]


def test_a_pipeline_and_its_stages_are_configured(admin, founded):
    label = {"en": "Renewals", "ar": "التجديدات", "fa": "تمدیدها"}
    pipeline = admin("POST", "/pipelines", {"label": label}).json()["id"]
    stage = admin(
        "POST",
        f"/pipelines/{pipeline}/stages",
        {"label": {"en": "Trial"}, "chance": 30, "patience_days": 7, "position": 0},
    ).json()["id"]
    admin("PATCH", f"/stages/{stage}", {"chance": 40, "patience_days": None})

    shown = next(one for one in admin("GET", "/pipelines").json() if one["id"] == pipeline)
    assert shown["labels"] == label
    trial = shown["stages"][0]
    assert (trial["stage_id"], trial["chance"], trial["patience_days"]) == (stage, 40, None)
    order = [one["stage_id"] for one in shown["stages"]]
    swapped = [order[1], order[0], *order[2:]]
    assert (
        admin("PUT", f"/pipelines/{pipeline}/stages/order", {"stage_ids": swapped}).status_code
        == 204
    )
    wrong = admin("PUT", f"/pipelines/{pipeline}/stages/order", {"stage_ids": order[:1]})
    assert wrong.status_code == 422
    assert admin("DELETE", f"/stages/{stage}").json() == {"moved": 0}
    assert admin("DELETE", f"/stages/{order[-1]}").status_code == 422
    assert admin("DELETE", f"/pipelines/{pipeline}").status_code == 204


def test_reasons_for_losing_are_configured(admin, founded):
    key = admin("POST", "/lost-reasons", {"label": {"en": "Too late"}}).json()["key"]
    renamed = admin("PUT", f"/lost-reasons/{key}/label", {"label": {"en": "Late"}})
    assert renamed.status_code == 204
    listed = {one["key"]: one["labels"]["en"] for one in admin("GET", "/lost-reasons").json()}
    assert listed[key] == "Late"
    assert admin("DELETE", f"/lost-reasons/{key}").status_code == 204
    assert key not in {one["key"] for one in admin("GET", "/lost-reasons").json()}
    assert admin("PUT", "/lost-reasons/none/label", {"label": {"en": "x"}}).status_code == 404


def test_a_manager_sees_no_import_of_a_stranger(admin, caller, founded):
    run = admin("POST", "/imports", b"Name\nAli\n").json()["id"]
    manager = caller(RoleName.MANAGER)
    assert manager("GET", "/imports").json()["items"] == []
    assert manager("GET", f"/imports/{run}").status_code == 404
