"""How each language says criteria: numbers, dates, quotes, lists, plurals, groups."""

from qanat.criteria.wording.arabic import Arabic
from qanat.criteria.wording.base import Wording
from qanat.criteria.wording.english import English
from qanat.criteria.wording.persian import Persian


def wording_of(language: str) -> Wording:
    """The wording of `language` (`ar`, `fa-IR`, `en_GB`, …); English for any other."""
    match language.replace("_", "-").partition("-")[0].lower():
        case "ar":
            return Arabic()
        case "fa":
            return Persian()
        case _:
            return English()


def wording_for(language: str, *, calendar: str, numerals: str) -> Wording:
    """The wording of a language, in the calendar and digits of whoever reads."""
    wording = wording_of(language)
    wording.calendar, wording.numerals = calendar, numerals
    return wording
