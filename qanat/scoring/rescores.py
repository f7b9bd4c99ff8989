"""How far scoring everybody has come, for whoever waits for it."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import F
from django.db.models.functions import Now

from qanat.platform.actor import Actor
from qanat.scoring.models import Rescore


@dataclass(frozen=True, kw_only=True)
class RescoreCard:
    """One time that everybody was or is being scored.

    Attributes:
        people: None while their points are being counted.
        compared: of how many it is settled whether their score changed.
        done_at: None until the end.
    """

    id: int
    model_id: int
    began_at: datetime
    people: int | None
    compared: int
    changed: int
    done_at: datetime | None

    @property
    def share(self) -> Fraction | None:
        """How much of the writing is done; None while there is nothing to write yet."""
        return Fraction(self.compared, self.people) if self.people else None


def last_rescore(model_id: int, actor: Actor) -> RescoreCard | None:
    """The last time that everybody was scored under the model; None when nobody ever was."""
    actor.require("scoring.view")
    row = Rescore.objects.filter(model_id=model_id).order_by("-id").values().first()
    return RescoreCard(**row) if row else None


def begin_rescore(model_id: int) -> int:
    """The id of a rescore that begins now."""
    return Rescore.objects.create(model_id=model_id).pk


def note_counted(run: int, people: int) -> None:
    """The points of so many people are counted."""
    Rescore.objects.filter(id=run).update(people=people)


def note_written(run: int, *, compared: int, changed: int) -> None:
    """So many more are settled, of whom some changed."""
    Rescore.objects.filter(id=run).update(
        compared=F("compared") + compared, changed=F("changed") + changed
    )


def note_done(run: int) -> None:
    """It came to its end."""
    Rescore.objects.filter(id=run).update(done_at=Now())
