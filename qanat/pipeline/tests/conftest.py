"""Three people (owner, colleague, stranger), Amal who may buy, and the default pipeline."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from qanat.access.public import RoleName, actor_of_user, create_user
from qanat.people.public import PersonDraft, insert_people
from qanat.pipeline.models import Stage
from qanat.pipeline.public import create_opportunity, ensure_default_pipeline
from qanat.platform.actor import acting, system_actor
from qanat.timeline import bulk

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def system():
    return system_actor("test")


@pytest.fixture
def database(request, monkeypatch):
    """One that is rolled back, or, for tests with threads, one that commits.

    With no month of events known yet, as in a process that has just begun.
    """
    monkeypatch.setattr(bulk, "_months_there", set())
    commits = "real_commits" in request.fixturenames
    request.getfixturevalue("real_commits" if commits else "db")


@pytest.fixture
def make_user(database, system):
    """An actor of that role; the e-mail is the name of the role unless given."""

    def make(role, name="", **more):
        email = f"{name or role}@example.com"
        user = create_user(email=email, role=role, actor=system, now=NOW, **more)
        return actor_of_user(user.id)

    return make


@pytest.fixture
def owner(make_user):
    return make_user(RoleName.REPRESENTATIVE, "owner")


@pytest.fixture
def stranger(make_user):
    return make_user(RoleName.REPRESENTATIVE, "stranger")


@pytest.fixture
def admin(make_user):
    return make_user(RoleName.ADMIN)


@pytest.fixture
def pipeline_id(database):
    return ensure_default_pipeline()


@pytest.fixture
def stages(pipeline_id):
    """The ids of the stages of the default pipeline by key."""
    return dict(Stage.objects.filter(pipeline_id=pipeline_id).values_list("key", "id"))


@pytest.fixture
def make_person(database, system):
    def make(owner, name="Amal", **more):
        draft = PersonDraft(full_name=name, owner_id=owner.user_id, **more)
        with acting(system):
            return insert_people([draft], actor=system, now=NOW)[0]

    return make


@pytest.fixture
def amal(make_person, owner):
    return make_person(owner)


@pytest.fixture
def make_opportunity(owner, stages, make_person):
    """Opens an opportunity of 1,000.00 USD in the first stage; the id."""

    def make(*, by=owner, at=NOW - 10 * DAY, stage="lead", **values):
        if "person_id" not in values and "account_id" not in values:
            values["person_id"] = make_person(by)
        said = {"name": "Solar roof", "amount": Decimal("1000.00"), "currency": "USD", **values}
        made = create_opportunity(said, actor=by, now=NOW, at=at, stage_id=stages[stage])
        return made.opportunity_id

    return make


@pytest.fixture
def in_threads():
    """Runs the calls at once, each in a thread with a connection of its own; results or errors."""
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    from django.db import connection

    def run(*calls):
        start = Barrier(len(calls))

        def one(call):
            start.wait()
            try:
                return call()
            except Exception as error:  # noqa: BLE001 handed to the test
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(one, calls))

    return run
