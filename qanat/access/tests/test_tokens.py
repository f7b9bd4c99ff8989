from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qanat.access.models import ApiToken
from qanat.access.public import (
    RoleName,
    actor_of_token,
    actor_of_user,
    change_role,
    issue_token,
    list_tokens,
    permissions_of,
    revoke_token,
)
from qanat.access.tests.conftest import NOW
from qanat.kernel.errors import Invalid, NotAllowed, NotFound


def test_a_token_acts_as_its_user_within_its_scopes(admin):
    row, secret = issue_token(
        admin.user_id, name=" ci ", scopes=["people.view"], actor=admin, now=NOW
    )
    actor = actor_of_token(secret, NOW)

    assert actor.user_id == admin.user_id
    assert actor.permissions == {"people.view"}
    assert actor.sees is None
    assert actor.name == f"user:{admin.user_id}/token:{row.id}"
    assert row.name == "ci"


def test_all_scopes_are_all_that_the_role_allows(make_user, admin):
    rep = actor_of_user(make_user(RoleName.REPRESENTATIVE).id)
    _, secret = issue_token(rep.user_id, name="ci", scopes=["*"], actor=rep, now=NOW)
    actor = actor_of_token(secret, NOW)
    assert actor.permissions == permissions_of(RoleName.REPRESENTATIVE)
    assert actor.sees == {rep.user_id}

    change_role(rep.user_id, RoleName.READ_ONLY, actor=admin)
    assert actor_of_token(secret, NOW).permissions == permissions_of(RoleName.READ_ONLY)


def test_the_secret_is_long_and_recognisable_and_kept_nowhere(admin):
    row, secret = issue_token(admin.user_id, name="ci", scopes=["*"], actor=admin, now=NOW)

    assert secret.startswith("qnt_")
    assert len(bytes.fromhex(secret.removeprefix("qnt_"))) * 8 == 192
    with connection.cursor() as cursor:
        for table in ("access_token", "audit_entry"):
            cursor.execute(f"SELECT count(*) FROM {table} x WHERE x::text LIKE %s", [f"%{secret}%"])
            assert cursor.fetchone() == (0,)
    assert row.prefix == secret[:10]
    assert not hasattr(row, "digest")


def test_an_expired_token_opens_nothing(admin):
    soon = NOW + timedelta(hours=1)
    _, secret = issue_token(
        admin.user_id, name="ci", scopes=["*"], actor=admin, now=NOW, expires_at=soon
    )
    assert actor_of_token(secret, soon - timedelta(seconds=1)) is not None
    assert actor_of_token(secret, soon) is None


def test_a_revoked_token_opens_nothing_at_once(admin):
    row, secret = issue_token(admin.user_id, name="ci", scopes=["*"], actor=admin, now=NOW)
    revoke_token(row.id, actor=admin, now=NOW)
    assert actor_of_token(secret, NOW) is None
    revoke_token(row.id, actor=admin, now=NOW + timedelta(days=1))
    assert ApiToken.objects.get().revoked_at == NOW


@pytest.mark.parametrize(
    "secret", ["", "qnt_", "qnt_" + "0" * 48, "other", "qnt_\x00", "qnt_\ud800", "qnt_قناة"]
)
def test_what_is_no_token_opens_nothing(db, secret):
    assert actor_of_token(secret, NOW) is None


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"name": " "}, ("name",)),
        ({"scopes": []}, ("scopes",)),
        ({"scopes": ["people.view", "people.fly"]}, ("scopes", 1)),
        ({"expires_at": NOW}, ("expires_at",)),
    ],
)
def test_unusable_tokens_are_refused_with_their_path(admin, given, path):
    wanted = {"name": "ci", "scopes": ["*"]} | given
    with pytest.raises(Invalid) as refusal:
        issue_token(admin.user_id, actor=admin, now=NOW, **wanted)
    assert refusal.value.faults[0].path == path
    assert not ApiToken.objects.exists()


def test_a_token_cannot_issue_one_that_may_do_more(admin):
    _, secret = issue_token(admin.user_id, name="ci", scopes=["tokens.add"], actor=admin, now=NOW)
    narrow = actor_of_token(secret, NOW)
    with pytest.raises(NotAllowed):
        issue_token(admin.user_id, name="wide", scopes=["*"], actor=narrow, now=NOW)
    assert ApiToken.objects.count() == 1


def test_one_neither_issues_nor_revokes_nor_sees_tokens_of_others(make_user, admin):
    rep = actor_of_user(make_user(RoleName.REPRESENTATIVE).id)
    row, _ = issue_token(admin.user_id, name="ci", scopes=["*"], actor=admin, now=NOW)

    with pytest.raises(NotAllowed):
        issue_token(admin.user_id, name="x", scopes=["*"], actor=rep, now=NOW)
    with pytest.raises(NotFound):
        revoke_token(row.id, actor=rep, now=NOW)

    assert list_tokens(rep) == []
    assert [token.id for token in list_tokens(admin)] == [row.id]
    assert ApiToken.objects.get().revoked_at is None


def test_nobody_issues_a_token_for_nobody(admin):
    with pytest.raises(NotFound):
        issue_token(10**9, name="x", scopes=["*"], actor=admin, now=NOW)


def test_a_call_costs_one_query_and_its_use_is_noted_once_a_minute(admin):
    _, secret = issue_token(admin.user_id, name="ci", scopes=["*"], actor=admin, now=NOW)
    costs = []
    for seconds in (0, 1, 59, 61, 62):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            actor_of_token(secret, NOW + timedelta(seconds=seconds))
        costs.append(len(queries))

    assert costs == [2, 1, 1, 2, 1]
    assert ApiToken.objects.get().last_used_at == NOW + timedelta(seconds=61)
