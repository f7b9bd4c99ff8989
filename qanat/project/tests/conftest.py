"""Commands as processes of their own, on an empty database of their own."""

import os
import subprocess
import sys
from pathlib import Path

import orjson
import psycopg
import pytest
from django.conf import settings

CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture
def qanat(django_db_setup):
    """Runs a command with --json on an empty database: its exit code and what it printed."""
    host = settings.DATABASES["default"]["HOST"]
    name = f"founded_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with psycopg.connect(host=host, user="qanat", dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
    url = f"postgresql://qanat@{host.replace('/', '%2F')}/{name}"

    def run(*words, given=""):
        done = subprocess.run(
            [sys.executable, "-m", "qanat", *words, "--json"],
            cwd=CHECKOUT,
            env=os.environ | {"DATABASE_URL": url},
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, orjson.loads(done.stdout)

    return run


@pytest.fixture
def peopled(qanat, tmp_path):
    assert qanat("init")[0] == 0
    leads = tmp_path / "leads.csv"
    leads.write_text(
        "First name,Last name,Email,Job title,Country\n"
        "Sara,Haddad,sara@nile.example.com,Operations Director,SA\n"
    )
    code, told = qanat("import", "leads", str(leads))
    assert code == 0, told
    return qanat
