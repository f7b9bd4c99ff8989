"""Countries by the codes and names that people use for them in English, Arabic and Persian."""

from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize

import pycountry
from babel import Locale

from qanat.kernel.errors import Invalid
from qanat.kernel.text import joined_key, matching_key

LANGUAGES: Final = ("en", "ar", "fa")

# What CLDR and ISO 3166 do not list, or list otherwise.
_FURTHER: Final = {
    "AE": ("UAE", "Emirates", "الإمارات", "دولة الإمارات", "امارات"),
    "BA": ("Bosnia",),
    "BO": ("Bolivia",),
    "CD": ("DR Congo", "DRC"),
    "CI": ("Ivory Coast", "ساحل العاج"),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic", "جمهورية التشيك"),
    "DE": ("Deutschland",),
    "GB": (
        *("UK", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland"),
        *("بريطانيا", "إنجلترا", "انگلستان", "انگلیس"),
    ),
    "IR": ("Persia", "جمهوری اسلامی ایران"),
    "KR": ("Korea",),
    "MA": ("المملكة المغربية",),
    "MK": ("Macedonia",),
    "MM": ("Burma",),
    "NL": ("Holland", "The Netherlands", "هلند"),
    "OM": ("سلطنة عمان",),
    "PS": ("Palestine", "فلسطين"),
    "RU": ("Russian Federation", "روسيا الاتحادية"),
    "SA": ("KSA", "Saudi", "Kingdom of Saudi Arabia", "السعودية", "العربية السعودية", "عربستان"),
    "SY": ("سورية",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey", "Turkiye"),
    "US": (
        *("America", "USA", "United States of America", "U.S. of America"),
        *("أمريكا", "أميركا", "الولايات المتحدة الأمريكية", "الولايات المتحدة الأميركية"),
        *("آمریکا", "ایالات متحده آمریکا", "ایالات متحدهٔ امریکا"),
    ),
    "VA": ("Vatican",),
    "VN": ("Viet Nam",),
    "YE": ("الجمهورية اليمنية",),
}


@lru_cache(maxsize=4096)
def country_code(text: str) -> str | None:
    """The ISO 3166 code of two letters for a code or name; None when there is no such country."""
    return _by_key().get(_key(text))


def known_country(told: str) -> str:
    """The code of the country that was told by code or name; empty when none was.

    Raises:
        Invalid: there is no such country.
    """
    code = country_code(told) if told else ""
    if code is None:
        message = f"There is no country {told}; write its code of two letters, such as SA."
        raise Invalid(message, ("country",), code="country_unknown")
    return code


def country_name(code: str, language: str) -> str:
    """The name of a country in English, Arabic or Persian; the code itself when not known."""
    return _names(language if language in LANGUAGES else "en").get(code, code)


@lru_cache(maxsize=len(LANGUAGES) + 1)
def country_choices(language: str) -> tuple[tuple[str, str], ...]:
    """Every country as code and name, in the order of the names."""
    names = _names(language if language in LANGUAGES else "en")
    return tuple(sorted(names.items(), key=lambda named: matching_key(named[1])))


def _key(text: str) -> str:
    letters = normalize("NFD", joined_key(text.replace("&", "and")))
    return "".join(letter for letter in letters if letter.isalnum() and not combining(letter))


@lru_cache(maxsize=len(LANGUAGES))
def _names(language: str) -> dict[str, str]:
    territories = Locale(language).territories
    return {
        country.alpha_2: str(territories.get(country.alpha_2, country.name))
        for country in pycountry.countries
    }


@lru_cache(maxsize=1)
def _by_key() -> dict[str, str]:
    """The code for every key; a code goes before a name, a usual name before an official one."""
    found: dict[str, str] = {}
    for country in pycountry.countries:
        official = [
            getattr(country, field, country.name)
            for field in ("name", "official_name", "common_name")
        ]
        usual = [_names(language)[country.alpha_2] for language in LANGUAGES]
        codes = (country.alpha_2, country.alpha_3)
        for name in (*codes, *usual, *_FURTHER.get(country.alpha_2, ()), *official):
            found.setdefault(_key(name), country.alpha_2)
    return found
