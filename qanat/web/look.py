"""How the person who looks sees the page: language, calendar, zone, digits, theme, and where they can go."""

import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import get_language

from qanat.kernel.money import Money
from qanat.kernel.shown import (
    ARABIC,
    LATIN,
    PERSIAN,
    minus,
    shown_date,
    shown_digits,
    shown_instant,
    shown_money,
    shown_month,
    shown_number,
    with_currency,
)
from qanat.platform.actor import Actor
from qanat.web.assets import module_urls
from qanat.web.navigation import Place, address_of, places

LANGUAGE_NAMES: Final = {"en": "English", "ar": "العربية", "fa": "فارسی"}
"""Each by its own name."""
_UTC: Final = zoneinfo.ZoneInfo("UTC")
_AUTO: Final = {"fa": PERSIAN}
_DIGITS: Final = {"latin": LATIN, "arabic": ARABIC, "persian": PERSIAN}
_FIGURES: Final = 3
_COMMAS: Final = {"ar": "، ", "fa": "، "}
_SHORT: Final = ((Decimal(1_000_000_000), "b"), (Decimal(1_000_000), "m"), (Decimal(1_000), "k"))
_SHORT_WORDS: Final = {
    "ar": {"b": "مليار", "m": "مليون", "k": "ألف"},
    "fa": {"b": "میلیارد", "m": "میلیون", "k": "هزار"},
}


@dataclass(frozen=True)
class Look:
    """How values are shown to somebody; Latin digits, UTC and the Gregorian calendar to a stranger.

    Attributes:
        digits: as in `kernel.shown`.
    """

    language: str = "en"
    calendar: str = "gregorian"
    zone: zoneinfo.ZoneInfo = _UTC
    digits: str = LATIN
    theme: str = "system"
    density: str = "compact"
    actor: Actor | None = None

    @classmethod
    def of_request(cls, request: HttpRequest | None) -> "Look":
        """How the person who asks sees it."""
        language = (get_language() or "en").partition("-")[0]
        user: Any = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return cls(language=language, digits=_AUTO.get(language, LATIN))
        return cls(
            language=language,
            calendar=user.calendar,
            zone=zoneinfo.ZoneInfo(user.time_zone),
            digits=_DIGITS.get(user.digits, _AUTO.get(language, LATIN)),
            theme=user.theme,
            density=user.density,
            actor=getattr(request, "actor", None),
        )

    @cached_property
    def places(self) -> list[Place]:
        """Where they can go from here."""
        return places(self.actor) if self.actor else []

    @property
    def modules(self) -> list[str]:
        """Scripts to load beforehand."""
        return module_urls()

    @property
    def settings(self) -> str:
        """The address of the settings; empty while there are none."""
        return address_of("settings:settings")

    @property
    def command(self) -> str:
        """The address of the command menu."""
        return address_of("command:menu")

    @property
    def me(self) -> str:
        """The name of the page of one's own profile."""
        return "me:profile" if address_of("me:profile") else "account"

    def instant(self, at: datetime) -> str:
        """Date and time of day."""
        return shown_instant(
            at, zone=self.zone, calendar=self.calendar, language=self.language, digits=self.digits
        )

    def local(self, at: datetime) -> datetime:
        """The instant on the wall clock of the reader."""
        return at.astimezone(self.zone)

    def day(self, at: date | datetime) -> str:
        """Day, month and year."""
        return shown_date(
            self._date(at), calendar=self.calendar, language=self.language, digits=self.digits
        )

    def day_near(self, at: date | datetime, now: datetime) -> str:
        """Day and month, with the year when it is not that of `now`."""
        return shown_date(
            self._date(at),
            calendar=self.calendar,
            language=self.language,
            digits=self.digits,
            beside=self._date(now),
        )

    def month(self, at: date | datetime) -> str:
        """Month and year."""
        return shown_month(
            self._date(at), calendar=self.calendar, language=self.language, digits=self.digits
        )

    def clock(self, at: datetime) -> str:
        """The time of day, 24 hours."""
        return shown_digits(f"{self.local(at):%H:%M}", self.digits)

    def joined(self, parts: Iterable[object]) -> str:
        """The parts one after another, with the comma of the language."""
        return _COMMAS.get(self.language, ", ").join(map(str, parts))

    def number(self, value: Decimal | float, places: int | None = None) -> str:
        """The number in groups of three."""
        exact = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
        return shown_number(exact, language=self.language, digits=self.digits, places=places)

    def percent(self, share: Decimal | float, places: int = 0) -> str:
        """A share of 1 as a percentage."""
        shown = self.number(Decimal(str(share)) * 100, places)
        return f"{shown}{'٪' if self.digits != LATIN else '%'}"

    def money(self, money: Money, *, short: bool = False) -> str:
        """The amount with its currency; `short` in thousands, millions or milliards."""
        if short:
            for size, unit in _SHORT:
                if abs(money.amount) >= size:
                    return self._short(money, size, unit)
        return shown_money(money, language=self.language, digits=self.digits)

    def money_text(self, amount: str, currency: str, *, short: bool = False) -> str:
        """The amount, given as text, with its currency."""
        return self.money(Money(Decimal(amount), currency), short=short)

    def short(self, amount: Decimal) -> str:
        """The amount in thousands, millions or milliards, without a currency."""
        for size, unit in _SHORT:
            if abs(amount) >= size:
                return self._scaled(amount, size, unit)
        return self.number(amount.normalize())

    def _short(self, money: Money, size: Decimal, unit: str) -> str:
        scaled = self._scaled(abs(money.amount), size, unit)
        shown = with_currency(scaled, money.currency, language=self.language)
        return f"{minus(self.language)}{shown}" if money.amount < 0 else shown

    def _scaled(self, whole: Decimal, size: Decimal, unit: str) -> str:
        """Three figures and a word: 274k, 83.6k, 3.42m."""
        scaled = whole / size
        figures = len(str(int(abs(scaled))))
        rounded = scaled.quantize(Decimal(1).scaleb(-max(0, _FIGURES - figures))).normalize()
        places = max(0, -int(rounded.as_tuple().exponent))
        amount = self.number(rounded, places)
        word = _SHORT_WORDS.get(self.language, {}).get(unit, unit)
        gap = "\u00a0" if self.language in _SHORT_WORDS else ""
        return f"{amount}{gap}{word}"

    def _date(self, at: date | datetime) -> date:
        return self.local(at).date() if isinstance(at, datetime) else at


def digits_of_language() -> tuple[str, str]:
    """The language of the page and the digits that it has by itself."""
    language = (get_language() or "en").partition("-")[0]
    return language, _AUTO.get(language, LATIN)


def look(request: HttpRequest) -> dict[str, Look]:
    """The context processor that gives every template `look`."""
    return {"look": Look.of_request(request)}
