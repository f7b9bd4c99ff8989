"""The description of the API: a change of it is a decision."""

import inspect
import json
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from django.test import Client
from ninja import Schema

import qanat.api
from qanat.api.app import api

SNAPSHOT = Path(__file__).resolve().parents[1] / "openapi.json"


def described():
    return (
        json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), indent=1, sort_keys=True) + "\n"
    )


def test_the_snapshot_is_what_is_served(request):
    if request.config.getoption("--snapshot-update"):
        SNAPSHOT.write_text(described())
    assert SNAPSHOT.read_text() == described(), "run `make snapshot` if this change is meant"


def test_anybody_may_read_the_description(db):
    served = Client().get("/api/v1/openapi.json")
    assert served.status_code == 200
    assert served.json() == json.loads(SNAPSHOT.read_text())


def test_no_two_schemas_have_the_same_name():
    seen = {}
    for module in iter_modules(qanat.api.__path__):
        if module.name == "tests":
            continue
        found = import_module(f"qanat.api.{module.name}")
        for name, value in vars(found).items():
            own = inspect.isclass(value) and value.__module__ == found.__name__
            if own and issubclass(value, Schema):
                assert name not in seen, f"{name} is in {seen.get(name)} and {found.__name__}"
                seen[name] = found.__name__


def test_every_operation_says_what_it_needs_and_what_it_does():
    for path, methods in json.loads(SNAPSHOT.read_text())["paths"].items():
        for method, operation in methods.items():
            assert operation["x-permission"], (path, method)
            assert operation["description"] or operation["summary"]
            assert operation["security"] == [{"Token": []}]


@pytest.mark.parametrize("path", ["/api/v1/docs"])
def test_the_documentation_comes_from_this_machine_alone(db, path):
    page = Client().get(path)
    html = page.content.decode()
    assert page.status_code == 200
    assert "http://" not in html
    assert "https://" not in html
    assert (
        "script-src" not in page["Content-Security-Policy"]
        or "unsafe" not in page["Content-Security-Policy"]
    )
