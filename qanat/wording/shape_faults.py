"""What is said of faults in the shape of a value, by their codes, in three languages."""

from qanat.kernel.phrase import Phrase

FAULTS: dict[str, Phrase] = {
    "required": Phrase("This is required.", "هذا الحقل مطلوب.", "این مورد لازم است."),
    "unknown_field": Phrase(
        "There is no such field.", "لا يوجد حقل بهذا الاسم.", "چنین فیلدی نیست."
    ),
    "not_text": Phrase("This must be a text.", "يجب أن يكون نصًا.", "این باید متن باشد."),
    "not_integer": Phrase(
        "This must be a whole number.", "يجب أن يكون عددًا صحيحًا.", "این باید عدد صحیح باشد."
    ),
    "not_number": Phrase("This must be a number.", "يجب أن يكون رقمًا.", "این باید عدد باشد."),
    "not_yes_no": Phrase(
        "This must be true or false.",
        "يجب أن تكون القيمة true أو false.",
        "این باید true یا false باشد.",
    ),
    "not_list": Phrase("This must be a list.", "يجب أن تكون قائمة.", "این باید فهرست باشد."),
    "not_object": Phrase("This must be an object.", "يجب أن يكون كائنًا.", "این باید شیء باشد."),
    "not_date": Phrase(
        "This must be a date that exists, such as 2026-03-31.",
        "يجب أن يكون تاريخًا موجودًا مثل ‎2026-03-31‎.",
        "این باید تاریخی موجود مانند ‎2026-03-31‎ باشد.",
    ),
    "not_instant": Phrase(
        "This must be a date and time that exist, such as 2026-03-31T09:00:00Z.",
        "يجب أن يكون تاريخًا ووقتًا موجودين مثل ‎2026-03-31T09:00:00Z‎.",
        "این باید تاریخ و ساعتی موجود مانند ‎2026-03-31T09:00:00Z‎ باشد.",
    ),
    "too_short": Phrase("This is too short.", "هذا قصير جدًا.", "این خیلی کوتاه است."),
    "too_long": Phrase("This is too long.", "هذا طويل جدًا.", "این خیلی بلند است."),
    "too_many_digits": Phrase(
        "This number has too many digits.", "أرقام هذا العدد كثيرة جدًا.", "رقم‌های این عدد زیاد است."
    ),
    "too_small": Phrase(
        "This number is too small.", "هذا الرقم صغير جدًا.", "این عدد خیلی کوچک است."
    ),
    "too_large": Phrase(
        "This number is too large.", "هذا الرقم كبير جدًا.", "این عدد خیلی بزرگ است."
    ),
    "not_a_choice": Phrase(
        "This is not one of the choices.", "هذا ليس من الخيارات.", "این جزو گزینه‌ها نیست."
    ),
    "wrong_form": Phrase(
        "This does not have the right form.",
        "صيغة هذه القيمة غير صحيحة.",
        "شکل این مقدار درست نیست.",
    ),
    "invalid": Phrase("This value is not valid.", "هذه القيمة غير صالحة.", "این مقدار معتبر نیست."),
    "bad_cursor": Phrase(
        "This `after` is not from this list. Begin without it.",
        "قيمة after ليست من هذه القائمة. ابدأ من دونها.",
        "این after از این فهرست نیست. بدون آن آغاز کنید.",
    ),
    "nul_character": Phrase(
        "A text cannot hold the character NUL.",
        "لا يقبل النص المحرف NUL.",
        "متن نمی‌تواند نویسهٔ NUL داشته باشد.",
    ),
    "lone_surrogate": Phrase(
        "A text cannot hold half of a surrogate pair.",
        "لا يقبل النص نصف زوج بديل من المحارف.",
        "متن نمی‌تواند نیمهٔ یک جفت جانشین داشته باشد.",
    ),
    "too_deep": Phrase(
        "This is nested too deep.", "هذا متداخل بعمق زائد.", "این بیش از اندازه تودرتو است."
    ),
    "invalid_email": Phrase(
        "This is not an e-mail address.", "هذا ليس عنوان بريد إلكتروني.", "این نشانی ایمیل نیست."
    ),
    "unknown_language": Phrase(
        "The languages are en, ar and fa.", "اللغات هي en وar وfa.", "زبان‌ها en، ar و fa هستند."
    ),
    "unknown_time_zone": Phrase(
        "There is no such time zone. Write one like Asia/Riyadh.",
        "لا توجد منطقة زمنية بهذا الاسم. اكتب مثل Asia/Riyadh.",
        "چنین منطقهٔ زمانی‌ای نیست. مانند Asia/Tehran بنویسید.",
    ),
    "unknown_calendar": Phrase(
        "The calendars are gregorian, jalali and hijri.",
        "التقاويم هي gregorian وjalali وhijri.",
        "تقویم‌ها gregorian، jalali و hijri هستند.",
    ),
    "unknown_digits": Phrase(
        "The digits are auto, latin, arabic and persian.",
        "الأرقام هي auto وlatin وarabic وpersian.",
        "رقم‌ها auto، latin، arabic و persian هستند.",
    ),
    "unknown_theme": Phrase(
        "The themes are system, light and dark.",
        "المظاهر هي system وlight وdark.",
        "پوسته‌ها system، light و dark هستند.",
    ),
    "unknown_density": Phrase(
        "The densities are compact and roomy.",
        "الكثافات هي compact وroomy.",
        "تراکم‌ها compact و roomy هستند.",
    ),
    "weak_password": Phrase(
        "This password is too easy to guess.",
        "كلمة المرور سهلة التخمين.",
        "این گذرواژه آسان حدس زده می‌شود.",
    ),
    "unknown_permission": Phrase(
        "There is no such permission.", "لا يوجد إذن بهذا الاسم.", "چنین مجوزی نیست."
    ),
    "in_the_past": Phrase("This time has passed.", "هذا الوقت مضى.", "این زمان گذشته است."),
}
