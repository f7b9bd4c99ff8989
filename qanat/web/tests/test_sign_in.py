"""The attacks that sign-in must stand."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client

from qanat.access.public import RoleName, create_user, deactivate_user
from qanat.platform.actor import system_actor

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
PASSWORD = "a-long-and-rare-pass-phrase"
SYSTEM = system_actor("test")


@pytest.fixture
def user(db):
    return create_user(
        email="noura@example.com", role=RoleName.MANAGER, password=PASSWORD, actor=SYSTEM, now=NOW
    )


def enter(client, password=PASSWORD, path="/sign-in/", **more):
    return client.post(path, {"login": "noura@example.com", "password": password} | more)


def test_the_right_password_opens_the_first_page(user, client):
    answer = enter(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/me/account/").status_code == 200


def test_pages_send_strangers_to_sign_in(db, client):
    for path in ("/", "/me/mfa/", "/me/password/", "/me/sessions/"):
        assert client.get(path)["Location"] == f"/sign-in/?next={path}"


def test_a_wrong_password_and_a_wrong_address_are_told_alike(user, client):
    known = enter(client, password="wrong")
    unknown = client.post("/sign-in/", {"login": "nobody@example.com", "password": "wrong"})
    said = "The e-mail or the password is wrong."
    assert said in known.content.decode()
    assert said in unknown.content.decode()


def test_nobody_signs_up_or_asks_for_a_reset_link(db, client):
    for path in ("/signup/", "/accounts/signup/", "/password/reset/", "/accounts/login/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_elsewhere(user, client, target):
    assert enter(client, next=target)["Location"] == "/"
    assert client.post("/sign-out/", {"next": target})["Location"] == "/sign-in/"
    chosen = client.post("/language/", {"language": "ar", "next": target})
    assert "evil" not in chosen["Location"]
    assert "javascript" not in chosen["Location"]


def test_a_session_key_from_before_does_not_survive_signing_in(user, client):
    client.get("/sign-in/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    enter(client)
    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key=before).exists()


def test_signing_in_and_out_needs_the_token_of_the_page(user):
    client = Client(enforce_csrf_checks=True)
    assert enter(client).status_code == 403
    assert client.post("/sign-out/").status_code == 403
    assert not Session.objects.exists()


def test_a_foreign_host_is_refused(user, client):
    assert client.get("/sign-in/", headers={"Host": "evil.example"}).status_code == 400


def test_a_get_signs_nobody_out(user, client):
    enter(client)
    client.get("/sign-out/")
    assert client.get("/me/account/").status_code == 200


def test_a_disabled_user_is_out_of_open_pages_and_cannot_come_in(user, client):
    enter(client)
    deactivate_user(user.id, actor=SYSTEM, now=NOW)
    assert client.get("/me/account/").status_code == 302
    assert not Session.objects.exists()
    enter(client)
    assert client.get("/me/account/").status_code == 302


def test_too_many_wrong_passwords_are_held_back_even_with_the_right_one_at_last(user, client):
    for _ in range(10):
        enter(client, password="wrong")
    answer = enter(client)
    assert answer.status_code in {200, 429}
    assert client.get("/me/account/").status_code == 302


def test_the_secret_of_the_second_step_is_encrypted_at_rest(user):
    secret = "JBSWY3DPEHPK3PXP"
    owner = get_user_model().objects.get(id=user.id)
    TOTP.activate(owner, secret)
    assert secret not in str(Authenticator.objects.get().data)


def test_with_a_second_step_the_password_alone_opens_nothing(user, client):
    TOTP.activate(get_user_model().objects.get(id=user.id), "JBSWY3DPEHPK3PXP")
    assert enter(client)["Location"] == "/sign-in/code/"
    assert client.get("/me/account/").status_code == 302
    assert client.get("/api/v1/me").status_code == 401
    client.post("/sign-in/code/", {"code": "000000"})
    assert client.get("/me/account/").status_code == 302


def test_ending_other_devices_ends_them(user, client):
    other = Client()
    enter(other)
    enter(client)
    assert client.post("/me/sessions/").status_code == 302
    assert other.get("/").status_code == 302
    assert client.get("/me/account/").status_code == 200


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(user, client):
    enter(client)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("path", ["/sign-in/", "/nowhere/"])
def test_pages_carry_no_inline_script_or_style(db, client, path):
    html = client.get(path).content.decode()
    assert "<script" not in html
    assert "<style" not in html
    assert "style=" not in html
    assert "onclick" not in html


def test_the_language_of_the_user_is_used_when_none_was_chosen(db, client):
    create_user(
        email="noura@example.com",
        role=RoleName.MANAGER,
        password=PASSWORD,
        language="fa",
        actor=SYSTEM,
        now=NOW,
    )
    enter(client)
    assert '<html lang="fa" dir="rtl">' in client.get("/me/account/").content.decode()
