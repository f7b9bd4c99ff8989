"""Saving questions to reports, and finding them again."""

from dataclasses import dataclass
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from qanat.insight.models import SavedReport
from qanat.insight.registry import reports
from qanat.kernel.errors import Invalid, NotFound
from qanat.kernel.text import clean
from qanat.platform.actor import Actor, acting

LONGEST_NAME: Final = 100
LONGEST_QUESTION: Final = 2000
MOST_ROWS: Final = 200


@dataclass(frozen=True, kw_only=True)
class SavedRow:
    """A saved question; `mine` is whether the reader saved it."""

    id: int
    name: str
    report: str
    question: str
    shared: bool
    mine: bool
    owner_name: str


def save_report(
    name: str, *, report: str, question: str, shared: bool = False, actor: Actor
) -> SavedRow:
    """The question under that name; one of the same name of theirs is replaced.

    Raises:
        NotAllowed: `actor` may not see reports, or may not share them.
        NotFound: no report has that name.
        Invalid: `saved_name`, or `saved_question` when it is too long or nobody's.
    """
    actor.require("reports.share" if shared else "reports.view")
    if reports.get(report) is None:
        raise NotFound("report", report)
    called = clean(name)
    if not 0 < len(called) <= LONGEST_NAME:
        raise Invalid("Please give a name of at most 100 letters.", ("name",), code="saved_name")
    if len(question) > LONGEST_QUESTION or actor.user_id is None:
        raise Invalid("This question cannot be saved.", code="saved_question")
    with acting(actor):
        saved = _own(actor).select_for_update().filter(name=called).first()
        if saved is None:
            saved = SavedReport(owner_id=actor.user_id, name=called)
        saved.report, saved.question, saved.shared = report, question, shared
        try:
            with transaction.atomic():
                saved.save()
        except IntegrityError as error:
            message = "You have a saved report of this name already."
            raise Invalid(message, ("name",), code="saved_name_taken") from error
    return saved_report(saved.id, actor=actor)


def delete_saved_report(saved_id: int, *, actor: Actor) -> SavedRow:
    """Forget a saved question of one's own; whoever may share may forget shared ones too.

    Raises:
        NotFound: there is none of that id that the actor may forget.
    """
    actor.require("reports.view")
    with acting(actor):
        may = Q(owner_id=actor.user_id)
        if actor.may("reports.share"):
            may |= Q(shared=True)
        saved = SavedReport.objects.select_for_update().filter(may, id=saved_id).first()
        if saved is None:
            raise NotFound("saved report", saved_id)
        row = saved_report(saved_id, actor=actor)
        saved.delete()
    return row


def saved_report(saved_id: int, *, actor: Actor) -> SavedRow:
    """One saved question.

    Raises:
        NotFound: there is none of that id that the actor sees.
    """
    actor.require("reports.view")
    saved = _seen(actor).filter(id=saved_id).first()
    if saved is None:
        raise NotFound("saved report", saved_id)
    return _row(saved, actor)


def saved_reports(*, actor: Actor, after: int = 0, limit: int = MOST_ROWS) -> list[SavedRow]:
    """One's own and the shared ones, by id, from past the id `after`; one query."""
    actor.require("reports.view")
    found = _seen(actor).filter(id__gt=after).order_by("id")[: max(1, min(limit, MOST_ROWS))]
    return [_row(saved, actor) for saved in found]


def _own(actor: Actor) -> QuerySet[SavedReport]:
    return SavedReport.objects.filter(owner_id=actor.user_id)


def _seen(actor: Actor) -> QuerySet[SavedReport]:
    mine = Q(owner_id=actor.user_id) | Q(shared=True)
    return SavedReport.objects.select_related("owner").filter(mine)


def _row(saved: SavedReport, actor: Actor) -> SavedRow:
    return SavedRow(
        id=saved.id,
        name=saved.name,
        report=saved.report,
        question=saved.question,
        shared=saved.shared,
        mine=saved.owner_id == actor.user_id,
        owner_name=saved.owner.name or saved.owner.email,
    )
