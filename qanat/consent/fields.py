"""What consent adds to the criteria language: `consent.<channel>.<purpose>`."""

from qanat.consent.rules import CHANNELS, PURPOSES
from qanat.criteria.public import CHOICE, FIELDS, INSTANT, Choices, Field, Through
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql

STATES = Choices.of(
    {
        "granted": Phrase("granted", "ممنوحة", "داده‌شده"),
        "withdrawn": Phrase("withdrawn", "مسحوبة", "پس‌گرفته‌شده"),
    }
)
CHANNEL_WORDS = {
    "email": Phrase("e-mail", "عبر البريد الإلكتروني", "از راه ایمیل"),
    "sms": Phrase("text message", "عبر الرسائل النصية", "از راه پیامک"),
    "whatsapp": Phrase("WhatsApp", "عبر واتساب", "از راه واتساپ"),
    "phone": Phrase("telephone", "عبر الهاتف", "از راه تلفن"),
    "post": Phrase("post", "عبر البريد العادي", "از راه پست"),
}
PURPOSE_WORDS = {
    "marketing": Phrase("marketing", "على التسويق", "به بازاریابی"),
    "service": Phrase("service", "على رسائل الخدمة", "به پیام‌های خدماتی"),
}


def _field(channel: str, purpose: str) -> Field:
    by, about = CHANNEL_WORDS[channel], PURPOSE_WORDS[purpose]
    return Field(
        name=f"consent.{channel}.{purpose}",
        source="person",
        type=CHOICE,
        label=Phrase(
            f"the consent to {about.en} by {by.en}",
            f"الموافقة {about.ar} {by.ar}",
            f"رضایت {about.fa} {by.fa}",
        ),
        feminine=True,
        value=Sql("cs.state"),
        through=_state(channel, purpose),
        nullable=False,
        choices=STATES,
        example="granted",
    )


def _time_field(channel: str, purpose: str) -> Field:
    by, about = CHANNEL_WORDS[channel], PURPOSE_WORDS[purpose]
    return Field(
        name=f"consent.{channel}.{purpose}.at",
        source="person",
        type=INSTANT,
        label=Phrase(
            f"the last word on consent to {about.en} by {by.en}",
            f"آخر تصريح بشأن الموافقة {about.ar} {by.ar}",
            f"آخرین اظهار نظر دربارهٔ رضایت {about.fa} {by.fa}",
        ),
        value=Sql("cs.at"),
        through=_state(channel, purpose),
        nullable=False,
        example="2026-01-01",
    )


def _state(channel: str, purpose: str) -> Through:
    return Through(
        tables="consent_state cs",
        on=f"cs.person_id = p.id AND cs.channel = '{channel}' AND cs.purpose = '{purpose}'",
    )


for _channel in CHANNELS:
    for _purpose in PURPOSES:
        FIELDS.add(_field(_channel, _purpose))
        FIELDS.add(_time_field(_channel, _purpose))
