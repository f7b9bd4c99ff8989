"""Currencies by the signs and words that people use for them in three languages."""

from functools import lru_cache
from typing import Final

import pycountry

from qanat.kernel.text import matching_key

_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN")
_POUNDS = ("GBP", "EGP", "LBP", "SYP", "SDG")
_RIALS = ("IRR", "SAR", "QAR", "OMR", "YER")
_DINARS = ("KWD", "BHD", "JOD", "IQD", "TND", "DZD", "LYD", "RSD")
_CROWNS = ("SEK", "NOK", "DKK", "ISK", "CZK")
_RUPEES = ("INR", "PKR", "LKR", "NPR")

TOMAN: Final = frozenset(map(matching_key, ("تومان", "تومن", "toman", "tomans", "IRT")))
"""Ten rial; not a currency of ISO 4217."""

_NAMES: Final = {
    "USD": "US$ USD$ dollar·us us·dollar us·dollars دولار·أمريكي دولار·امریکا دلار·آمریکا",
    "EUR": "€ euro euros يورو",
    "GBP": "UK£ جنيه·إسترليني پوند·انگلیس pound·sterling",
    "JPY": "JP¥ yen ين",
    "CNY": "CN¥ RMB yuan يوان",
    "CAD": "C$ CA$",
    "AUD": "A$ AU$",
    "INR": "₹",
    "TRY": "₺ TL ليرة·تركية لیر",
    "RUB": "₽ روبل",
    "CHF": "Fr. SFr. فرنك·سويسري فرانک",
    "SAR": "ر.س ر.س. SR S.R. ريال·سعودي ریال·عربستان saudi·riyal saudi·riyals",
    "AED": "Dhs Dhs. درهم·إماراتي درهم·امارات",
    "QAR": "ر.ق ر.ق. QR ريال·قطري",
    "OMR": "ر.ع ر.ع. ريال·عماني",
    "YER": "ر.ي ر.ي. ريال·يمني",
    "IRR": "ر.إ ر.إ. ريال·إيراني ریال·ایران",
    "KWD": "د.ك د.ك. KD دينار·كويتي",
    "BHD": "د.ب د.ب. BD دينار·بحريني",
    "JOD": "JD دينار·أردني",
    "IQD": "د.ع د.ع. دينار·عراقي دینار·عراق",
    "TND": "د.ت د.ت. DT دينار·تونسي",
    "DZD": "د.ج د.ج. DA دينار·جزائري",
    "LYD": "د.ل د.ل. LD دينار·ليبي",
    "MAD": "د.م د.م. درهم·مغربي",
    "EGP": "ج.م ج.م. E£ LE L.E. جنيه·مصري",
    "SDG": "ج.س ج.س. جنيه·سوداني",
    "LBP": "ل.ل ل.ل. ليرة·لبنانية",
    "SYP": "ل.س ل.س. ليرة·سورية",
    "AFN": "؋ afghani afghanis أفغاني",
}

# Words that several currencies share: the one of the organisation is meant when it is among
# them; else the first when it is by far the usual meaning, and none where that is a guess.
_SHARED: Final = {
    "$ dollar dollars دولار دلار": _DOLLARS,
    "£ pound pounds پوند جنيه": _POUNDS,
    "¥": ("JPY", "CNY"),
    "rs rs. rupee rupees روبية روپیه": _RUPEES,
    "ريال rial rials riyal riyals": (None, *_RIALS),
    "دينار dinar dinars": (None, *_DINARS),
    "درهم dirham dirhams dh dh.": (None, "AED", "MAD"),
    "ليرة lira liras": (None, "TRY", "LBP", "SYP"),
    "kr kr.": (None, *_CROWNS),
    "د.ا د.ا.": (None, "AED", "JOD"),
}

# Signs that only a hamza tells apart, which a matching key forgets.
_EXACT: Final = {"د.إ": "AED", "د.إ.": "AED", "د.أ": "JOD", "د.أ.": "JOD"}

_MEANT: Final = {
    matching_key(word.replace("·", " ")): code
    for code, words in _NAMES.items()
    for word in words.split()
}
_POSSIBLE: Final = {
    matching_key(word): codes for words, codes in _SHARED.items() for word in words.split()
}


@lru_cache(maxsize=512)
def is_currency(code: str) -> bool:
    """True for a code of ISO 4217 in use, in capitals."""
    return code.isupper() and pycountry.currencies.get(alpha_3=code) is not None


def currency_of(words: str, *, usual: str) -> str | None:
    """The currency that a sign or a few words stand for; None when unknown or ambiguous.

    `usual` is the currency to prefer among those that share a sign, as $ or ريال.
    """
    if words in _EXACT:
        return _EXACT[words]
    key = matching_key(words)
    if key.isascii() and is_currency(key.upper()):
        return key.upper()
    if key in _MEANT:
        return _MEANT[key]
    possible: tuple[str | None, ...] = _POSSIBLE.get(key, (None,))
    if usual in possible:
        return usual
    if possible[0] is None and "ریال" in words:  # spelt with the Persian yeh
        return "IRR"
    return possible[0]
