"""Names of months, by calendar and language: one to show, and all that people write."""

from typing import Final

from qanat.kernel.text import joined_key

GREGORIAN: Final = "gregorian"
JALALI: Final = "jalali"
HIJRI: Final = "hijri"
CALENDARS: Final = (GREGORIAN, JALALI, HIJRI)


def _twelve(names: str) -> tuple[str, ...]:
    return tuple(names.split(" | "))


_SHOWN: Final = {
    (GREGORIAN, "en"): _twelve(
        "January | February | March | April | May | June | July | August | September | October"
        " | November | December"
    ),
    (GREGORIAN, "ar"): _twelve(
        "يناير | فبراير | مارس | أبريل | مايو | يونيو | يوليو | أغسطس | سبتمبر | أكتوبر | نوفمبر"
        " | ديسمبر"
    ),
    (GREGORIAN, "fa"): _twelve(
        "ژانویه | فوریه | مارس | آوریل | مه | ژوئن | ژوئیه | اوت | سپتامبر | اکتبر | نوامبر"
        " | دسامبر"
    ),
    (JALALI, "en"): _twelve(
        "Farvardin | Ordibehesht | Khordad | Tir | Mordad | Shahrivar | Mehr | Aban | Azar | Dey"
        " | Bahman | Esfand"
    ),
    (JALALI, "ar"): _twelve(
        "فروردین | أردیبهشت | خرداد | تیر | مرداد | شهریور | مهر | آبان | آذر | دی | بهمن | إسفند"
    ),
    (JALALI, "fa"): _twelve(
        "فروردین | اردیبهشت | خرداد | تیر | مرداد | شهریور | مهر | آبان | آذر | دی | بهمن | اسفند"
    ),
    (HIJRI, "en"): _twelve(
        "Muharram | Safar | Rabi I | Rabi II | Jumada I | Jumada II | Rajab | Shaban | Ramadan"
        " | Shawwal | Dhu al-Qadah | Dhu al-Hijjah"
    ),
    (HIJRI, "ar"): _twelve(
        "محرم | صفر | ربيع الأول | ربيع الآخر | جمادى الأولى | جمادى الآخرة | رجب | شعبان | رمضان"
        " | شوال | ذو القعدة | ذو الحجة"
    ),
    (HIJRI, "fa"): _twelve(
        "محرم | صفر | ربیع‌الاول | ربیع‌الثانی | جمادی‌الاول | جمادی‌الثانی | رجب | شعبان | رمضان"
        " | شوال | ذیقعده | ذیحجه"
    ),
}

# Further ways of writing them: abbreviated, and as in the Levant, the Maghreb and Afghanistan.
_WRITTEN: Final = (
    (
        GREGORIAN,
        _twelve("Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec"),
    ),
    (
        GREGORIAN,
        _twelve(
            "كانون الثاني | شباط | آذار | نيسان | أيار | حزيران | تموز | آب | أيلول | تشرين الأول"
            " | تشرين الثاني | كانون الأول"
        ),
    ),
    (
        GREGORIAN,
        _twelve(
            "جانفي | فيفري | مارس | أفريل | ماي | جوان | جويلية | أوت | سبتمبر | أكتوبر | نوفمبر"
            " | ديسمبر"
        ),
    ),
    (
        GREGORIAN,
        _twelve(
            "يناير | فبراير | مارس | إبريل | ماي | يونيو | يوليوز | غشت | شتنبر | أكتوبر | نونبر"
            " | دجنبر"
        ),
    ),
    (
        GREGORIAN,
        _twelve(
            "جنوری | فبروری | مارچ | اپریل | می | جون | جولای | آگست | سپتمبر | اکتوبر | نومبر"
            " | دسمبر"
        ),
    ),
    (
        GREGORIAN,
        _twelve(
            "Jan. | Feb. | Mar. | Apr. | May. | Jun. | Jul. | Aug. | Sept | Oct. | Nov. | Dec."
        ),
    ),
    (
        HIJRI,
        _twelve(
            "Muharram | Safar | Rabi al-Awwal | Rabi al-Thani | Jumada al-Ula | Jumada al-Thani"
            " | Rajab | Sha'ban | Ramadhan | Shawwal | Dhul Qadah | Dhul Hijjah"
        ),
    ),
    (
        HIJRI,
        _twelve(
            "المحرم | صفر | ربيع أول | ربيع الثاني | جمادى الأول | جمادى الثانية | رجب | شعبان"
            " | رمضان | شوال | ذي القعدة | ذي الحجة"
        ),
    ),
)

_BY_KEY: Final = {
    joined_key(name): (calendar, number)
    for calendar, names in (
        *((calendar, names) for (calendar, _), names in _SHOWN.items()),
        *_WRITTEN,
    )
    for number, name in enumerate(names, start=1)
}


def month_name(number: int, *, calendar: str, language: str) -> str:
    """The name of month 1 to 12; in English for a language that is not known."""
    return _SHOWN.get((calendar, language), _SHOWN[calendar, "en"])[number - 1]


def month_of(name: str) -> tuple[str, int] | None:
    """The calendar and number of a month by any of its names; None for any other word."""
    return _BY_KEY.get(joined_key(name))
