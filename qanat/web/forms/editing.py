"""A form as its maker edits it: what was posted as a draft, and a draft as what is shown to fill in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qanat.capture.public import (
    CHANNELS,
    FIELDS,
    LANGUAGES,
    PURPOSES,
    TEXTS,
    FormDraft,
    OpenForm,
    Wording,
)
from qanat.web.forms.showing import LABELS
from qanat.web.look import LANGUAGE_NAMES

PURPOSE_LABELS: Final[dict[str, Promise]] = {
    "service": _("to answer what they asked"),
    "marketing": _("to send them news and offers"),
}
CHANNEL_LABELS: Final[dict[str, Promise]] = {
    "email": _("E-mail"),
    "phone": _("Phone"),
    "whatsapp": _("WhatsApp"),
    "sms": _("SMS"),
}
NEEDS: Final = (
    ("", _("Not asked")),
    ("optional", _("Optional")),
    ("needed", _("Must be filled in")),
)
TEXT_LABELS: Final[dict[str, Promise]] = {
    "title": _("Title"),
    "lead": _("Below the title"),
    "button": _("Button"),
    "thanks": _("Said afterwards"),
    "consent": _("Consent, beside a box that is not ticked"),
}
LONG_TEXTS: Final = ("lead", "thanks", "consent")


@dataclass(frozen=True, kw_only=True)
class TextBox:
    """One text of the form in one language, to be edited."""

    name: str
    label: str | Promise
    value: str
    long: bool
    error: str


@dataclass(frozen=True, kw_only=True)
class FieldChoice:
    """Whether one field is asked for: not, if they like, or needed."""

    name: str
    label: str | Promise
    need: str


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """One language of the form, to be edited."""

    code: str
    name: str
    chosen: bool
    texts: tuple[TextBox, ...]


def draft_posted(posted: QueryDict) -> FormDraft:
    """The draft that was posted, whatever is wrong with it."""

    def said(name: str) -> str:
        return posted.get(name, "").replace("\0", "").replace("\r\n", "\n").strip()

    needs = {name: said(f"field_{name}") for name in FIELDS}
    return FormDraft(
        name=said("name"),
        slug=said("slug"),
        language=said("language"),
        languages=tuple(each for each in LANGUAGES if each in posted.getlist("languages")),
        fields={name: need == "needed" for name, need in needs.items() if need},
        texts={
            language: {name: said(f"{name}_{language}") for name in TEXTS} for language in LANGUAGES
        },
        consent={language: said(f"consent_{language}") for language in LANGUAGES},
        purpose=said("purpose") if said("purpose") in PURPOSES else PURPOSES[0],
        channels=tuple(each for each in CHANNELS if each in posted.getlist("channels")),
        privacy_url=said("privacy_url"),
        redirect=said("redirect"),
        source=said("source"),
        medium=said("medium"),
        campaign=said("campaign"),
    )


def spoken_languages(draft: FormDraft, errors: Mapping[str, str]) -> list[Spoken]:
    """Every language there is, with the texts of the form in it."""
    return [
        Spoken(
            code=code,
            name=LANGUAGE_NAMES[code],
            chosen=code in draft.languages,
            texts=tuple(
                TextBox(
                    name=f"{name}_{code}",
                    label=label,
                    value=_text(draft, code, name),
                    long=name in LONG_TEXTS,
                    error=errors.get(f"{name}_{code}", ""),
                )
                for name, label in TEXT_LABELS.items()
            ),
        )
        for code in LANGUAGES
    ]


def field_choices(draft: FormDraft) -> list[FieldChoice]:
    """Every field there is, and how much the form asks for it."""
    needs = {True: "needed", False: "optional"}
    return [
        FieldChoice(
            name=name,
            label=label,
            need=needs[draft.fields[name]] if name in draft.fields else "",
        )
        for name, label in LABELS.items()
    ]


def as_open(draft: FormDraft) -> OpenForm:
    """The draft as a form to be filled in, for its preview."""
    return OpenForm(
        id=0,
        slug=draft.slug,
        language=draft.language,
        languages=draft.languages,
        fields=draft.fields,
        texts=draft.texts,
        wordings={
            language: Wording(
                id=1,
                version=1,
                text=text,
                privacy_url=draft.privacy_url,
                purpose=draft.purpose,
                channels=draft.channels,
            )
            for language, text in draft.consent.items()
            if text
        },
        redirect=draft.redirect,
        source=draft.source,
        medium=draft.medium,
        campaign=draft.campaign,
    )


def _text(draft: FormDraft, language: str, name: str) -> str:
    if name == "consent":
        return draft.consent.get(language, "")
    return draft.texts.get(language, {}).get(name, "")
