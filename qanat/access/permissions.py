"""What may be done with users, teams and tokens."""

from qanat.platform.permissions import declare

declare("users.view", "See users and teams", "عرض المستخدمين والفرق", "دیدن کاربران و تیم‌ها")
declare("users.add", "Add users and teams", "إضافة مستخدمين وفرق", "افزودن کاربر و تیم")
declare(
    "users.change", "Change users and teams", "تغيير المستخدمين والفرق", "تغییر کاربران و تیم‌ها"
)
declare("tokens.view", "See one's own tokens", "عرض رموزك للوصول", "دیدن توکن‌های خود")
declare("tokens.add", "Issue tokens for oneself", "إصدار رموز لنفسك", "صدور توکن برای خود")
declare("tokens.delete", "Revoke one's own tokens", "إلغاء رموزك", "لغو توکن‌های خود")
