"""The rules that an installation begins with: who buys, what shows interest, what speaks against."""

from typing import Any

from qanat.kernel.phrase import Phrase
from qanat.scoring.editing import RuleDraft
from qanat.scoring.rules import Group

FREE_MAIL = [
    "aol.com",
    "gmail.com",
    "gmx.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mail.ru",
    "msn.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "yahoo.com",
    "yandex.com",
]
TOP_TITLES = ["ceo", "cfo", "cio", "cmo", "coo", "cto", "cxo", "vp", "owner", "partner"]
TOP_WORDS = [
    "chief",
    "director",
    "founder",
    "head of",
    "president",
    "الرئيس التنفيذي",
    "مدير عام",
    "مؤسس",
    "مدیرعامل",
    "مدیر عامل",
    "معاون",
]
MANAGER_WORDS = ["manager", "lead", "مدير", "سرپرست"]
REFERRALS = ["referral", "إحالة", "معرفی"]
OUTSIDE_TITLES = [
    "intern",
    "job seeker",
    "student",
    "trainee",
    "طالب",
    "متدرب",
    "دانشجو",
    "کارآموز",
]


def _field(name: str, operator: str, *value: Any) -> dict[str, Any]:
    asked: dict[str, Any] = {"field": name, "is": operator}
    return asked | ({"value": value[0]} if value else {})


def _event(kind: str, times: int, within: int, **more: Any) -> dict[str, Any]:
    return {"event": kind, "is": "at_least", "value": times, "within": {"days": within}, **more}


def _never(kind: str, within: int) -> dict[str, Any]:
    return {"event": kind, "is": "never", "within": {"days": within}}


def _title(words: list[str], *more: dict[str, Any]) -> dict[str, Any]:
    return {"any": [*more, *(_field("person.job_title", "contains", word) for word in words)]}


TOP = _title(TOP_WORDS, _field("person.job_title", "one_of", TOP_TITLES))
PRICES = {
    "any": [
        _field("property.url", "contains", "pricing"),
        _field("property.url", "contains", "price"),
    ]
}
EXPLICIT: list[tuple[Phrase, int, dict[str, Any]]] = [
    (Phrase("Decides on purchases", "يقرر الشراء", "تصمیم‌گیر خرید است"), 20, TOP),
    (
        Phrase(
            "Manages people or a budget", "يدير أشخاصًا أو ميزانية", "افراد یا بودجه را مدیریت می‌کند"
        ),
        10,
        {"all": [_title(MANAGER_WORDS), {"not": TOP}]},
    ),
    (
        Phrase("Company of 50 people or more", "شركة من 50 موظفًا فأكثر", "شرکت ۵۰ نفر یا بیشتر"),
        10,
        _field("account.size", "at_least", 50),
    ),
    (
        Phrase("Company of 500 people or more", "شركة من 500 موظف فأكثر", "شرکت ۵۰۰ نفر یا بیشتر"),
        10,
        _field("account.size", "at_least", 500),
    ),
    (
        Phrase("Industry known", "القطاع معروف", "صنعت معلوم است"),
        5,
        {"any": [_field("person.industry", "is_known"), _field("account.industry", "is_known")]},
    ),
    (
        Phrase("Country known", "البلد معروف", "کشور معلوم است"),
        5,
        _field("person.country", "is_known"),
    ),
    (
        Phrase("Telephone number known", "رقم الهاتف معروف", "شمارهٔ تلفن معلوم است"),
        5,
        _field("person.phone", "is_known"),
    ),
    (
        Phrase("Business e-mail", "بريد عمل", "ایمیل کاری"),
        10,
        {
            "all": [
                _field("person.email", "is_known"),
                {"not": _field("person.email_domain", "one_of", FREE_MAIL)},
            ]
        },
    ),
    (
        Phrase("Bought before", "اشترى من قبل", "پیش‌تر خرید کرده است"),
        15,
        {"event": "purchase", "is": "at_least", "value": 1},
    ),
    (
        Phrase("Came by referral", "جاء بإحالة", "با معرفی آمده است"),
        10,
        {"any": [_field("person.source", "contains", word) for word in REFERRALS]},
    ),
]
IMPLICIT: list[tuple[Phrase, int, dict[str, Any]]] = [
    (
        Phrase("Looked at prices", "اطّلع على الأسعار", "قیمت‌ها را دیده است"),
        15,
        _event("page_view", 1, 30, where=PRICES),
    ),
    (
        Phrase("Visited three pages", "زار ثلاث صفحات", "از سه صفحه بازدید کرده است"),
        5,
        _event("page_view", 3, 30),
    ),
    (
        Phrase("Visited ten pages", "زار عشر صفحات", "از ده صفحه بازدید کرده است"),
        5,
        _event("page_view", 10, 30),
    ),
    (
        Phrase("Downloaded something", "نزّل ملفًا", "فایلی دریافت کرده است"),
        10,
        _event("download", 1, 90),
    ),
    (
        Phrase("Attended a webinar", "حضر ندوة عبر الإنترنت", "در وبینار شرکت کرده است"),
        15,
        _event("webinar_attended", 1, 180),
    ),
    (
        Phrase("Attended an event", "حضر فعالية", "در رویداد حضور داشته است"),
        10,
        _event("event_attended", 1, 180),
    ),
    (
        Phrase("Opened three e-mails", "فتح ثلاث رسائل", "سه ایمیل را باز کرده است"),
        5,
        _event("email_open", 3, 30),
    ),
    (
        Phrase("Clicked in an e-mail", "نقر في رسالة", "در ایمیل کلیک کرده است"),
        10,
        _event("email_click", 1, 30),
    ),
    (
        Phrase("Answered an e-mail", "رد على رسالة", "به ایمیل پاسخ داده است"),
        15,
        _event("email_reply", 1, 90),
    ),
    (
        Phrase("Chatted with us", "تحدّث معنا في الدردشة", "با ما گفت‌وگوی آنلاین داشته است"),
        5,
        _event("chat", 1, 30),
    ),
    (
        Phrase("Spoke with us on the telephone", "تحدّث معنا هاتفيًا", "با ما تلفنی صحبت کرده است"),
        10,
        _event("call", 1, 90),
    ),
    (Phrase("Met us", "اجتمع معنا", "با ما جلسه داشته است"), 20, _event("meeting", 1, 90)),
    (
        Phrase("Sent a second form", "أرسل نموذجًا ثانيًا", "فرم دوم را فرستاده است"),
        10,
        _event("form_submit", 2, 90),
    ),
]
NEGATIVE: list[tuple[Phrase, int, dict[str, Any]]] = [
    (
        Phrase("Unsubscribed", "ألغى الاشتراك", "اشتراک را لغو کرده است"),
        -20,
        _event("unsubscribe", 1, 365),
    ),
    (
        Phrase("E-mail bounced", "ارتدّ بريده", "ایمیلش برگشت خورده است"),
        -10,
        _event("email_bounce", 1, 180),
    ),
    (
        Phrase("Never opens e-mails", "لا يفتح الرسائل أبدًا", "هرگز ایمیل باز نمی‌کند"),
        -10,
        {"all": [_event("email_sent", 5, 180), _never("email_open", 180)]},
    ),
    (
        Phrase("Silent for three months", "صامت منذ ثلاثة أشهر", "سه ماه خاموش بوده است"),
        -15,
        {"all": [_field("person.came_at", "more_than_ago", 90), _never("activity", 90)]},
    ),
    (
        Phrase(
            "Student, trainee or job seeker",
            "طالب أو متدرب أو باحث عن عمل",
            "دانشجو، کارآموز یا جویای کار",
        ),
        -20,
        _field("person.job_title", "one_of", OUTSIDE_TITLES),
    ),
]


def default_rules(language: str) -> list[RuleDraft]:
    """The rules, named in a language; what they ask is the same in each."""
    return [
        RuleDraft(name=name.in_language(language), group=group, points=points, criteria=criteria)
        for group, rules in (
            (Group.EXPLICIT, EXPLICIT),
            (Group.IMPLICIT, IMPLICIT),
            (Group.NEGATIVE, NEGATIVE),
        )
        for name, points, criteria in rules
    ]
