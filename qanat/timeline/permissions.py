"""What may be done with events, touches and campaigns."""

from qanat.platform.permissions import declare

declare("events.view", "See the timeline", "عرض الخط الزمني", "دیدن خط زمانی")
declare("events.add", "Add events", "إضافة أحداث", "افزودن رویداد")
declare(
    "campaigns.view", "See campaigns and their cost", "عرض الحملات وتكلفتها", "دیدن کمپین‌ها و هزینه"
)
declare("campaigns.change", "Change campaigns", "تغيير الحملات", "تغییر کمپین‌ها")
