"""The sentences, word for word, in three languages."""

from datetime import UTC, datetime

import pytest

from qanat.criteria.public import describe
from qanat.criteria.wording import wording_of
from qanat.people.models import CustomField

pytestmark = pytest.mark.django_db

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
LANGUAGES = ("en", "ar", "fa")


def said(criteria, subject="person"):
    """In three languages, without the isolates that another test is about."""
    return [
        describe(criteria, language, subject=subject).replace("\u2068", "").replace("\u2069", "")
        for language in LANGUAGES
    ]


def field(name, operator, *value):
    criteria = {"field": name, "is": operator}
    return criteria | {"value": value[0]} if value else criteria


LEAD = field("person.lifecycle", "is", "mql")
SAUDI = field("person.country", "is", "SA")
TITLE = field("person.job_title", "contains", "Director")


@pytest.mark.parametrize(
    ("criteria", "en", "ar", "fa"),
    [
        (
            SAUDI,
            "The country is Saudi Arabia.",
            "البلد هو المملكة العربية السعودية.",
            "کشور عربستان سعودی است.",
        ),
        (
            field("person.city", "is", "Riyadh"),
            "The city is “Riyadh”.",
            "المدينة هي «Riyadh».",
            "شهر «Riyadh» است.",
        ),
        (
            field("person.country", "none_of", ["SA", "AE"]),
            "The country is known and is none of Saudi Arabia or United Arab Emirates.",
            "البلد معروف وليس المملكة العربية السعودية ولا الإمارات العربية المتحدة.",
            "کشور معلوم است و هیچ‌یک از عربستان سعودی و امارات متحدهٔ عربی نیست.",
        ),
        (
            {"all": [LEAD, TITLE]},
            "The lifecycle stage is marketing-qualified lead and the job title contains “Director”.",
            "مرحلة دورة الحياة هي عميل محتمل مؤهل تسويقيًّا والمسمى الوظيفي يحتوي على «Director».",
            "مرحلهٔ چرخهٔ عمر سرنخ واجد شرایط بازاریابی است و عنوان شغلی شامل «Director» است.",
        ),
        (
            {"any": [{"all": [SAUDI, TITLE]}, {"not": LEAD}]},
            (
                "(The country is Saudi Arabia and the job title contains “Director”) or"
                " (it is not the case that the lifecycle stage is marketing-qualified lead)."
            ),
            (
                "(البلد هو المملكة العربية السعودية والمسمى الوظيفي يحتوي على «Director») أو"
                " (ليس صحيحًا أنّ مرحلة دورة الحياة هي عميل محتمل مؤهل تسويقيًّا)."
            ),
            (
                "(کشور عربستان سعودی است و عنوان شغلی شامل «Director» است) یا"
                " (چنین نیست که مرحلهٔ چرخهٔ عمر سرنخ واجد شرایط بازاریابی است)."
            ),
        ),
        (
            field("account.size", "at_least", 1500),
            "The number of employees of the account is at least 1,500.",
            "عدد موظفي الشركة لا يقل عن 1,500.",
            "شمار کارکنان شرکت دست‌کم ۱٬۵۰۰ است.",
        ),
        (
            field("person.came_at", "between", ["2026-03-01", "2026-03-21"]),
            "The time they came in is between 1 Mar 2026 and 21 Mar 2026.",
            "وقت القدوم بين 1 مارس 2026 و21 مارس 2026.",
            "زمان ورود بین ۱۰ اسفند ۱۴۰۴ و ۱ فروردین ۱۴۰۵ است.",
        ),
        (
            field("person.tags", "has_all", ["vip", "مهم"]),
            "“vip” and “مهم” are all among the tags.",
            "كلٌّ من «vip» و«مهم» من بين الوسوم.",
            "«vip» و «مهم» همگی در میان برچسب‌ها هستند.",
        ),
        (
            field("person.tags", "has_none", ["a", "b", "c"]),
            "None of “a”, “b” or “c” is among the tags.",
            "ليس من بين الوسوم «a» ولا «b» ولا «c».",
            "هیچ‌یک از «a»، «b» و «c» در میان برچسب‌ها نیست.",
        ),
        (
            field("person.tags", "is_unknown"),
            "There is nothing in the tags.",
            "الوسوم فارغة.",
            "برچسب‌ها خالی است.",
        ),
        (
            {
                "event": "page_view",
                "where": field("property.url", "contains", "/pricing"),
                "within": {"days": 30},
                "is": "at_least",
                "value": 3,
            },
            "The person viewed a page (the address contains “/pricing”) at least 3 times in the last 30 days.",
            "الشخص شاهد صفحة (الرابط يحتوي على «/pricing») 3 مرات على الأقل خلال آخر 30 يومًا.",
            "شخص در ۳۰ روز گذشته دست‌کم ۳ بار صفحه‌ای را دیده است (نشانی شامل «/pricing» است).",
        ),
        (
            {"event": "email_open", "is": "never", "within": {"days": 2}},
            "The person never opened an e-mail in the last 2 days.",
            "الشخص لم يفتح أي رسالة بريد إلكتروني خلال آخر يومين.",
            "شخص در ۲ روز گذشته هیچ ایمیلی را باز نکرده است.",
        ),
        (
            {"event": "call", "is": "last_before", "value": {"days_ago": 11}},
            "The last time the person had a telephone call was before 11 days ago.",
            "آخر مرة حدث فيها أنّ الشخص أجرى مكالمة هاتفية كانت قبل تاريخ يسبق اليوم بـ11 يومًا.",
            "آخرین باری که شخص تماس تلفنی داشته است پیش از ۱۱ روز پیش بوده است.",
        ),
        (
            {"event": "custom.demo_day", "is": "exactly", "value": 2},
            "The person did “demo_day” exactly twice.",
            "الشخص قام بـ«demo_day» مرتين بالضبط.",
            "شخص دقیقاً ۲ بار «demo_day» را انجام داده است.",
        ),
        (
            field("opportunity.amount", "is_unknown"),
            "It is not the case that there is an opportunity for which the amount is known.",
            "ليس صحيحًا أنّ هناك فرصة بحيث إنّ المبلغ معروف.",
            "چنین نیست که فرصتی هست که برای آن مبلغ معلوم است.",
        ),
        ({"all": []}, "Every record counts.", "كل السجلات مشمولة.", "همهٔ رکوردها را در بر می‌گیرد."),
        (
            {"any": []},
            "No record counts.",
            "لا شيء من السجلات مشمول.",
            "هیچ رکوردی را در بر نمی‌گیرد.",
        ),
    ],
)
def test_criteria_are_said(criteria, en, ar, fa):
    assert said(criteria) == [en, ar, fa]


@pytest.mark.parametrize(
    ("count", "en", "ar", "fa"),
    [
        (0, "0 days", "0 يوم", "۰ روز"),
        (1, "1 day", "يوم واحد", "۱ روز"),
        (2, "2 days", "يومين", "۲ روز"),
        (3, "3 days", "3 أيام", "۳ روز"),
        (10, "10 days", "10 أيام", "۱۰ روز"),
        (11, "11 days", "11 يومًا", "۱۱ روز"),
        (99, "99 days", "99 يومًا", "۹۹ روز"),
        (100, "100 days", "100 يوم", "۱۰۰ روز"),
        (102, "102 days", "102 يوم", "۱۰۲ روز"),
        (103, "103 days", "103 أيام", "۱۰۳ روز"),
        (111, "111 days", "111 يومًا", "۱۱۱ روز"),
        (1000, "1,000 days", "1,000 يوم", "۱٬۰۰۰ روز"),
    ],
)
def test_days_are_counted(count, en, ar, fa):
    assert [wording_of(each).days(count) for each in LANGUAGES] == [en, ar, fa]


@pytest.mark.parametrize(
    ("count", "en", "ar", "fa"),
    [
        (1, "once", "مرة واحدة", "۱ بار"),
        (2, "twice", "مرتين", "۲ بار"),
        (3, "3 times", "3 مرات", "۳ بار"),
        (11, "11 times", "11 مرة", "۱۱ بار"),
        (100, "100 times", "100 مرة", "۱۰۰ بار"),
    ],
)
def test_times_are_counted(count, en, ar, fa):
    assert [wording_of(each).times(count) for each in LANGUAGES] == [en, ar, fa]


def test_what_a_user_typed_is_isolated_and_cannot_turn_the_sentence_around():
    sentence = describe(field("person.company", "is", "\u202eAcme\u2069\u2067"), "ar")

    assert sentence == "اسم الشركة كما كُتب هو «\u2068Acme\u2069»."


def test_the_label_of_a_custom_field_is_said_as_the_users_own_words():
    CustomField.objects.create(
        entity="person", key="level", kind="number", labels={"en": "Level {value}", "ar": "المستوى"}
    )

    assert said(field("person.custom.level", "at_least", 3)) == [
        "The field “Level {value}” is at least 3.",
        "الحقل «المستوى» لا يقل عن 3.",
        "فیلد «Level {value}» دست‌کم ۳ است.",
    ]


def test_any_other_language_is_english():
    assert describe(SAUDI, "de-AT") == describe(SAUDI, "en_GB") == "The country is Saudi Arabia."
    assert describe(SAUDI, "fa-IR") == describe(SAUDI, "fa")


def test_a_sentence_may_begin_with_a_bracket():
    assert describe({"all": [{"any": [SAUDI, TITLE]}, LEAD]}, "en").startswith("(The country is")
