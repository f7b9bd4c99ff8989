"""The one organisation that this installation serves."""

from django.db import IntegrityError, transaction

from qanat.kernel.errors import Conflict
from qanat.platform.models import Organisation


def create_organisation(
    *, name: str, language: str, country: str, currency: str, time_zone: str
) -> Organisation:
    """Write the organisation down, in the caller's transaction. Of two at once one succeeds.

    Raises:
        Conflict: there is one.
    """
    try:
        with transaction.atomic():
            return Organisation.objects.create(
                id=1,
                name=name,
                language=language,
                country=country,
                currency=currency,
                time_zone=time_zone,
                calendar="gregorian",
                weekend=[5, 6],
            )
    except IntegrityError as error:
        raise Conflict(
            "This installation is set up already. For another token: qanat tokens create EMAIL."
        ) from error


def the_organisation() -> Organisation:
    """The organisation; before it is set up, one with habits that suit nobody badly."""
    return Organisation.objects.first() or Organisation(
        id=1, language="en", country="", currency="USD", time_zone="UTC", calendar="gregorian"
    )
