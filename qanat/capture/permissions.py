"""What may be done with imports."""

from qanat.platform.permissions import declare

declare("imports.view", "See imports", "عرض عمليات الاستيراد", "دیدن درون‌ریزی‌ها")
declare("imports.add", "Import files", "استيراد الملفات", "درون‌ریزی فایل")
declare("imports.delete", "Take an import back", "التراجع عن الاستيراد", "برگرداندن درون‌ریزی")
declare("forms.view", "See forms", "عرض النماذج", "دیدن فرم‌ها")
declare("forms.change", "Make and change forms", "إنشاء النماذج وتعديلها", "ساختن و تغییر فرم‌ها")
