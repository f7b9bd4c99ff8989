"""When the week begins and ends, by country. Weekdays count from Monday, 0, to Sunday, 6.

From CLDR 44, with the United Arab Emirates as since 2022.
"""

from typing import Final

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


def _countries(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


_FROM_SATURDAY: Final = _countries("AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY")
_FROM_SUNDAY: Final = _countries(
    "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX"
    " MZ NI NP PA PE PH PK PR PS PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
)
_REST_FRIDAY_SATURDAY: Final = _countries("BH DZ EG IL IQ JO KW LY OM PS QA SA SD SY YE")
_REST: Final = {
    "AF": frozenset({THURSDAY, FRIDAY}),
    "IR": frozenset({FRIDAY}),
    "IN": frozenset({SUNDAY}),
    "UG": frozenset({SUNDAY}),
}
_HALF: Final = {"IR": frozenset({THURSDAY})}


def week_start(country: str) -> int:
    """The first weekday of a week in calendars of the country."""
    if country in _FROM_SATURDAY:
        return SATURDAY
    return SUNDAY if country in _FROM_SUNDAY else MONDAY


def weekend(country: str) -> frozenset[int]:
    """The weekdays on which the country rests."""
    if country in _REST_FRIDAY_SATURDAY:
        return frozenset({FRIDAY, SATURDAY})
    return _REST.get(country, frozenset({SATURDAY, SUNDAY}))


def half_days(country: str) -> frozenset[int]:
    """The weekdays on which the country works until noon."""
    return _HALF.get(country, frozenset())
