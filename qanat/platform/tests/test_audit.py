"""The audit sees every statement, knows who acted, and keeps no secret."""

import pytest
from django.db import connection

from qanat.access.models import Team, User
from qanat.people.models import Account
from qanat.platform.actor import Actor, acting
from qanat.platform.models import AuditEntry

CLERK = Actor(name="user:7", user_id=7, cause="import:3")


def entries(table):
    found = AuditEntry.objects.filter(table=table).order_by("id")
    return [(e.action, e.actor, e.cause, e.before, e.after) for e in found]


@pytest.mark.django_db
def test_an_insert_an_update_and_a_delete_are_kept_with_who_and_why():
    with acting(CLERK):
        account = Account.objects.create(name="Nile", name_key="nile")
        Account.objects.filter(id=account.id).update(city="Cairo")
        Account.objects.filter(id=account.id).delete()

    inserted, updated, deleted = entries("account")
    assert inserted == ("I", "user:7", "import:3", None, None)
    assert updated == ("U", "user:7", "import:3", {"city": ""}, {"city": "Cairo"})
    assert deleted[:3] == ("D", "user:7", "import:3")
    assert deleted[3]["name"] == "Nile"


@pytest.mark.django_db
def test_bulk_sql_is_covered_row_by_row_and_unchanged_rows_are_not():
    with acting(CLERK):
        Account.objects.bulk_create(
            Account(name=name, name_key=name, size=size) for name, size in [("a", 1), ("b", 2)]
        )
        with connection.cursor() as cursor:
            cursor.execute("UPDATE account SET size = 2")

    changes = [entry for entry in entries("account") if entry[0] == "U"]
    assert changes == [("U", "user:7", "import:3", {"size": 1}, {"size": 2})]


@pytest.mark.django_db
def test_a_change_made_past_the_actions_is_kept_as_made_by_the_database():
    Team.objects.create(name="North")

    assert entries("access_team") == [("I", "database", "", None, None)]


@pytest.mark.django_db
def test_the_actor_ends_with_the_transaction():
    with acting(CLERK):
        Team.objects.create(name="North")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('qanat.actor', '', false)")
    Team.objects.create(name="South")

    assert [entry[1] for entry in entries("access_team")] == ["user:7", "database"]


@pytest.mark.django_db
def test_secrets_never_enter_the_audit():
    user = User.objects.create(email="a@example.com", role="admin", password="hash-one")
    User.objects.filter(id=user.id).update(password="hash-two")
    User.objects.filter(id=user.id).delete()

    assert "hash" not in str(entries("access_user"))
    assert [entry[0] for entry in entries("access_user")] == ["I", "D"]
