"""What may be done with people and accounts."""

from qanat.platform.permissions import declare

declare("people.view", "See people", "عرض الأشخاص", "دیدن اشخاص")
declare("people.add", "Add people", "إضافة أشخاص", "افزودن اشخاص")
declare("people.change", "Change people", "تغيير الأشخاص", "تغییر اشخاص")
declare(
    "people.delete",
    "Move people to the trash",
    "نقل الأشخاص إلى المهملات",
    "انتقال اشخاص به زباله‌دان",
)
declare("people.mail", "Write to people", "مراسلة الأشخاص", "نامه نوشتن به اشخاص")
declare("accounts.view", "See accounts", "عرض الشركات", "دیدن شرکت‌ها")
declare("accounts.add", "Add accounts", "إضافة شركات", "افزودن شرکت‌ها")
declare("accounts.change", "Change accounts", "تغيير الشركات", "تغییر شرکت‌ها")
declare(
    "accounts.delete",
    "Move accounts to the trash",
    "نقل الشركات إلى المهملات",
    "انتقال شرکت‌ها به زباله‌دان",
)
