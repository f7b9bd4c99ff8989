"""The rules that an installation begins with: who buys, what shows interest, what speaks against."""

from typing import Any

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
EXPLICIT: list[tuple[str, int, dict[str, Any]]] = [
    ("Decides on purchases", 20, TOP),
    ("Manages people or a budget", 10, {"all": [_title(MANAGER_WORDS), {"not": TOP}]}),
    ("Company of 50 people or more", 10, _field("account.size", "at_least", 50)),
    ("Company of 500 people or more", 10, _field("account.size", "at_least", 500)),
    (
        "Industry known",
        5,
        {"any": [_field("person.industry", "is_known"), _field("account.industry", "is_known")]},
    ),
    ("Country known", 5, _field("person.country", "is_known")),
    ("Telephone number known", 5, _field("person.phone", "is_known")),
    (
        "Business e-mail",
        10,
        {
            "all": [
                _field("person.email", "is_known"),
                {"not": _field("person.email_domain", "one_of", FREE_MAIL)},
            ]
        },
    ),
    ("Bought before", 15, {"event": "purchase", "is": "at_least", "value": 1}),
    ("Came by referral", 10, _field("person.source", "contains", "referral")),
]
IMPLICIT: list[tuple[str, int, dict[str, Any]]] = [
    ("Looked at prices", 15, _event("page_view", 1, 30, where=PRICES)),
    ("Visited three pages", 5, _event("page_view", 3, 30)),
    ("Visited ten pages", 5, _event("page_view", 10, 30)),
    ("Downloaded something", 10, _event("download", 1, 90)),
    ("Attended a webinar", 15, _event("webinar_attended", 1, 180)),
    ("Attended an event", 10, _event("event_attended", 1, 180)),
    ("Opened three e-mails", 5, _event("email_open", 3, 30)),
    ("Clicked in an e-mail", 10, _event("email_click", 1, 30)),
    ("Answered an e-mail", 15, _event("email_reply", 1, 90)),
    ("Chatted with us", 5, _event("chat", 1, 30)),
    ("Spoke with us on the telephone", 10, _event("call", 1, 90)),
    ("Met us", 20, _event("meeting", 1, 90)),
    ("Sent a second form", 10, _event("form_submit", 2, 90)),
]
NEGATIVE: list[tuple[str, int, dict[str, Any]]] = [
    ("Unsubscribed", -20, _event("unsubscribe", 1, 365)),
    ("E-mail bounced", -10, _event("email_bounce", 1, 180)),
    (
        "Never opens e-mails",
        -10,
        {"all": [_event("email_sent", 5, 180), _never("email_open", 180)]},
    ),
    (
        "Silent for three months",
        -15,
        {"all": [_field("person.came_at", "more_than_ago", 90), _never("activity", 90)]},
    ),
    ("Student, trainee or job seeker", -20, _field("person.job_title", "one_of", OUTSIDE_TITLES)),
]

DEFAULT_RULES = tuple(
    RuleDraft(name=name, group=group, points=points, criteria=criteria)
    for group, rules in (
        (Group.EXPLICIT, EXPLICIT),
        (Group.IMPLICIT, IMPLICIT),
        (Group.NEGATIVE, NEGATIVE),
    )
    for name, points, criteria in rules
)
