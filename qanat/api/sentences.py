"""What the API says when it refuses, in three languages, by the code of the problem or fault.

A fault raised in a domain carries a whole English sentence and a code; in Arabic and Persian the
sentence of its code is said here, and the English one where no code is known.
"""

from qanat.kernel.phrase import Phrase

TITLES: dict[str, Phrase] = {
    "malformed": Phrase("The body is not JSON", "المحتوى ليس JSON", "محتوا JSON نیست"),
    "invalid": Phrase(
        "Something given is not valid", "بعض المدخلات غير صالحة", "بخشی از داده‌ها معتبر نیست"
    ),
    "not_signed_in": Phrase(
        "Sign in, or send a token", "سجّل الدخول أو أرسل رمزًا", "وارد شوید یا توکن بفرستید"
    ),
    "not_allowed": Phrase("You may not do this", "ليس لديك إذن بذلك", "اجازهٔ این کار را ندارید"),
    "not_found": Phrase("There is no such thing", "لا يوجد شيء كهذا", "چنین چیزی نیست"),
    "method_not_allowed": Phrase(
        "This address does not take this method",
        "هذا العنوان لا يقبل هذه الطريقة",
        "این نشانی این روش را نمی‌پذیرد",
    ),
    "conflict": Phrase(
        "It clashes with something else", "يتعارض مع شيء آخر", "با چیز دیگری در تضاد است"
    ),
    "too_large": Phrase(
        "The body is too large", "المحتوى كبير جدًا", "محتوا بیش از اندازه بزرگ است"
    ),
    "unsupported_media": Phrase(
        "Send JSON, as application/json",
        "أرسل JSON بنوع application/json",
        "JSON با نوع application/json بفرستید",
    ),
    "too_many_requests": Phrase(
        "Too many requests", "طلبات كثيرة جدًا", "درخواست‌ها بیش از اندازه است"
    ),
    "unavailable": Phrase("Not available for now", "غير متاح حاليًا", "فعلاً در دسترس نیست"),
    "failed": Phrase("Qanat failed", "حدث خطأ في قناة", "قنات دچار خطا شد"),
    "bad_request": Phrase("The request cannot be read", "تعذّرت قراءة الطلب", "درخواست خوانده نشد"),
}

DETAILS: dict[str, Phrase] = {
    "malformed": Phrase(
        "The body could not be read as JSON: {reason} (line {line}, column {column}).",
        "تعذّرت قراءة المحتوى بصيغة JSON: {reason} (السطر {line}، العمود {column}).",
        "محتوا به‌صورت JSON خوانده نشد: {reason} (سطر {line}، ستون {column}).",
    ),
    "not_signed_in": Phrase(
        "Send the header “Authorization: Bearer qnt_…” with a token that is valid.",
        "أرسل الترويسة ‎“Authorization: Bearer qnt_…”‎ برمز صالح.",
        "سرآیند ‎“Authorization: Bearer qnt_…”‎ را با توکن معتبر بفرستید.",
    ),
    "csrf": Phrase(
        "The CSRF token is missing or wrong. Reload the page, or use an API token.",
        "رمز CSRF مفقود أو غير صحيح. أعد تحميل الصفحة أو استخدم رمز وصول.",
        "توکن CSRF نیست یا نادرست است. صفحه را دوباره بار کنید یا از توکن API استفاده کنید.",
    ),
    "not_allowed": Phrase(
        "This needs the permission {permission}.",
        "هذا يتطلب الإذن {permission}.",
        "این کار به مجوز {permission} نیاز دارد.",
    ),
    "not_found": Phrase(
        "There is no {what} {key}.", "لا يوجد {what} {key}.", "{what} {key} وجود ندارد."
    ),
    "no_such_address": Phrase(
        "The API has no such address; see /api/v1/docs.",
        "لا يوجد هذا العنوان في الواجهة البرمجية؛ انظر ‎/api/v1/docs‎.",
        "API چنین نشانی‌ای ندارد؛ ‎/api/v1/docs‎ را ببینید.",
    ),
    "too_large": Phrase(
        "A body may have at most {limit} bytes.",
        "لا يزيد حجم المحتوى عن {limit} بايت.",
        "حجم محتوا حداکثر {limit} بایت است.",
    ),
    "unavailable": Phrase(
        "Something that Qanat needs is away. Nothing was changed; try again shortly.",
        "خدمة تحتاجها قناة غير متاحة. لم يتغيّر شيء؛ أعد المحاولة بعد قليل.",
        "بخشی که قنات نیاز دارد در دسترس نیست. چیزی تغییر نکرد؛ کمی بعد دوباره تلاش کنید.",
    ),
    "failed": Phrase(
        "This is a mistake in Qanat, and it has been noted. Tell your administrator the request_id.",
        "هذا خطأ في قناة وقد سُجّل. أبلغ المسؤول بالقيمة request_id.",
        "این اشکالی در قنات است و ثبت شد. مقدار request_id را به مدیر بگویید.",
    ),
}

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

# The kinds of pydantic's errors, by the code of the fault that we say; see docs.pydantic.dev.
PYDANTIC_CODES: dict[str, str] = {
    "missing": "required",
    "extra_forbidden": "unknown_field",
    "string_type": "not_text",
    "string_sub_type": "not_text",
    "int_type": "not_integer",
    "int_parsing": "not_integer",
    "int_from_float": "not_integer",
    "int_parsing_size": "too_large",
    "float_type": "not_number",
    "float_parsing": "not_number",
    "finite_number": "not_number",
    "decimal_type": "not_number",
    "decimal_parsing": "not_number",
    "decimal_max_digits": "too_many_digits",
    "decimal_max_places": "too_many_digits",
    "decimal_whole_digits": "too_many_digits",
    "bool_type": "not_yes_no",
    "bool_parsing": "not_yes_no",
    "list_type": "not_list",
    "tuple_type": "not_list",
    "dict_type": "not_object",
    "model_type": "not_object",
    "model_attributes_type": "not_object",
    "date_type": "not_date",
    "date_parsing": "not_date",
    "date_from_datetime_parsing": "not_date",
    "date_from_datetime_inexact": "not_date",
    "datetime_type": "not_instant",
    "datetime_parsing": "not_instant",
    "datetime_from_date_parsing": "not_instant",
    "datetime_object_invalid": "not_instant",
    "timezone_aware": "not_instant",
    "string_too_short": "too_short",
    "too_short": "too_short",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "greater_than": "too_small",
    "greater_than_equal": "too_small",
    "less_than": "too_large",
    "less_than_equal": "too_large",
    "enum": "not_a_choice",
    "literal_error": "not_a_choice",
    "string_pattern_mismatch": "wrong_form",
}
