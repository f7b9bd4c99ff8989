import secrets

import pytest

from qanat.access.models import User
from qanat.access.passwords import check_password, generated_password
from qanat.access.public import RoleName, create_user
from qanat.access.tests.conftest import NOW
from qanat.kernel.errors import Invalid

EMAIL = "qx7-kd93-zp2m@example.com"
LIKE_THE_EMAIL = "qx7-kd93-zp2m-abcdef"
FINE = "Zw4tNq8LrB1vYs6hJc0u"


@pytest.fixture
def draws(monkeypatch):
    """Lets the first draw be like the e-mail."""
    left = [LIKE_THE_EMAIL, FINE]
    monkeypatch.setattr(secrets, "token_urlsafe", lambda _: left.pop(0))
    return left


def test_the_unlucky_draw_of_the_tests_below_is_refused():
    with pytest.raises(Invalid) as refusal:
        check_password(LIKE_THE_EMAIL, User(email=EMAIL))
    assert [fault.path for fault in refusal.value.faults] == [("password",)]


@pytest.mark.parametrize("email", [EMAIL, f" {EMAIL.upper()} "])
def test_a_password_that_is_like_the_email_is_drawn_again(draws, email):
    assert generated_password(email) == FINE
    assert draws == []


def test_whoever_gets_a_generated_password_is_made(db, draws, system):
    made = create_user(
        email=EMAIL,
        role=RoleName.MANAGER,
        password=generated_password(EMAIL),
        actor=system,
        now=NOW,
    )
    assert made.email == EMAIL


def test_generated_passwords_are_long_and_differ():
    made = {generated_password(EMAIL) for _ in range(50)}
    assert len(made) == 50
    assert {len(password) for password in made} == {20}
