"""Setting up an empty installation: its organisation, its first admin, and what works by default."""

from dataclasses import dataclass
from datetime import datetime

from qanat.access.public import (
    RoleName,
    actor_of_user,
    create_user,
    generated_password,
    issue_token,
)
from qanat.kernel.countries import known_country
from qanat.pipeline.public import ensure_default_pipeline
from qanat.platform.actor import acting, system_actor
from qanat.platform.organisation import create_organisation
from qanat.routing.public import ensure_default_routing
from qanat.scoring.public import ensure_default_model


@dataclass(frozen=True, kw_only=True)
class Founded:
    """What the first admin needs; the token and a generated password are shown this once.

    Attributes:
        password: empty when it was given.
    """

    email: str
    password: str
    token: str
    token_id: int
    user_id: int


def found(
    *,
    now: datetime,
    organisation: str = "",
    email: str = "admin@example.com",
    name: str = "",
    password: str = "",
    language: str = "en",
    country: str = "SA",
    currency: str = "USD",
    time_zone: str = "UTC",
) -> Founded:
    """Set up an empty installation, all of it or nothing. A password is made when none is given.

    Raises:
        Conflict: it is set up already.
        Invalid: the e-mail, the password, the country or a habit is not usable.
    """
    founder = system_actor("founding")
    chosen = password or generated_password(email)
    with acting(founder):
        create_organisation(
            name=organisation,
            language=language,
            country=known_country(country),
            currency=currency,
            time_zone=time_zone,
        )
        user = create_user(
            email=email,
            name=name,
            password=chosen,
            role=RoleName.ADMIN,
            language=language,
            time_zone=time_zone,
            actor=founder,
            now=now,
        )
        ensure_default_pipeline()
        ensure_default_model(language=language, actor=founder, now=now)
        ensure_default_routing(actor=founder)
        token, secret = issue_token(
            user.id, name="first", scopes=["*"], actor=actor_of_user(user.id), now=now
        )
    return Founded(
        email=user.email,
        password="" if password else chosen,
        token=secret,
        token_id=token.id,
        user_id=user.id,
    )
