"""The columns that reports share, said in three languages."""

from qanat.insight.table import Column, Kind
from qanat.kernel.phrase import Phrase

LEADS = Column("leads", Kind.COUNT, Phrase("Leads", "العملاء المحتملون", "سرنخ‌ها"))
QUALIFIED = Column("qualified", Kind.COUNT, Phrase("Qualified", "المؤهلون", "واجد شرایط"))
QUALIFIED_RATE = Column(
    "qualified_rate",
    Kind.RATE,
    Phrase("Lead to qualified", "من عميل محتمل إلى مؤهل", "از سرنخ به واجد شرایط"),
)
OPPORTUNITIES = Column("opportunities", Kind.COUNT, Phrase("Opportunities", "الفرص", "فرصت‌ها"))
WON = Column("won", Kind.COUNT, Phrase("Won", "الرابحة", "موفق"))
LOST = Column("lost", Kind.COUNT, Phrase("Lost", "الخاسرة", "ازدست‌رفته"))
CUSTOMERS = Column("customers", Kind.COUNT, Phrase("Customers", "العملاء", "مشتریان"))
SALE_RATE = Column(
    "sale_rate", Kind.RATE, Phrase("Lead to sale", "من عميل محتمل إلى بيع", "از سرنخ به فروش")
)
WON_VALUE = Column("won_value", Kind.MONEY, Phrase("Revenue", "الإيرادات", "درآمد"))
OTHER_CURRENCIES = Column(
    "other_currencies",
    Kind.COUNT,
    Phrase("Won in other currencies", "الرابحة بعملات أخرى", "موفق به ارزهای دیگر"),
)
COST = Column("cost", Kind.MONEY, Phrase("Cost", "التكلفة", "هزینه"))
COST_PER_LEAD = Column(
    "cost_per_lead", Kind.MONEY, Phrase("Cost per lead", "تكلفة العميل المحتمل", "هزینهٔ هر سرنخ")
)
RETURN = Column("return", Kind.RATE, Phrase("Return", "العائد", "بازده"))
DAYS_TO_SALE = Column(
    "days_to_sale", Kind.DAYS, Phrase("Days to sale", "أيام حتى البيع", "روز تا فروش")
)

RESPONSE = Column(
    "response_hours",
    Kind.HOURS,
    Phrase("First response", "أول استجابة", "نخستین پاسخ"),
)
UNTOUCHED = Column("untouched", Kind.COUNT, Phrase("Untouched", "لم يُتواصل معهم", "بدون تماس"))
WIN_RATE = Column("win_rate", Kind.RATE, Phrase("Win rate", "نسبة الفوز", "نرخ موفقیت"))
OPEN = Column("open", Kind.COUNT, Phrase("Open deals", "الصفقات المفتوحة", "معامله‌های باز"))
OPEN_VALUE = Column("open_value", Kind.MONEY, Phrase("Open value", "قيمة المفتوحة", "ارزش باز"))
WITHOUT_NEXT_STEP = Column(
    "without_next_step",
    Kind.COUNT,
    Phrase("Without a next step", "بلا خطوة تالية", "بدون گام بعدی"),
)

GROUPS = {
    "source": Phrase("Source", "المصدر", "منبع"),
    "medium": Phrase("Medium", "الوسيط", "رسانه"),
    "campaign": Phrase("Campaign", "الحملة", "کمپین"),
    "owner": Phrase("Owner", "المسؤول", "مسئول"),
    "country": Phrase("Country", "البلد", "کشور"),
    "industry": Phrase("Industry", "القطاع", "صنعت"),
    "month": Phrase("Month", "الشهر", "ماه"),
    "quarter": Phrase("Quarter", "الربع", "فصل"),
    "year": Phrase("Year", "السنة", "سال"),
    "pipeline": Phrase("Pipeline", "مسار المبيعات", "مسیر فروش"),
}


def group_column(by: str) -> Column:
    """The column that names the group."""
    return Column(by, Kind.TEXT, GROUPS[by])
