import json
from datetime import UTC, datetime

import pytest
from django.test import Client

from qanat.access.public import RoleName, actor_of_user, create_user, issue_token
from qanat.api import needs
from qanat.pipeline.public import ensure_default_pipeline, list_pipelines
from qanat.platform.actor import system_actor
from qanat.platform.throttle import Throttle
from qanat.scoring.public import ensure_default_model

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
SYSTEM = system_actor("test")


class Caller:
    """A user who calls the API with a token."""

    def __init__(self, user_id: int, secret: str) -> None:
        self.user_id = user_id
        self.secret = secret
        self.client = Client(raise_request_exception=False)

    def __call__(self, method, path, body=None, *, language="en", **headers):
        raw = (
            body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        )
        return self.client.generic(
            method,
            f"/api/v1{path}",
            raw,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}", "Accept-Language": language}
            | headers,
        )


@pytest.fixture
def founded(db):
    """The pipeline and the score model that an installation begins with."""
    ensure_default_pipeline()
    ensure_default_model(actor=SYSTEM, now=NOW)
    return list_pipelines(actor=SYSTEM)[0]


def make_caller(role: RoleName = RoleName.ADMIN, email: str = "", scopes=("*",)) -> Caller:
    """A caller of a role; the e-mail is the role's name unless given."""
    system = system_actor("test")
    user = create_user(email=email or f"{role}@example.com", role=role, actor=system, now=NOW)
    _, secret = issue_token(user.id, name="test", scopes=list(scopes), actor=system, now=NOW)
    return Caller(user.id, secret)


@pytest.fixture(autouse=True)
def fresh_throttles(monkeypatch):
    """No test pays for the wrong tokens of another."""
    monkeypatch.setattr(needs, "CALLS", Throttle(60_000))
    monkeypatch.setattr(needs, "WRONG_TOKENS", Throttle(600))


@pytest.fixture
def caller(db):
    """Makes callers, see `make_caller`."""
    return make_caller


@pytest.fixture
def committed_admin(real_commits):
    """An admin whose calls commit for real, as threads need."""
    return make_caller()


@pytest.fixture
def admin(caller):
    return caller()


@pytest.fixture
def actor(admin):
    return actor_of_user(admin.user_id)
