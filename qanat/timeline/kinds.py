"""The kinds of events that Qanat knows; organisations add their own as `custom.<name>`.

`did` and `never` stand after "the person", in Arabic after الشخص and in Persian after شخص.
"""

import re

from qanat.criteria.public import (
    EVENT_FAMILIES,
    EVENT_KINDS,
    EventFamily,
    EventKind,
    event_property,
)
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql

URL = event_property("url", Phrase("the address", "الرابط", "نشانی"), example="/pricing")
TITLE = event_property("title", Phrase("the title", "العنوان", "عنوان"), example="Price list")
FORM = event_property("form", Phrase("the form", "النموذج", "فرم"), example="contact")
FILE = event_property("file", Phrase("the file", "الملف", "فایل"), example="price-list.pdf")
CAMPAIGN = event_property(
    "campaign", Phrase("the campaign", "الحملة", "کمپین"), example="spring", feminine=True
)
SUBJECT = event_property("subject", Phrase("the subject", "الموضوع", "موضوع"), example="Welcome")
NAME = event_property("name", Phrase("the name", "الاسم", "نام"), example="Demo day")
DIRECTION = event_property(
    "direction", Phrase("the direction", "الاتجاه", "جهت"), example="outbound"
)
OUTCOME = event_property(
    "outcome", Phrase("the outcome", "النتيجة", "نتیجه"), example="reached", feminine=True
)
SECONDS = event_property(
    "seconds", Phrase("the number of seconds", "عدد الثواني", "شمار ثانیه‌ها"), example=60
)

DONE_TO_THEM = (
    "email_sent",
    "email_bounce",
    "lead_received",
    "call_attempt",
    "meeting_missed",
    "meeting_cancelled",
    "task_done",
    "note",
    "opportunity_opened",
    "stage_change",
    "opportunity_won",
    "opportunity_lost",
)
"""What is not an activity of the person."""

_OWN_NAME = re.compile(r"[a-z][a-z0-9_]{0,49}")

EVENT_KINDS.add(
    EventKind(
        name="page_view",
        label=Phrase("page view", "زيارة صفحة", "بازدید صفحه"),
        did=Phrase("viewed a page", "شاهد صفحة", "صفحه‌ای را دیده است"),
        never=Phrase("never viewed a page", "لم يشاهد أي صفحة", "هیچ صفحه‌ای را ندیده است"),
        properties=(
            URL,
            TITLE,
            SECONDS,
        ),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="lead_received",
        label=Phrase("arrival as a lead", "ورود كعميل محتمل", "ورود به‌عنوان سرنخ"),
        did=Phrase("came in as a lead", "ورد كعميل محتمل", "به‌عنوان سرنخ وارد شده است"),
        never=Phrase(
            "never came in as a lead",
            "لم يرد قط كعميل محتمل",
            "هرگز به‌عنوان سرنخ وارد نشده است",
        ),
        properties=(CAMPAIGN,),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="form_submit",
        label=Phrase("form submission", "إرسال نموذج", "ارسال فرم"),
        did=Phrase("submitted a form", "أرسل نموذجًا", "فرمی را فرستاده است"),
        never=Phrase("never submitted a form", "لم يرسل أي نموذج", "هیچ فرمی را نفرستاده است"),
        properties=(
            FORM,
            URL,
        ),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="download",
        label=Phrase("download", "تنزيل", "دانلود"),
        did=Phrase("downloaded a file", "نزّل ملفًّا", "فایلی را دانلود کرده است"),
        never=Phrase("never downloaded a file", "لم ينزّل أي ملف", "هیچ فایلی را دانلود نکرده است"),
        properties=(
            FILE,
            URL,
        ),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="ad_click",
        label=Phrase("click on an advertisement", "نقرة على إعلان", "کلیک روی آگهی"),
        did=Phrase("clicked an advertisement", "نقر على إعلان", "روی یک آگهی کلیک کرده است"),
        never=Phrase(
            "never clicked an advertisement",
            "لم ينقر على أي إعلان",
            "روی هیچ آگهی‌ای کلیک نکرده است",
        ),
        properties=(CAMPAIGN,),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="campaign_response",
        label=Phrase("response to a campaign", "استجابة لحملة", "پاسخ به کمپین"),
        did=Phrase("responded to a campaign", "استجاب لحملة", "به کمپینی پاسخ داده است"),
        never=Phrase(
            "never responded to a campaign", "لم يستجب لأي حملة", "به هیچ کمپینی پاسخ نداده است"
        ),
        properties=(CAMPAIGN,),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="email_sent",
        label=Phrase("e-mail sent", "رسالة مرسلة", "ایمیل فرستاده‌شده"),
        did=Phrase("was sent an e-mail", "أُرسل إليه بريد إلكتروني", "ایمیلی دریافت کرده است"),
        never=Phrase(
            "was never sent an e-mail",
            "لم يُرسل إليه أي بريد إلكتروني",
            "هیچ ایمیلی دریافت نکرده است",
        ),
        properties=(
            SUBJECT,
            CAMPAIGN,
        ),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="email_open",
        label=Phrase("e-mail opened", "فتح رسالة", "باز کردن ایمیل"),
        did=Phrase("opened an e-mail", "فتح رسالة بريد إلكتروني", "ایمیلی را باز کرده است"),
        never=Phrase(
            "never opened an e-mail",
            "لم يفتح أي رسالة بريد إلكتروني",
            "هیچ ایمیلی را باز نکرده است",
        ),
        properties=(
            SUBJECT,
            CAMPAIGN,
        ),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="email_click",
        label=Phrase("click in an e-mail", "نقرة في رسالة", "کلیک در ایمیل"),
        did=Phrase(
            "clicked a link in an e-mail",
            "نقر على رابط في رسالة بريد إلكتروني",
            "روی پیوندی در ایمیل کلیک کرده است",
        ),
        never=Phrase(
            "never clicked a link in an e-mail",
            "لم ينقر على أي رابط في رسالة بريد إلكتروني",
            "روی هیچ پیوندی در ایمیل کلیک نکرده است",
        ),
        properties=(
            URL,
            SUBJECT,
            CAMPAIGN,
        ),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="email_reply",
        label=Phrase("reply to an e-mail", "رد على رسالة", "پاسخ به ایمیل"),
        did=Phrase("replied to an e-mail", "رد على رسالة بريد إلكتروني", "به ایمیلی پاسخ داده است"),
        never=Phrase(
            "never replied to an e-mail",
            "لم يرد على أي رسالة بريد إلكتروني",
            "به هیچ ایمیلی پاسخ نداده است",
        ),
        properties=(
            SUBJECT,
            CAMPAIGN,
        ),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="email_bounce",
        label=Phrase("e-mail bounced", "رسالة مرتدة", "برگشت ایمیل"),
        did=Phrase(
            "had an e-mail bounce",
            "ارتدّت إليه رسالة بريد إلكتروني",
            "ایمیلی از نشانی‌اش برگشت خورده است",
        ),
        never=Phrase(
            "never had an e-mail bounce",
            "لم ترتدّ إليه أي رسالة بريد إلكتروني",
            "هیچ ایمیلی از نشانی‌اش برگشت نخورده است",
        ),
        properties=(
            SUBJECT,
            CAMPAIGN,
        ),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="unsubscribe",
        label=Phrase("unsubscribing", "إلغاء اشتراك", "لغو اشتراک"),
        did=Phrase("unsubscribed", "ألغى الاشتراك", "اشتراک خود را لغو کرده است"),
        never=Phrase(
            "never unsubscribed", "لم يُلغِ الاشتراك قط", "هرگز اشتراک خود را لغو نکرده است"
        ),
        properties=(CAMPAIGN,),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="webinar_attended",
        label=Phrase("webinar attended", "حضور ندوة عبر الإنترنت", "حضور در وبینار"),
        did=Phrase("attended a webinar", "حضر ندوة عبر الإنترنت", "در وبیناری شرکت کرده است"),
        never=Phrase(
            "never attended a webinar",
            "لم يحضر أي ندوة عبر الإنترنت",
            "در هیچ وبیناری شرکت نکرده است",
        ),
        properties=(NAME,),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="event_attended",
        label=Phrase("event attended", "حضور فعالية", "حضور در رویداد"),
        did=Phrase("attended an event", "حضر فعالية", "در رویدادی حضور داشته است"),
        never=Phrase(
            "never attended an event", "لم يحضر أي فعالية", "در هیچ رویدادی حضور نداشته است"
        ),
        properties=(NAME,),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="chat",
        label=Phrase("chat", "محادثة", "گفت‌وگوی آنلاین"),
        did=Phrase("chatted", "أجرى محادثة", "گفت‌وگوی آنلاین داشته است"),
        never=Phrase("never chatted", "لم يُجرِ أي محادثة", "هیچ گفت‌وگوی آنلاینی نداشته است"),
        properties=(SECONDS,),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="call",
        label=Phrase("telephone call", "مكالمة هاتفية", "تماس تلفنی"),
        did=Phrase("had a telephone call", "أجرى مكالمة هاتفية", "تماس تلفنی داشته است"),
        never=Phrase(
            "never had a telephone call", "لم يُجرِ أي مكالمة هاتفية", "هیچ تماس تلفنی نداشته است"
        ),
        properties=(
            DIRECTION,
            OUTCOME,
            SECONDS,
        ),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="meeting",
        label=Phrase("meeting", "اجتماع", "جلسه"),
        did=Phrase("had a meeting", "عقد اجتماعًا", "جلسه داشته است"),
        never=Phrase("never had a meeting", "لم يعقد أي اجتماع", "هیچ جلسه‌ای نداشته است"),
        properties=(OUTCOME,),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="product_use",
        label=Phrase("use of the product", "استخدام المنتج", "استفاده از محصول"),
        did=Phrase("used the product", "استخدم المنتج", "از محصول استفاده کرده است"),
        never=Phrase(
            "never used the product", "لم يستخدم المنتج قط", "هرگز از محصول استفاده نکرده است"
        ),
        properties=(NAME,),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="purchase",
        label=Phrase("purchase", "شراء", "خرید"),
        did=Phrase("made a purchase", "أجرى عملية شراء", "خرید کرده است"),
        never=Phrase("never made a purchase", "لم يُجرِ أي عملية شراء", "هیچ خریدی نکرده است"),
        properties=(NAME,),
    )
)
EVENT_KINDS.add(
    EventKind(
        name="referral",
        label=Phrase("referral", "إحالة", "معرفی"),
        did=Phrase("referred somebody", "أحال شخصًا آخر", "کسی را معرفی کرده است"),
        never=Phrase("never referred anybody", "لم يُحِل أحدًا", "هیچ‌کس را معرفی نکرده است"),
    )
)
ACTIVITY = EVENT_KINDS.add(
    EventKind(
        name="activity",
        label=Phrase("activity of any kind", "أي نشاط", "هر فعالیتی"),
        did=Phrase("was active in some way", "قام بنشاط ما", "فعالیتی داشته است"),
        never=Phrase("was not active in any way", "لم يقم بأي نشاط", "هیچ فعالیتی نداشته است"),
        matches=Sql("e.kind <> ALL(%s)", (list(DONE_TO_THEM),)),
    )
)


def _own_kind(name: str) -> EventKind | None:
    """A kind that an organisation named itself."""
    own = name.removeprefix("custom.")
    if not _OWN_NAME.fullmatch(own):
        return None
    return EventKind(
        name=name,
        own_name=own,
        label=Phrase(own, own, own),
        did=Phrase("did {name}", "قام بـ{name}", "{name} را انجام داده است"),
        never=Phrase("never did {name}", "لم يقم بـ{name} قط", "هرگز {name} را انجام نداده است"),
    )


EVENT_FAMILIES.add(EventFamily(name="custom.", find=_own_kind))
