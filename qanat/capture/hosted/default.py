"""The one good form to begin with: four questions, in three languages, ready to be shared."""

from typing import Final

from qanat.capture.hosted.rules import LANGUAGES, FormDraft

TEXTS: Final = {
    "en": {
        "title": "Tell us what you need",
        "lead": "A few questions. One of us answers you in person, within one working day.",
        "button": "Send",
        "thanks": "Thank you. We have it and will be in touch within one working day.",
    },
    "ar": {
        "title": "أخبرنا بما تحتاج إليه",
        "lead": "بضعة أسئلة، ويجيبك أحدنا بنفسه خلال يوم عمل واحد.",
        "button": "إرسال",
        "thanks": "شكرًا لك. وصلنا طلبك وسنتواصل معك خلال يوم عمل واحد.",
    },
    "fa": {
        "title": "بگویید چه نیاز دارید",
        "lead": "چند پرسش کوتاه. یکی از ما ظرف یک روز کاری خودش پاسخ می‌دهد.",
        "button": "ارسال",
        "thanks": "سپاسگزاریم. درخواست شما رسید و ظرف یک روز کاری با شما تماس می‌گیریم.",
    },
}
CONSENT: Final = {
    "en": "{who} may call and e-mail me about this request. I can take this back at any time.",
    "ar": "يجوز لـ{who} الاتصال بي ومراسلتي بشأن هذا الطلب، ويمكنني سحب موافقتي في أي وقت.",
    "fa": "{who} می‌تواند دربارهٔ این درخواست با من تماس بگیرد و ایمیل بفرستد. هر زمان می‌توانم از این موافقت برگردم.",
}
_WE: Final = {"en": "This company", "ar": "هذه الشركة", "fa": "این شرکت"}


def default_form(name: str, *, slug: str, language: str, organisation: str) -> FormDraft:
    """The form to begin with, called `name`; its consent names the organisation."""
    return FormDraft(
        name=name,
        slug=slug,
        language=language if language in LANGUAGES else LANGUAGES[0],
        languages=LANGUAGES,
        fields={"name": True, "email": True, "phone": False, "company": False, "message": False},
        texts=TEXTS,
        consent={
            spoken: text.format(who=organisation or _WE[spoken]) for spoken, text in CONSENT.items()
        },
        source="website",
        medium="form",
    )
