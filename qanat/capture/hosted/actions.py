"""Making and changing hosted forms. What one consents to is kept in every version that was shown."""

import secrets
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from qanat.capture.hosted.default import default_form
from qanat.capture.hosted.queries import draft_of, latest_wordings
from qanat.capture.hosted.rules import FormDraft, form_faults
from qanat.capture.models import Form, FormWording
from qanat.kernel.errors import Invalid, NotFound
from qanat.platform.actor import Actor, acting
from qanat.platform.organisation import the_organisation

SLUG_BYTES: Final = 10
"""80 bits, so that nobody finds a form by trying."""


def begin_form(name: str, *, actor: Actor, now: datetime) -> int:
    """The id of a new form, the default one, ready to be shared.

    Raises:
        NotAllowed: `actor` may not change forms.
        Invalid: it has no name.
    """
    organisation = the_organisation()
    draft = default_form(
        name.strip(),
        slug=secrets.token_hex(SLUG_BYTES),
        language=organisation.language,
        organisation=organisation.name,
    )
    return make_form(draft, actor=actor, now=now)


def make_form(draft: FormDraft, *, actor: Actor, now: datetime) -> int:
    """The id of a new form.

    Raises:
        Invalid: something of it cannot be, or another form has its address.
    """
    actor.require("forms.change")
    _check(draft)
    with acting(actor):
        form = Form(created_at=now, active=True)
        _write(form, draft)
        _write_wordings(form, draft, now=now)
    return form.pk


def change_form(form_id: int, draft: FormDraft, *, actor: Actor, now: datetime) -> None:
    """Make the form what the draft says; a consent that reads otherwise is a new version of it.

    Raises:
        NotFound: there is no such form.
        Invalid: something of it cannot be, or another form has its address.
    """
    actor.require("forms.change")
    _check(draft)
    with acting(actor):
        form = _locked(form_id)
        if draft_of(form) != draft:
            _write(form, draft)
            _write_wordings(form, draft, now=now)


def turn_form(form_id: int, *, on: bool, actor: Actor) -> None:
    """Open or close the form to whoever has its link."""
    actor.require("forms.change")
    with acting(actor):
        form = _locked(form_id)
        form.active = on
        form.save(update_fields=["active"])


def _check(draft: FormDraft) -> None:
    if faults := form_faults(draft):
        raise Invalid.of(faults)


def _locked(form_id: int) -> Form:
    form = Form.objects.select_for_update().filter(pk=form_id).first()
    if form is None:
        raise NotFound("form", form_id)
    return form


def _write(form: Form, draft: FormDraft) -> None:
    form.name, form.slug, form.language = draft.name.strip(), draft.slug, draft.language
    form.languages, form.fields = list(draft.languages), dict(draft.fields)
    form.texts = {language: dict(texts) for language, texts in draft.texts.items()}
    form.redirect, form.source = draft.redirect, draft.source
    form.medium, form.campaign = draft.medium, draft.campaign
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError as error:
        message = "Another form has this address; choose another."
        raise Invalid(message, ("slug",), code="slug_taken") from error


def _write_wordings(form: Form, draft: FormDraft, *, now: datetime) -> None:
    """A new version in each language in which what is asked changed; the form is locked or new."""
    latest = latest_wordings(form.pk)
    changed = []
    for language, text in draft.consent.items():
        before = latest.get(language)
        wording = FormWording(
            form=form,
            language=language,
            version=before.version + 1 if before else 1,
            text=text,
            privacy_url=draft.privacy_url,
            purpose=draft.purpose,
            channels=list(draft.channels),
            at=now,
        )
        if (before or text) and (before is None or _said(before) != _said(wording)):
            changed.append(wording)
    FormWording.objects.bulk_create(changed)


def _said(wording: FormWording) -> tuple[str, ...]:
    return (wording.text, wording.privacy_url, wording.purpose, *wording.channels)
