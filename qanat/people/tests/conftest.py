from datetime import UTC, datetime

import pytest

from qanat.access.public import RoleName, actor_of_user, create_user
from qanat.people.public import PersonDraft, insert_people
from qanat.platform.actor import acting, system_actor

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
SYSTEM = system_actor("test")


def actor_of(role, email):
    user = create_user(email=email, role=role, actor=SYSTEM, now=NOW)
    return actor_of_user(user.id)


@pytest.fixture
def admin(db):
    return actor_of(RoleName.ADMIN, "admin@example.com")


@pytest.fixture
def owner(db):
    """A representative, who sees only their own people."""
    return actor_of(RoleName.REPRESENTATIVE, "owner@example.com")


@pytest.fixture
def stranger(db):
    """Another representative, of no team of the owner's."""
    return actor_of(RoleName.REPRESENTATIVE, "stranger@example.com")


@pytest.fixture
def reader(db):
    """May look at everything, and change nothing."""
    return actor_of(RoleName.READ_ONLY, "reader@example.com")


@pytest.fixture
def add(db):
    """Writes people with the given columns, each with an e-mail of its own if none is given."""

    def write(*rows):
        drafts = [
            PersonDraft(**{"full_name": f"Person {index}", **row}) for index, row in enumerate(rows)
        ]
        with acting(SYSTEM):
            return insert_people(drafts, actor=SYSTEM, now=NOW)

    return write
