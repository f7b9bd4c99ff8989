"""Every page, as every role, by every method: who may not is refused, and nothing changes."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLResolver, get_resolver

from qanat.access.public import PUBLIC, SIGNED_IN, RoleName, permissions_of
from qanat.web import urls
from qanat.web.conftest import PEOPLE

EXAMPLES = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "0" * 32}
CONVERTER = re.compile(r"<(?:(\w+):)?\w+>")
ROLES = {"admin": RoleName.ADMIN} | {name: role for name, (_, role, _) in PEOPLE.items()}
REFUSED = {302, 401, 403}


def pages(patterns, prefix="/"):
    """(address with examples for its parts, what it needs) of every page of ours."""
    for entry in patterns:
        place = prefix + CONVERTER.sub(lambda part: EXAMPLES[part[1] or "str"], str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from pages(entry.url_patterns, place)
        else:
            yield place, entry.callback.permission


PAGES = sorted(set(pages(urls.urlpatterns)))
GUARDED = [(place, needed) for place, needed in PAGES if needed != PUBLIC]


def checksums():
    """A number for each table of ours that changes with any of its rows; sessions aside."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND tablename NOT IN ('django_session', 'access_cache')"
        )
        sums = " UNION ALL ".join(
            f"SELECT '{table}', sum(hashtextextended(t::text, 0)) FROM \"{table}\" t"
            for (table,) in cursor.fetchall()
        )
        cursor.execute(sums)
        return dict(cursor.fetchall())


def test_pages_are_found():
    assert len(GUARDED) > 30
    assert get_resolver().resolve("/settings/users/").func.permission == "users.view"


def test_whoever_may_not_is_refused_on_every_page_and_nothing_changes(company, as_user):
    clients = {name: as_user(company, name) for name in ROLES}
    before = checksums()
    for name, role in ROLES.items():
        client = clients[name]
        held = permissions_of(role) | {SIGNED_IN}
        for place, needed in GUARDED:
            if needed not in held:
                for method in (client.get, client.post):
                    answer = method(place)
                    assert answer.status_code == 403, (name, place, answer.status_code)
    assert checksums() == before


def test_a_stranger_is_sent_to_sign_in_and_a_script_is_told_so(company):
    before = checksums()
    for place, _ in GUARDED:
        for method in ("get", "post"):
            answer = getattr(Client(), method)(place)
            assert answer.status_code == 302, place
            assert answer["Location"].startswith("/sign-in/"), place
        told = Client(headers={"HX-Request": "true", "HX-Current-URL": "http://x/leads/?a=b"}).get(
            place
        )
        assert (told.status_code, told["X-Sign-In"]) == (401, "/sign-in/?next=/leads/%3Fa%3Db")
    assert checksums() == before


def test_no_change_is_taken_without_the_token_of_the_page(company):
    from django.contrib.auth import get_user_model

    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.get(pk=company.id_of("admin")))
    before = checksums()
    for place, _ in GUARDED:
        assert client.post(place).status_code == 403, place
    assert checksums() == before


@pytest.mark.parametrize("name", ["admin", "owner", "reader"])
def test_opening_a_page_changes_nothing(company, as_user, name):
    client = as_user(company, name)
    client.get("/settings/")
    before = checksums()
    for place, needed in GUARDED:
        if needed in permissions_of(ROLES[name]) | {SIGNED_IN}:
            assert client.get(place).status_code < 500, place
    assert checksums() == before
