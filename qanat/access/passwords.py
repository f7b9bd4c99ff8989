"""What a password must be, and making one for whoever gave none."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from qanat.access.models import User
from qanat.kernel.errors import Invalid

_RANDOM_BYTES = 15


def check_password(password: str, user: User) -> None:
    """Refuse a password that is short, common, or like the user's e-mail.

    Raises:
        Invalid: with everything that is wrong with it.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), ("password",), code="weak_password") from error


def generated_password(email: str) -> str:
    """A random password that is good enough for the user with this e-mail.

    Drawn again until the checks accept it: one in a few thousand draws looks like the e-mail.
    """
    user = User(email=email.strip().lower())
    while True:
        drawn = secrets.token_urlsafe(_RANDOM_BYTES)
        try:
            check_password(drawn, user)
        except Invalid:
            continue
        return drawn
