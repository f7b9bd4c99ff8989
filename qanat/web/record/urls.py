"""The addresses of records."""

from django.http import HttpResponse
from django.urls import URLPattern, path

from qanat.access.public import permitted, signed_in
from qanat.listing.public import subject_of
from qanat.web.page import PageRequest, part_only
from qanat.web.record import (
    accounts,
    clashes,
    composing,
    consent,
    converting,
    creating,
    custom,
    deals,
    history,
    people,
    timeline,
    why,
)
from qanat.web.record.facts import CHANGE

see, change = permitted("people.view"), permitted("people.change")
see_deal, change_deal = permitted("opportunities.view"), permitted("opportunities.change")
plan, work = permitted("tasks.add"), permitted("tasks.change")


def _custom(place: str, subject: str) -> URLPattern:
    def of_subject(request: PageRequest, record_id: int, key: str) -> HttpResponse:
        return custom.custom(request, subject, record_id, key)

    return path(
        f"{place}/<int:record_id>/custom/<str:key>/",
        permitted(CHANGE[subject])(part_only(of_subject)),
        name=f"{subject}_custom",
    )


def _history(place: str, subject: str) -> URLPattern:
    def of_subject(request: PageRequest, record_id: int) -> HttpResponse:
        return history.history(request, subject, record_id)

    return path(
        f"{place}/<int:record_id>/history/",
        permitted(subject_of(subject).permission)(of_subject),
        name=f"{subject}_history",
    )


app_name = "record"
urlpatterns: list[URLPattern] = [
    path("people/new/", permitted("people.add")(creating.new_person), name="new_person"),
    path("people/known/", permitted("people.add")(part_only(creating.known)), name="known"),
    path("people/<int:person_id>/", see(people.person), name="person"),
    path("people/<int:person_id>/panel/", see(part_only(people.panel)), name="person_panel"),
    path("people/<int:person_id>/head/", see(part_only(people.head)), name="person_head"),
    path("people/<int:person_id>/why/", see(part_only(why.why)), name="why"),
    path(
        "people/<int:person_id>/owner/why/",
        permitted("routing.view")(part_only(why.owner)),
        name="why_owner",
    ),
    path("people/<int:person_id>/timeline/", see(part_only(timeline.timeline)), name="timeline"),
    path("people/<int:person_id>/status/", change(people.status), name="status"),
    path("people/<int:person_id>/owner/", permitted("routing.assign")(people.owner), name="owner"),
    path("people/<int:person_id>/tags/", change(people.tags), name="tags"),
    path(
        "people/<int:person_id>/delete/", permitted("people.delete")(people.delete), name="delete"
    ),
    path("people/<int:person_id>/convert/", change(converting.convert_person), name="convert"),
    path("people/<int:person_id>/compose/", plan(part_only(composing.compose)), name="compose"),
    path("people/<int:person_id>/call/", plan(composing.call), name="call"),
    path("people/<int:person_id>/next-step/", plan(composing.next_step), name="next_step"),
    path("steps/<int:task_id>/done/", work(composing.step_done), name="step_done"),
    path("steps/<int:task_id>/later/", work(composing.step_later), name="step_later"),
    path("notes/<int:note_id>/", work(timeline.note), name="note"),
    path(
        "notes/<int:note_id>/delete/",
        permitted("tasks.delete")(timeline.note_gone),
        name="note_gone",
    ),
    path(
        "people/<int:person_id>/consent/",
        permitted("consent.view")(consent.consent),
        name="consent",
    ),
    path("clashes/", signed_in(clashes.clashes), name="clashes"),
    _history("people", "people"),
    _history("accounts", "accounts"),
    _history("deals", "deals"),
    _custom("people", "people"),
    _custom("accounts", "accounts"),
    _custom("deals", "deals"),
    path("accounts/new/", permitted("accounts.add")(creating.new_account), name="new_account"),
    path(
        "accounts/<int:account_id>/", permitted("accounts.view")(accounts.account), name="account"
    ),
    path(
        "accounts/<int:account_id>/timeline/",
        permitted("accounts.view")(timeline.account_timeline),
        name="account_timeline",
    ),
    path(
        "accounts/<int:account_id>/panel/",
        permitted("accounts.view")(part_only(accounts.panel)),
        name="account_panel",
    ),
    path(
        "accounts/<int:account_id>/delete/",
        permitted("accounts.delete")(accounts.delete),
        name="account_delete",
    ),
    path("deals/new/", permitted("opportunities.add")(creating.new_deal), name="new_deal"),
    path("deals/<int:deal_id>/", see_deal(deals.deal), name="deal"),
    path("deals/<int:deal_id>/panel/", see_deal(part_only(deals.panel)), name="deal_panel"),
    path("deals/<int:deal_id>/next-step/", plan(composing.deal_next_step), name="deal_next_step"),
    path("deals/<int:deal_id>/move/", change_deal(deals.move), name="move"),
    path("deals/<int:deal_id>/won/", change_deal(deals.won), name="won"),
    path("deals/<int:deal_id>/lost/", change_deal(deals.lost), name="lost"),
    path("deals/<int:deal_id>/reopen/", change_deal(deals.reopen), name="reopen"),
    path(
        "deals/<int:deal_id>/delete/",
        permitted("opportunities.delete")(deals.delete),
        name="deal_delete",
    ),
]
