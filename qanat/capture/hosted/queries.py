"""Reading hosted forms: those there are, one to edit, one to fill in, and what came in by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from qanat.capture.hosted.rules import FormDraft
from qanat.capture.models import Form, FormWording
from qanat.kernel.errors import NotFound
from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor
from qanat.platform.statements import fetch, select, statement

MOST_ROWS: Final = 200


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """A form as it is listed.

    Attributes:
        week: how many were sent in the last seven days.
        last_at: when the last came; None for never.
    """

    id: int
    name: str
    slug: str
    active: bool
    languages: tuple[str, ...]
    week: int
    last_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class FormShown:
    """One form to be edited."""

    id: int
    active: bool
    draft: FormDraft


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One version of what a form asks consent to; see `FormWording`."""

    id: int
    version: int
    text: str
    privacy_url: str
    purpose: str
    channels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OpenForm:
    """A form to be filled in.

    Attributes:
        texts, wordings: by language; of a language without consent there is no wording.
    """

    id: int
    slug: str
    language: str
    languages: tuple[str, ...]
    fields: Mapping[str, bool]
    texts: Mapping[str, Mapping[str, str]]
    wordings: Mapping[str, Wording]
    redirect: str
    source: str
    medium: str
    campaign: str


@dataclass(frozen=True, kw_only=True)
class FormArrival:
    """Somebody who came by a form."""

    id: int
    person_id: int
    name: str
    received_at: datetime
    result: str


def list_forms(
    actor: Actor, *, now: datetime, after: int = 0, limit: int = MOST_ROWS
) -> list[FormRow]:
    """The forms by id, from past the id `after`. One query."""
    actor.require("forms.view")
    params = {"now": now, "after": after, "limit": min(limit, MOST_ROWS)}
    return [
        FormRow(
            id=pk,
            name=name,
            slug=slug,
            active=active,
            languages=tuple(languages),
            week=week,
            last_at=last_at,
        )
        for pk, name, slug, active, languages, week, last_at in fetch(
            statement(__file__, "forms"), params
        )
    ]


def form_shown(form_id: int, actor: Actor) -> FormShown:
    """One form.

    Raises:
        NotFound: there is none.
    """
    actor.require("forms.view")
    form = Form.objects.filter(pk=form_id).first()
    if form is None:
        raise NotFound("form", form_id)
    return FormShown(id=form.pk, active=form.active, draft=draft_of(form))


def draft_of(form: Form) -> FormDraft:
    """All that is chosen of the form now."""
    latest = latest_wordings(form.pk)
    one = latest.get(form.language) or next(iter(latest.values()), None)
    asked: dict[str, Any] = {}
    if one is not None:
        asked = {"purpose": one.purpose, "channels": tuple(one.channels)}
        asked["privacy_url"] = one.privacy_url
    return FormDraft(
        name=form.name,
        slug=form.slug,
        language=form.language,
        languages=tuple(form.languages),
        fields=form.fields,
        texts=form.texts,
        consent={language: wording.text for language, wording in latest.items()},
        redirect=form.redirect,
        source=form.source,
        medium=form.medium,
        campaign=form.campaign,
        **asked,
    )


def latest_wordings(form_id: int) -> dict[str, FormWording]:
    """The version of the consent that is shown now, by language."""
    rows = FormWording.objects.filter(form_id=form_id).order_by("language", "-version")
    return {row.language: row for row in rows.distinct("language")}


def open_form(slug: str) -> OpenForm | None:
    """The form of that address, for whoever has it; None when there is none, or it is closed. Two queries."""
    form = Form.objects.filter(slug=slug, active=True).first()
    if form is None:
        return None
    return OpenForm(
        id=form.pk,
        slug=form.slug,
        language=form.language,
        languages=tuple(form.languages),
        fields=form.fields,
        texts=form.texts,
        wordings={
            language: _wording(row)
            for language, row in latest_wordings(form.pk).items()
            if row.text
        },
        redirect=form.redirect,
        source=form.source,
        medium=form.medium,
        campaign=form.campaign,
    )


def wording_shown(form_id: int, wording_id: int) -> Wording | None:
    """A version that the form has shown, the present one or not."""
    row = FormWording.objects.filter(form_id=form_id, pk=wording_id).exclude(text="").first()
    return _wording(row) if row else None


def _wording(row: FormWording) -> Wording:
    return Wording(
        id=row.pk,
        version=row.version,
        text=row.text,
        privacy_url=row.privacy_url,
        purpose=row.purpose,
        channels=tuple(row.channels),
    )


def form_arrivals(form_id: int, actor: Actor, *, limit: int = 10) -> list[FormArrival]:
    """The last who came by the form, of those whom the actor sees."""
    actor.require("forms.view")
    actor.require("people.view")
    rows = select(
        Sql(
            "SELECT s.id, p.id, p.full_name, s.received_at, s.answer->>'result'"
            " FROM inbox_submission s JOIN person p ON p.id = s.person_id"
            " WHERE s.door = %s AND s.door LIKE 'form:%%' AND p.deleted_at IS NULL AND ",
            (f"form:{form_id}",),
        )
        + actor.visible("p.owner_id")
        + Sql(" ORDER BY s.received_at DESC LIMIT %s", (min(limit, MOST_ROWS),))
    )
    return [
        FormArrival(id=pk, person_id=person, name=name, received_at=at, result=result or "")
        for pk, person, name, at, result in rows
    ]
