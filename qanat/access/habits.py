"""How a user reads: the choices there are, and refusing what is none of them.

Attributes:
    DIGITS: how numbers are shown; auto follows the language.
    THEMES: the colours of the pages; system follows the device.
    DENSITIES: how close together the lines of a list are.
"""

import zoneinfo
from typing import Final

from qanat.access.models import User
from qanat.kernel.errors import Invalid
from qanat.kernel.months import CALENDARS

LANGUAGES: Final = ("en", "ar", "fa")
DIGITS: Final = ("auto", "latin", "arabic", "persian")
THEMES: Final = ("system", "light", "dark")
DENSITIES: Final = ("compact", "roomy")

CALENDARS_OF: Final = {"fa": "jalali"}
"""The calendar with which a reader of a language begins; Gregorian for the others."""

_CHOICES: Final = {
    "language": LANGUAGES,
    "calendar": CALENDARS,
    "digits": DIGITS,
    "theme": THEMES,
    "density": DENSITIES,
}


def check_habits(user: User) -> None:
    """Refuse a user with a habit that there is not.

    Raises:
        Invalid: with the path of the first that there is not.
    """
    for habit, choices in _CHOICES.items():
        if getattr(user, habit) not in choices:
            raise Invalid(
                f"The choices for {habit} are {', '.join(choices)}.",
                (habit,),
                code=f"unknown_{habit}",
            )
    if user.time_zone not in zoneinfo.available_timezones():
        raise Invalid(
            "There is no such time zone. Write one like Asia/Riyadh.",
            ("time_zone",),
            code="unknown_time_zone",
        )
