"""What may be done with reports."""

from qanat.platform.permissions import declare

declare("reports.view", "See reports", "عرض التقارير", "دیدن گزارش‌ها")
declare(
    "reports.share", "Share saved reports", "مشاركة التقارير المحفوظة", "اشتراک گزارش‌های ذخیره‌شده"
)
