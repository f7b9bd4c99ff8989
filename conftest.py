"""Fixtures for every test. The database server comes from qanat/platform/postgres/tests/session.py."""

import json
import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

# Two processes share the machine's cores, so a slow example says nothing; `thorough` is for evenings.
settings.register_profile("quick", deadline=None, max_examples=100)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

KEEP_SEEDS = """
DO $$
DECLARE seeded text; empty boolean;
BEGIN
    CREATE SCHEMA seed;
    FOR seeded IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1 LOOP
        EXECUTE format('SELECT NOT EXISTS (SELECT FROM public.%I)', seeded) INTO empty;
        CONTINUE WHEN empty;
        EXECUTE format('CREATE TABLE seed.%1$I AS TABLE public.%1$I', seeded);
    END LOOP;
END $$
"""
START_AFRESH = """
DO $$
DECLARE seeded text;
BEGIN
    EXECUTE (SELECT 'TRUNCATE ' || string_agg(format('public.%I', tablename), ', ')
        FROM pg_tables WHERE schemaname = 'public');
    FOR seeded IN SELECT tablename FROM pg_tables WHERE schemaname = 'seed' LOOP
        EXECUTE format('INSERT INTO public.%1$I OVERRIDING SYSTEM VALUE SELECT * FROM seed.%1$I', seeded);
    END LOOP;
END $$
"""


def pytest_configure(config):
    """Always make the test database.

    pytest-django makes it only when some collected test asks for it in one of the ways that it
    knows; `real_commits` alone would otherwise empty the database of the installation.
    """
    from pytest_django import fixtures

    fixtures._get_databases_for_setup = lambda _: ({"default"}, set())  # noqa: SLF001 no other way


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database; at the end, connections that a test's threads left open do not keep it."""
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(KEEP_SEEDS)
    yield
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        connection.close()
        connection.close_pool()  # first, or it would connect anew what is ended here
        with connection._nodb_cursor() as cursor:  # noqa: SLF001 as Django drops the database
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )


@pytest.fixture
def real_commits(django_db_setup, django_db_blocker):
    """A database in which a test commits for real, as threads need; with what migrations seeded.

    Instead of `django_db(transaction=True)`, which leaves the tests after it without the seeds.
    """
    from django.db import connection

    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(START_AFRESH)
        yield
        with connection.cursor() as cursor:
            cursor.execute(START_AFRESH)
        connection.close()


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Hashing a password takes a third of a second on purpose; tests make many."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def query_budget(request):
    """`with query_budget("people.list"):` holds the number of queries to the one on record.

    The record is `query_counts.json` beside the test; `--snapshot-update` writes it anew, and its
    diff is a decision.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    record = Path(request.path).with_name("query_counts.json")

    @contextmanager
    def budget(name):
        with CaptureQueriesContext(connection) as queries:
            yield
        counts = json.loads(record.read_text()) if record.exists() else {}
        if request.config.getoption("update_snapshots"):
            counts[name] = len(queries)
            record.write_text(json.dumps(counts, indent=2, sort_keys=True) + "\n")
        executed = "\n".join(str(query["sql"])[:300] for query in queries.captured_queries)
        assert len(queries) == counts.get(name), f"{name} took {len(queries)} queries:\n{executed}"

    return budget
