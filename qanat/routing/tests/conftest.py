"""Users, people and pools, made through the actions that make them in life."""

from datetime import UTC, datetime

import pytest

from qanat.access.public import RoleName, create_user
from qanat.people.public import AccountDraft, PersonDraft, insert_accounts, insert_people
from qanat.platform.actor import acting, system_actor
from qanat.routing.public import add_member, create_pool, ensure_default_routing

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SYSTEM = system_actor("test")


@pytest.fixture
def users(request):
    """Four representatives: Amal, Bijan, Carla, Dana. Works with and without a test transaction."""
    request.getfixturevalue("db")
    return [make_user(name) for name in ("Amal", "Bijan", "Carla", "Dana")]


def make_user(name):
    return create_user(
        email=f"{name.lower()}@example.com",
        name=name,
        role=RoleName.REPRESENTATIVE,
        actor=SYSTEM,
        now=NOW,
    ).id


def make_pool(name, **shares):
    """A pool of the users whose id is in the name of the share: `u7=2`."""
    pool = create_pool(name, actor=SYSTEM)
    for user, share in shares.items():
        add_member(pool.pk, int(user[1:]), share=share, actor=SYSTEM)
    return pool.pk


def pool_of(name, members):
    return make_pool(name, **{f"u{user}": share for user, share in members.items()})


def make_people(number, **more):
    with acting(SYSTEM):
        drafts = [PersonDraft(full_name=f"Person {n}", **more) for n in range(number)]
        return insert_people(drafts, actor=SYSTEM, now=NOW)


def make_account(name="Acme", **more):
    with acting(SYSTEM):
        return insert_accounts([AccountDraft(name=name, **more)], now=NOW)[0]


@pytest.fixture
def fallback(users):
    """The fallback pool, with all four in it."""
    return ensure_default_routing(actor=SYSTEM).pk
