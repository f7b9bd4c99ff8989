"""What a hosted form may be: its fields, its texts, where it may lead. Plain Python."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from qanat.kernel.errors import Fault

FIELDS: Final = ("name", "email", "phone", "company", "message")
"""All that a form can ask for, in the order in which it does."""
REACHING: Final = ("email", "phone")
LANGUAGES: Final = ("en", "ar", "fa")
PURPOSES: Final = ("service", "marketing")
CHANNELS: Final = ("email", "phone", "whatsapp", "sms")
TEXTS: Final = ("title", "lead", "button", "thanks")
NEEDED_TEXTS: Final = ("title", "button", "thanks")

LONGEST_NAME: Final = 200
LONGEST_TEXT: Final = 2_000
LONGEST_URL: Final = 2_000
_SLUG: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,62})[a-z0-9]")
_HOST: Final = re.compile(r"(?=.{1,253}$)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class FormDraft:
    """All that is chosen of a form.

    Attributes:
        fields: the fields that it shows, and whether each must be filled in.
        texts: by language, then by name, of `TEXTS`.
        consent: the sentence beside the box, by language; empty asks for nothing.
        channels, purpose: what is agreed to by it.
    """

    name: str
    slug: str
    language: str
    languages: tuple[str, ...]
    fields: Mapping[str, bool]
    texts: Mapping[str, Mapping[str, str]]
    consent: Mapping[str, str] = field(default_factory=dict)
    purpose: str = "service"
    channels: tuple[str, ...] = ("email", "phone")
    privacy_url: str = ""
    redirect: str = ""
    source: str = ""
    medium: str = ""
    campaign: str = ""


def form_faults(draft: FormDraft) -> tuple[Fault, ...]:
    """What is wrong with a form; empty when nothing is."""
    return (*_place_faults(draft), *_field_faults(draft), *_text_faults(draft))


def is_safe_address(address: str) -> bool:
    """Whether it is an address of another site that one may be sent to: https, a plain host, no password."""
    if not address.isascii() or not address.isprintable() or " " in address or "\\" in address:
        return False
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    plain = "@" not in parts.netloc and port in {None, 443}
    return parts.scheme == "https" and plain and bool(_HOST.fullmatch(parts.hostname or ""))


def _place_faults(draft: FormDraft) -> Iterator[Fault]:
    if not draft.name.strip():
        yield Fault(("name",), "This field is needed.", "required")
    if not _SLUG.fullmatch(draft.slug):
        message = "Write 3 to 64 small letters, digits and hyphens."
        yield Fault(("slug",), message, "slug_form")
    for name in ("privacy_url", "redirect"):
        address = getattr(draft, name)
        if address and not is_safe_address(address):
            message = "Write a whole address that begins with https://."
            yield Fault((name,), message, "https_only")
    lengths = {"name": LONGEST_NAME, "source": LONGEST_NAME, "medium": LONGEST_NAME}
    lengths |= {"campaign": LONGEST_NAME, "privacy_url": LONGEST_URL, "redirect": LONGEST_URL}
    for name, longest in lengths.items():
        if len(getattr(draft, name)) > longest:
            yield Fault((name,), f"At most {longest} characters are kept.", "too_long")


def _field_faults(draft: FormDraft) -> Iterator[Fault]:
    if not set(draft.fields) & set(REACHING) or not set(draft.fields) <= set(FIELDS):
        message = "Ask for an e-mail or a phone, or nobody can be answered."
        yield Fault(("fields",), message, "form_fields")
    if not draft.languages or not set(draft.languages) <= set(LANGUAGES):
        yield Fault(("languages",), "Choose at least one language.", "form_languages")
    elif draft.language not in draft.languages:
        message = "The first language must be one of those chosen."
        yield Fault(("language",), message, "form_language")
    if draft.purpose not in PURPOSES or not set(draft.channels) <= set(CHANNELS):
        yield Fault(("purpose",), "This value is not allowed here.", "invalid")
    if any(draft.consent.get(language) for language in draft.languages) and not draft.channels:
        message = "Say by which ways one may be reached, or ask for no consent."
        yield Fault(("channels",), message, "form_channels")


def _text_faults(draft: FormDraft) -> Iterator[Fault]:
    for language in draft.languages:
        texts = draft.texts.get(language, {})
        for name in NEEDED_TEXTS:
            if not texts.get(name, "").strip():
                yield Fault((f"{name}_{language}",), "This field is needed.", "required")
        named = {**texts, "consent": draft.consent.get(language, "")}
        for name, text in named.items():
            if len(text) > LONGEST_TEXT:
                message = f"At most {LONGEST_TEXT} characters are kept."
                yield Fault((f"{name}_{language}",), message, "too_long")
