"""Acting: who is known to the audit, and what is taken back with what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qanat.people.models import Account
from qanat.people.public import lock_people
from qanat.platform.actor import Actor, acting, held_rows, system_actor
from qanat.platform.models import AuditEntry

CLERK = Actor(name="user:7", user_id=7)
INTAKE = system_actor("intake")

pytestmark = pytest.mark.django_db


def add(name):
    Account.objects.create(name=name, name_key=name)


def names():
    return set(Account.objects.values_list("name", flat=True))


def act_and_fail(actor, *deeds, whole=False):
    with acting(actor, whole=whole):
        for deed in deeds:
            deed()
        raise LookupError


def add_and_fail(actor, name):
    with pytest.raises(LookupError):
        act_and_fail(actor, lambda: add(name))


def test_after_another_acted_inside_the_audit_knows_the_first_again():
    with acting(CLERK):
        add("a")
        with acting(INTAKE):
            add("b")
        add("c")

    actors = AuditEntry.objects.filter(table="account").order_by("id")
    assert list(actors.values_list("actor", flat=True)) == ["user:7", "system:intake", "user:7"]


def test_an_action_inside_fails_alone():
    with acting(CLERK):
        add("a")
        add_and_fail(CLERK, "b")
        add("c")

    assert names() == {"a", "c"}


def test_in_a_whole_another_actor_fails_alone_and_the_same_one_is_part_of_it():
    with acting(INTAKE, whole=True):
        add("a")
        add_and_fail(CLERK, "b")
        add_and_fail(INTAKE, "c")
    assert names() == {"a", "c"}

    def part():
        with acting(INTAKE):
            add("e")

    with pytest.raises(LookupError):
        act_and_fail(INTAKE, lambda: add("d"), part, whole=True)
    assert names() == {"a", "c"}


def test_an_action_in_a_whole_of_the_same_actor_costs_no_statement():
    with acting(INTAKE, whole=True), CaptureQueriesContext(connection) as captured, acting(INTAKE):
        pass
    assert len(captured) == 0


def test_rows_are_known_to_be_held_within_a_whole_only():
    assert held_rows("person") is None
    with acting(INTAKE):
        assert held_rows("person") is None
    with acting(INTAKE, whole=True):
        held_rows("person").add(7)
        with acting(INTAKE):
            assert lock_people([7]) == [7]
        with acting(CLERK):
            assert held_rows("person") is None
    assert held_rows("person") is None
