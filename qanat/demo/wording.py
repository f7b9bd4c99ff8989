"""What the people of the demo company write down, in the language of the lead.

`{name}`, `{company}` and `{product}` are filled in.
"""

from typing import Final

from qanat.kernel.phrase import Phrase

PRODUCTS: Final = {
    "inventory": Phrase("Inventory", "نظام المخزون", "سامانهٔ انبار"),
    "payroll": Phrase("Payroll", "نظام الرواتب", "سامانهٔ حقوق و دستمزد"),
    "point_of_sale": Phrase("Point of sale", "نقاط البيع", "صندوق فروشگاهی"),
    "accounting": Phrase("Accounting", "نظام المحاسبة", "سامانهٔ حسابداری"),
    "projects": Phrase("Projects", "إدارة المشاريع", "مدیریت پروژه"),
}


def product_name(key: str, language: str) -> str:
    """What the company calls one of its products, in its language."""
    return PRODUCTS[key].in_language(language)


CALL_AGAIN: Final = Phrase("Try {name} again", "معاودة الاتصال بـ {name}", "تماس دوباره با {name}")
QUALIFY: Final = Phrase(
    "Ask {name} about need and budget",
    "سؤال {name} عن الحاجة والميزانية",
    "پرسیدن نیاز و بودجه از {name}",
)
PREPARE_MEETING: Final = Phrase(
    "Prepare the presentation for {company}",
    "تحضير العرض لـ {company}",
    "آماده کردن ارائه برای {company}",
)
THANK: Final = Phrase(
    "Thank {name}, confirm what was said, propose the next step",
    "شكر {name} وتأكيد ما اتُّفق عليه واقتراح الخطوة التالية",
    "سپاس از {name}، تأیید گفته‌ها و پیشنهاد گام بعدی",
)
FOLLOW_UP: Final = Phrase(
    "Follow up the offer to {company}",
    "متابعة العرض المقدم إلى {company}",
    "پیگیری پیشنهاد {company}",
)
SEND_OFFER: Final = Phrase(
    "Send the offer for {product}", "إرسال عرض {product}", "فرستادن پیشنهاد {product}"
)

CALL_SUBJECT: Final = Phrase("First contact", "التواصل الأول", "نخستین تماس")
FOLLOW_UP_CALL: Final = Phrase("About the offer", "بخصوص العرض", "دربارهٔ پیشنهاد")
PRESENTATION: Final = Phrase(
    "Presentation of {product}", "عرض تقديمي: {product}", "ارائهٔ {product}"
)
NEED_MEETING: Final = Phrase("What {company} needs", "احتياجات {company}", "نیازهای {company}")
DEAL: Final = Phrase(
    "{product} for {company}", "{product} لـ {company}", "{product} برای {company}"
)

PLACES: Final = (
    Phrase("Online", "عن بُعد", "برخط"),
    Phrase("At their office", "في مقر العميل", "دفتر مشتری"),
    Phrase("At our office", "في مكتبنا", "دفتر ما"),
)
MESSAGES: Final = (
    Phrase(
        "Please call me about prices for {product}.",
        "أرجو التواصل معي بخصوص أسعار {product}.",
        "لطفاً دربارهٔ قیمت {product} با من تماس بگیرید.",
    ),
    Phrase(
        "We have several branches and need one system for all.",
        "لدينا عدة فروع ونحتاج نظامًا واحدًا لها جميعًا.",
        "چند شعبه داریم و برای همه یک سامانه می‌خواهیم.",
    ),
    Phrase(
        "Can I see a demonstration this week?",
        "هل يمكنني مشاهدة عرض تجريبي هذا الأسبوع؟",
        "آیا این هفته می‌توانم یک نمایش ببینم؟",
    ),
    Phrase(
        "How long does it take to get started?",
        "كم يستغرق بدء العمل بالنظام؟",
        "راه‌اندازی چقدر زمان می‌برد؟",
    ),
)
REMARKS: Final = (
    Phrase(
        "Uses spreadsheets now and loses track of orders.",
        "يعتمد على الجداول حاليًا وتضيع منه الطلبات.",
        "اکنون با صفحه‌گسترده کار می‌کند و سفارش‌ها گم می‌شوند.",
    ),
    Phrase(
        "Decision in the board meeting next month.",
        "القرار في اجتماع مجلس الإدارة الشهر القادم.",
        "تصمیم در جلسهٔ هیئت مدیرهٔ ماه آینده.",
    ),
    Phrase(
        "Compares us with two others; support in their language matters most.",
        "يقارننا بجهتين أخريين، والدعم بلغتهم أهم ما لديهم.",
        "ما را با دو شرکت دیگر مقایسه می‌کند؛ پشتیبانی به زبان خودشان مهم‌تر است.",
    ),
    Phrase(
        "Budget is set aside for this year.",
        "الميزانية مرصودة لهذا العام.",
        "بودجهٔ امسال کنار گذاشته شده است.",
    ),
    Phrase(
        "Please call only after three in the afternoon.",
        "يفضل الاتصال بعد الثالثة عصرًا.",
        "لطفاً فقط بعد از ساعت سه تماس بگیرید.",
    ),
    Phrase(
        "Knows us from a colleague.",
        "يعرفنا عن طريق زميل.",
        "ما را از طریق یک همکار می‌شناسد.",
    ),
)
UNFIT_REASONS: Final = (
    "No budget this year",
    "Too small for what we sell",
    "Looking for a job, not for software",
    "Has signed with a competitor",
    "Wanted the download only",
)
NURTURE_REASONS: Final = (
    "Not now, ask again in some months",
    "No answer for weeks",
    "Waits for the new fiscal year",
)
CONSENT: Final = Phrase(
    "Yes, send me news and offers by e-mail. I can unsubscribe at any time.",
    "نعم، أرسلوا لي الأخبار والعروض بالبريد الإلكتروني، ويمكنني إلغاء الاشتراك متى شئت.",
    "بله، خبرها و پیشنهادها را با ایمیل برایم بفرستید. هر زمان می‌توانم لغو کنم.",
)


def said(phrase: Phrase, language: str, **names: str) -> str:
    """The phrase in a language, with the names filled in."""
    return phrase.in_language(language).format(**names)
