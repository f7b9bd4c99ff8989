"""What may be done with score models."""

from qanat.platform.permissions import declare

declare("scoring.view", "See score models", "عرض نماذج التقييم", "دیدن مدل‌های امتیاز")
declare("scoring.change", "Change score models", "تغيير نماذج التقييم", "تغییر مدل‌های امتیاز")
