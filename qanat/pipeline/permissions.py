"""What may be done with opportunities and pipelines."""

from qanat.platform.permissions import declare

declare("opportunities.view", "See opportunities", "عرض الفرص", "دیدن فرصت‌ها")
declare("opportunities.add", "Add opportunities", "إضافة فرص", "افزودن فرصت")
declare(
    "opportunities.change",
    "Change and move opportunities",
    "تغيير الفرص ونقلها",
    "تغییر و جابه‌جایی فرصت‌ها",
)
declare(
    "opportunities.delete",
    "Move opportunities to the trash",
    "نقل الفرص إلى المهملات",
    "انتقال فرصت‌ها به زباله‌دان",
)
declare("pipeline.view", "See pipelines and stages", "عرض المسارات ومراحلها", "دیدن مسیرها و مراحل")
declare(
    "pipeline.change",
    "Change pipelines and stages",
    "تغيير المسارات ومراحلها",
    "تغییر مسیرها و مراحل",
)
