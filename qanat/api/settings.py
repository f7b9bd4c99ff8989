"""What the organisation sets for its records: custom fields and statuses."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from qanat.api.needs import actor_of, needs
from qanat.api.schemas import Body, Label, Labels, Name
from qanat.kernel import clock
from qanat.people.public import (
    FieldRow,
    StatusRow,
    change_field,
    change_status,
    create_status,
    custom_fields,
    define_field,
    delete_field,
    delete_status,
    set_status_gate,
    statuses,
)

router = Router(tags=["settings"])

Entity = Literal["person", "account", "opportunity"]
Choices = Annotated[list[Label], Field(max_length=500)]


class FieldOut(Schema):
    """A custom field."""

    entity: str
    key: str
    kind: str
    labels: dict[str, str]
    choices: list[str]
    choice_labels: dict[str, dict[str, str]]
    indexed: bool


class FieldIn(Body):
    """A custom field to add; its key names it for ever."""

    key: Name
    kind: Name
    labels: Labels
    choices: Choices = []
    choice_labels: dict[Name, dict[str, str]] = {}


class FieldChange(Body):
    """Other labels or choices."""

    labels: Labels | None = None
    choices: Choices | None = None
    choice_labels: dict[Name, dict[str, str]] | None = None


class StatusOut(Schema):
    """A status that a person can have; `gate` is what must hold to enter."""

    key: str
    labels: dict[str, str]
    closed: bool
    gate: dict[str, Any] | None


class NewStatusIn(Body):
    """A status to add, after those there are."""

    key: Name
    labels: Labels
    closed: bool = False
    gate: dict[str, Any] | None = None


class StatusChange(Body):
    """Other labels, or closed or open."""

    labels: Labels | None = None
    closed: bool | None = None


class GateIn(Body):
    """What must hold to enter, as criteria; null lets everyone in."""

    gate: dict[str, Any] | None


@router.get("/fields/{entity}", response=list[FieldOut], operation_id="list_fields")
@needs("people.view")
def fields(request: HttpRequest, entity: Entity) -> list[FieldRow]:
    """The custom fields of people, accounts or opportunities."""
    return custom_fields(entity)


@router.post("/fields/{entity}", response={201: FieldOut}, operation_id="define_field")
@needs("settings.change")
def post_field(request: HttpRequest, entity: Entity, body: FieldIn) -> FieldRow:
    """Add a custom field."""
    return define_field(
        entity,
        body.key,
        kind=body.kind,
        labels=body.labels.named(),
        choices=body.choices,
        choice_labels=body.choice_labels,
        actor=actor_of(request),
        now=clock.now(),
    )


@router.patch("/fields/{entity}/{key}", response=FieldOut, operation_id="change_field")
@needs("settings.change")
def patch_field(request: HttpRequest, entity: Entity, key: Name, body: FieldChange) -> FieldRow:
    """Give a custom field other labels or choices; values stay as they are."""
    labels = None if body.labels is None else body.labels.named()
    return change_field(
        entity,
        key,
        labels=labels,
        choices=body.choices,
        choice_labels=body.choice_labels,
        actor=actor_of(request),
    )


@router.delete("/fields/{entity}/{key}", response={204: None}, operation_id="delete_field")
@needs("settings.change")
def remove_field(request: HttpRequest, entity: Entity, key: Name) -> None:
    """Take a custom field away."""
    delete_field(entity, key, actor=actor_of(request), now=clock.now())


@router.get("/statuses", response=list[StatusOut], operation_id="list_statuses")
@needs("people.view")
def all_statuses(request: HttpRequest) -> list[StatusRow]:
    """All statuses in their order."""
    return statuses()


@router.post("/statuses", response={201: StatusOut}, operation_id="create_status")
@needs("settings.change")
def post_status(request: HttpRequest, body: NewStatusIn) -> StatusRow:
    """Add a status."""
    return create_status(
        body.key,
        labels=body.labels.named(),
        closed=body.closed,
        gate=body.gate,
        actor=actor_of(request),
    )


@router.patch("/statuses/{key}", response=StatusOut, operation_id="change_status")
@needs("settings.change")
def patch_status(request: HttpRequest, key: Name, body: StatusChange) -> StatusRow:
    """Give a status other labels, or close or open it."""
    labels = None if body.labels is None else body.labels.named()
    return change_status(key, labels=labels, closed=body.closed, actor=actor_of(request))


@router.put("/statuses/{key}/gate", response=StatusOut, operation_id="set_status_gate")
@needs("settings.change")
def put_gate(request: HttpRequest, key: Name, body: GateIn) -> StatusRow:
    """Set what must hold to enter; who is in it already stays."""
    return set_status_gate(key, body.gate, actor=actor_of(request))


@router.delete("/statuses/{key}", response={204: None}, operation_id="delete_status")
@needs("settings.change")
def remove_status(request: HttpRequest, key: Name) -> None:
    """Take a status away that nobody has."""
    delete_status(key, actor=actor_of(request))
