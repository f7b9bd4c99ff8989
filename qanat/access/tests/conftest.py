from datetime import UTC, datetime

import pytest

from qanat.access.public import RoleName, actor_of_user, create_user
from qanat.platform.actor import system_actor

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def system():
    return system_actor("test")


@pytest.fixture
def make_user(db, system):
    """Makes a user of a role; the e-mail is the role's name unless given."""

    def make(role: RoleName, email: str = "", **more):
        return create_user(
            email=email or f"{role}@example.com", role=role, actor=system, now=NOW, **more
        )

    return make


@pytest.fixture
def admin(make_user):
    return actor_of_user(make_user(RoleName.ADMIN).id)
