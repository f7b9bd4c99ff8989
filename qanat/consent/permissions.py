"""What may be done with consent."""

from qanat.platform.permissions import declare

declare("consent.view", "See who agreed to what", "عرض الموافقات", "دیدن رضایت‌ها")
declare(
    "consent.change", "Record consent and withdrawal", "تسجيل الموافقة وسحبها", "ثبت رضایت و انصراف"
)
