"""The migrations are complete, and each app has one head."""

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_each_app_has_one_head():
    assert MigrationLoader(None).detect_conflicts() == {}
