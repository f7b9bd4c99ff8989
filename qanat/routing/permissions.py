"""What may be done with routing and owners."""

from qanat.platform.permissions import declare

declare("routing.view", "See routing rules", "عرض قواعد التوزيع", "دیدن قواعد توزیع")
declare("routing.change", "Change routing rules", "تغيير قواعد التوزيع", "تغییر قواعد توزیع")
declare(
    "routing.assign", "Give people to an owner", "إسناد الأشخاص إلى مسؤول", "سپردن اشخاص به مسئول"
)
