"""What may be done with tasks, calls, meetings and notes."""

from qanat.platform.permissions import declare

declare("tasks.view", "See tasks, calls and notes", "عرض المهام والمكالمات", "دیدن کارها و تماس‌ها")
declare("tasks.add", "Add tasks, calls and notes", "إضافة مهام ومكالمات", "افزودن کار و تماس")
declare("tasks.change", "Change tasks", "تغيير المهام", "تغییر کارها")
declare("tasks.delete", "Delete tasks", "حذف المهام", "حذف کارها")
