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
    "too_many_requests": Phrase(
        "This was asked too often. Ask again in {seconds} seconds.",
        "تكرّر الطلب أكثر من المسموح. أعد المحاولة بعد {seconds} ثانية.",
        "درخواست‌ها بیش از اندازه بود. پس از {seconds} ثانیه دوباره تلاش کنید.",
    ),
    "unavailable": Phrase(
        "Something that Qanat needs is away. Nothing was changed; try again shortly.",
        "خدمة تحتاجها قناة غير متاحة. لم يتغيّر شيء؛ أعد المحاولة بعد قليل.",
        "بخشی که قنات نیاز دارد در دسترس نیست. چیزی تغییر نکرد؛ کمی بعد دوباره تلاش کنید.",
    ),
    "failed": Phrase(
        "This is a mistake in Qanat, and it has been noted. Tell your administrator the request_id.",
        "هذا خطأ في قناة وقد سُجّل. أبلغ مسؤول النظام بالقيمة request_id.",
        "این اشکالی در قنات است و ثبت شد. مقدار request_id را به مدیر سامانه بگویید.",
    ),
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
