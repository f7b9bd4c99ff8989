"""Settings of users, teams, tokens, trash, audit, parked submissions and health."""

import re

import pytest
from django.test import Client

from qanat.access.public import list_teams, list_tokens, user_row
from qanat.kernel import clock
from qanat.kernel.errors import Fault
from qanat.people.public import create_person, delete_people, person_card
from qanat.platform.actor import system_actor
from qanat.platform.inbox import parked_submissions, receive
from qanat.platform.inbox.ending import set_aside

SYSTEM = system_actor("test")
PAGES = ["users", "teams", "tokens", "trash", "audit", "parked", "health", ""]


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_the_admin(company, as_user, page, language):
    answer = as_user(company, "admin", language=language).get(
        f"/settings/{page}/".replace("//", "/")
    )
    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("page", ["users/new", "audit", "parked", "health", "trash"])
def test_a_representative_is_refused(company, as_user, page):
    assert as_user(company, "owner").get(f"/settings/{page}/").status_code == 403


def test_a_new_user_gets_a_password_that_is_shown_once(company, as_user):
    client = as_user(company, "admin", htmx=True)
    said = {"name": "Huda", "email": "huda@example.com", "role": "representative", "language": "ar"}
    shown = client.post("/settings/users/new/", said).content.decode()
    password = re.search(r'class="secret"[^>]*>([^<]+)<', shown)[1]
    entered = Client().post("/sign-in/", {"login": "huda@example.com", "password": password})
    assert entered.status_code == 302
    again = client.post("/settings/users/new/", said | {"name": "Huda the second"})
    assert again.status_code == 422
    assert "Huda the second" in again.content.decode()


def test_roles_change_at_once_and_the_last_admin_stays(company, as_user):
    client = as_user(company, "admin", htmx=True)
    path = f"/settings/users/{company.id_of('owner')}/role/"
    assert client.post(path, {"role": "manager"}).status_code == 200
    assert user_row(company.id_of("owner"), SYSTEM).role == "manager"
    refused = client.post(f"/settings/users/{company.id_of('admin')}/role/", {"role": "manager"})
    assert refused.status_code == 409
    assert refused["HX-Reswap"] == "none"
    assert user_row(company.id_of("admin"), SYSTEM).role == "admin"


def test_somebody_is_put_into_a_team_and_out_of_it(company, as_user):
    client = as_user(company, "admin", htmx=True)
    assert client.post("/settings/teams/new/", {"name": ""}).status_code == 422
    client.post("/settings/teams/new/", {"name": "جدة"})
    team = list_teams(SYSTEM)[-1]
    stranger = company.id_of("stranger")
    client.post(f"/settings/teams/{team.id}/in/", {"user": stranger})
    assert list_teams(SYSTEM)[-1].user_ids == (stranger,)
    client.post(f"/settings/teams/{team.id}/out/{stranger}/")
    assert list_teams(SYSTEM)[-1].user_ids == ()


def test_a_token_is_shown_once_and_revoked(company, as_user):
    client = as_user(company, "owner", htmx=True)
    shown = client.post(
        "/settings/tokens/new/", {"name": "till", "lives": "30", "everything": "on"}
    )
    assert "qnt_" in shown.content.decode()
    token = list_tokens(company.actor("owner"))[-1]
    assert token.expires_at is not None
    assert "qnt_" + "x" not in client.get("/settings/tokens/").content.decode()
    client.post(f"/settings/tokens/{token.id}/revoke/")
    assert list_tokens(company.actor("owner"))[-1].revoked_at is not None


def test_what_was_deleted_is_restored(company, as_user):
    now = clock.now()
    person = create_person(
        {"given_name": "Sara", "email": "sara@acme.com"},
        owner_id=None,
        account_id=None,
        actor=SYSTEM,
        now=now,
    )
    delete_people([person], actor=SYSTEM, now=now)
    client = as_user(company, "admin", htmx=True)
    assert "sara@acme.com" in client.get("/settings/trash/").content.decode()
    client.post(f"/settings/trash/people/{person}/restore/")
    assert person_card(person, SYSTEM).email == "sara@acme.com"


def test_a_parked_submission_is_mended_and_goes_on(company, as_user):
    now = clock.now()
    received = receive(
        "api:1", [{"email": "no", "name": "Sara"}], key="k", sent_by="user:1", now=now
    )
    fault = Fault(("email",), "An e-mail address has exactly one @ sign.", "email_at")
    set_aside({received.submissions[0].pk: [fault]}, received.submissions, told=False)
    client = as_user(company, "admin", htmx=True)
    (row,) = parked_submissions(SYSTEM)
    assert "exactly one @" in client.get("/settings/parked/").content.decode()
    assert 'value="no"' in client.get(f"/settings/parked/{row.pk}/").content.decode()
    client.post(
        f"/settings/parked/{row.pk}/", {"field-email": "sara@acme.com", "field-name": "Sara"}
    )
    assert parked_submissions(SYSTEM) == []
    row.refresh_from_db()
    assert (row.payload["email"], row.state) == ("sara@acme.com", "waiting")
