"""The one organisation that this installation serves."""

import zoneinfo
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from qanat.kernel.countries import country_code
from qanat.kernel.currencies import is_currency
from qanat.kernel.errors import Conflict, Fault, Invalid
from qanat.kernel.months import CALENDARS
from qanat.platform.actor import Actor, acting
from qanat.platform.models import Organisation

LANGUAGES: Final = ("en", "ar", "fa")
WEEKDAYS: Final = frozenset(range(1, 8))


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


def change_organisation(
    *,
    name: str,
    language: str,
    country: str,
    currency: str,
    time_zone: str,
    calendar: str,
    weekend: Sequence[int],
    actor: Actor,
) -> None:
    """Change what the organisation is called and how it reads and counts.

    Raises:
        NotAllowed: `actor` may not change settings.
        Invalid: with the path of each that cannot be.
    """
    actor.require("settings.change")
    faults = [
        Fault((place,), message, code)
        for place, wrong, message, code in (
            ("name", not name.strip(), "This field is needed.", "required"),
            (
                "language",
                language not in LANGUAGES,
                "There is no such language.",
                "unknown_language",
            ),
            ("country", not country_code(country), "This country is not known.", "country_unknown"),
            (
                "currency",
                not is_currency(currency),
                "This currency is not known.",
                "currency_unknown",
            ),
            (
                "time_zone",
                time_zone not in zoneinfo.available_timezones(),
                "There is no such time zone. Write one like Asia/Riyadh.",
                "unknown_time_zone",
            ),
            (
                "calendar",
                calendar not in CALENDARS,
                "There is no such calendar.",
                "unknown_calendar",
            ),
            (
                "weekend",
                not set(weekend) < WEEKDAYS,
                "One day at least is a working day.",
                "weekend_whole",
            ),
        )
        if wrong
    ]
    if faults:
        raise Invalid.of(tuple(faults))
    with acting(actor):
        Organisation.objects.update(
            name=name.strip(),
            language=language,
            country=country_code(country) or "",
            currency=currency,
            time_zone=time_zone,
            calendar=calendar,
            weekend=sorted(weekend),
        )


def finish_set_up(*, actor: Actor, now: datetime) -> None:
    """Say that the organisation is set up, so that its admin is not led through it again."""
    actor.require("settings.change")
    with acting(actor):
        Organisation.objects.filter(set_up_at=None).update(set_up_at=now)


def hide_checklist(*, actor: Actor) -> None:
    """Show the list of first things to do no more."""
    actor.require("settings.change")
    with acting(actor):
        Organisation.objects.update(checklist_hidden=True)
