"""What may be done with lists."""

from qanat.platform.permissions import declare

declare(
    "views.share", "Share views of lists with all", "مشاركة العروض مع الجميع", "اشتراک نماها با همه"
)
declare(
    "lists.export", "Take lists out as files", "تصدير القوائم إلى ملفات", "برون‌ریزی فهرست‌ها در فایل"
)
