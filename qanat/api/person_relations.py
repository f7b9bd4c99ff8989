"""What belongs to one person: timeline, consents, tags; and the events of many."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from qanat.api.asked import by_instant, instant_after, under
from qanat.api.needs import actor_of, needs
from qanat.api.paging import After, Limit, Page, Paged, id_after, paged
from qanat.api.schemas import Body, Id, MadeOut, Name
from qanat.consent.public import ConsentDraft, ledger_of, record_consent
from qanat.flows.public import Happening, add_events
from qanat.kernel import clock
from qanat.kernel.errors import Invalid
from qanat.people.public import (
    add_to_list,
    create_list,
    delete_list,
    remove_from_list,
    static_lists,
    tag_names,
    tag_people,
    untag_people,
)
from qanat.timeline.public import timeline_of

router = Router(tags=["people"])

Ids = Annotated[list[Id], Field(min_length=1, max_length=1000)]
Tags = Annotated[list[Name], Field(max_length=50)]


class EventOut(Schema):
    """Something that happened."""

    id: int
    at: datetime
    kind: str
    properties: dict[str, Any]
    amount: Decimal | None
    source: str
    recorded_at: datetime


class EventIn(Body):
    """Something that somebody did. Say who by `person_id` or `email`."""

    kind: Name
    person_id: Id | None = None
    email: Annotated[str, Field(max_length=320)] = ""
    at: AwareDatetime | None = None
    properties: Annotated[dict[str, Any], Field(max_length=50)] = {}
    amount: Annotated[Decimal, Field(max_digits=18, decimal_places=4)] | None = None
    key: Name = ""


class EventsIn(Body):
    """Events to add, all or none."""

    events: Annotated[list[EventIn], Field(min_length=1, max_length=1000)]


class AddedOut(Schema):
    """How many were new."""

    added: int


class ConsentIn(Body):
    """What a person said about being written to."""

    channel: Name
    purpose: Name
    state: Name
    source: Name
    at: AwareDatetime | None = None
    wording: Annotated[str, Field(max_length=5000)] = ""
    language: Annotated[str, Field(max_length=2)] = ""
    evidence: dict[str, Any] = {}


class ConsentOut(Schema):
    """One entry of the ledger."""

    id: int
    channel: str
    purpose: str
    state: str
    wording: str
    language: str
    source: str
    evidence: dict[str, Any]
    actor: str
    at: datetime
    recorded_at: datetime


class TagsIn(Body):
    """Tags to put on people and to take off them."""

    person_ids: Ids
    add: Tags = []
    remove: Tags = []


class ListIn(Body):
    """A static list to add."""

    name: Name


class ListOut(Schema):
    """A static list, with how many of its people may be seen."""

    id: int
    name: str
    owner_id: int | None
    people: int


class PeopleIn(Body):
    """People by id."""

    person_ids: Ids


class ChangedOut(Schema):
    """How many changed."""

    changed: int


@router.get("/people/{person_id}/events", response=Page[EventOut], operation_id="list_events")
@needs("events.view")
def events(request: HttpRequest, person_id: Id, after: After = "", limit: Limit = 50) -> Paged:
    """What happened to a person, the last first."""
    before = instant_after(after, "events")
    rows = timeline_of(person_id, actor_of(request), before=before, limit=limit + 1)
    return paged(rows, limit=limit, name="events", key=lambda row: by_instant(row.at, row.id))


@router.post("/events", response={201: AddedOut}, operation_id="add_events", tags=["events"])
@needs("events.add")
def post_events(request: HttpRequest, body: EventsIn) -> dict[str, int]:
    """Add up to 1,000 events, all or none; the people they are about are scored anew."""
    happenings = [Happening(**event.dict()) for event in body.events]
    try:
        return {"added": add_events(happenings, actor=actor_of(request), now=clock.now())}
    except Invalid as error:
        raise under("events", error) from error


@router.get("/people/{person_id}/consents", response=Page[ConsentOut], operation_id="list_consents")
@needs("consent.view")
def consents(request: HttpRequest, person_id: Id, after: After = "", limit: Limit = 50) -> Paged:
    """What a person said about being written to, the last first."""
    before = id_after(after, "consents") or None
    rows = ledger_of(person_id, actor_of(request), before=before, limit=limit + 1)
    return paged(rows, limit=limit, name="consents", key=lambda row: (row.id,))


@router.post("/people/{person_id}/consents", response={204: None}, operation_id="record_consent")
@needs("consent.change")
def post_consent(request: HttpRequest, person_id: Id, body: ConsentIn) -> None:
    """Write one statement of a person to the ledger."""
    now = clock.now()
    said = body.dict() | {"at": body.at or now}
    record_consent(ConsentDraft(person_id=person_id, **said), actor=actor_of(request), now=now)


@router.get("/tags", response=list[str], operation_id="list_tags", tags=["tags"])
@needs("people.view")
def tags(request: HttpRequest, prefix: Name = "", limit: Limit = 50) -> list[str]:
    """Tags whose name begins with `prefix`, in any spelling."""
    return tag_names(prefix=prefix, limit=limit)


@router.post("/tags", response=ChangedOut, operation_id="tag_people", tags=["tags"])
@needs("people.change")
def post_tags(request: HttpRequest, body: TagsIn) -> dict[str, int]:
    """Put tags on people, and take tags off them."""
    actor, changed = actor_of(request), 0
    if body.add:
        changed += tag_people(body.person_ids, body.add, actor=actor, now=clock.now())
    if body.remove:
        changed += untag_people(body.person_ids, body.remove, actor=actor)
    return {"changed": changed}


@router.get("/lists", response=Page[ListOut], operation_id="list_lists", tags=["lists"])
@needs("people.view")
def lists(request: HttpRequest, after: After = "", limit: Limit = 50) -> Paged:
    """Static lists by id."""
    rows = static_lists(actor_of(request), after=id_after(after, "lists"), limit=limit + 1)
    return paged(rows, limit=limit, name="lists", key=lambda row: (row.id,))


@router.post("/lists", response={201: MadeOut}, operation_id="create_list", tags=["lists"])
@needs("people.change")
def post_list(request: HttpRequest, body: ListIn) -> dict[str, int]:
    """Add a static list."""
    return {"id": create_list(body.name, actor=actor_of(request), now=clock.now())}


@router.delete("/lists/{list_id}", response={204: None}, operation_id="delete_list", tags=["lists"])
@needs("people.delete")
def remove_list(request: HttpRequest, list_id: Id) -> None:
    """Take the list away; its people stay."""
    delete_list(list_id, actor=actor_of(request))


@router.post(
    "/lists/{list_id}/people", response=ChangedOut, operation_id="add_to_list", tags=["lists"]
)
@needs("people.change")
def post_members(request: HttpRequest, list_id: Id, body: PeopleIn) -> dict[str, int]:
    """Put people on the list."""
    actor = actor_of(request)
    return {"changed": add_to_list(list_id, body.person_ids, actor=actor, now=clock.now())}


@router.post(
    "/lists/{list_id}/people/remove",
    response=ChangedOut,
    operation_id="remove_from_list",
    tags=["lists"],
)
@needs("people.change")
def remove_members(request: HttpRequest, list_id: Id, body: PeopleIn) -> dict[str, int]:
    """Take people off the list."""
    actor = actor_of(request)
    return {"changed": remove_from_list(list_id, body.person_ids, actor=actor)}
