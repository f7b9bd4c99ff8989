"""The choices that fields of opportunities have: pipelines, stages, outcomes, reasons for a loss."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Manager

from qanat.criteria.public import Choices
from qanat.kernel.phrase import Phrase
from qanat.people.public import phrase_of
from qanat.pipeline.models import LostReason, Pipeline, Stage

MOST_LISTED = 500

OUTCOMES = Choices.of(
    {
        "open": Phrase("open", "مفتوحة", "باز"),
        "won": Phrase("won", "ربح", "موفق"),
        "lost": Phrase("lost", "خسارة", "ازدست‌رفته"),
    }
)


def _keyed(rows_of: Manager[Any]) -> Choices:
    """The rows of a table with `key` and `labels`; one label per key."""

    def named(values: Sequence[Any]) -> Mapping[Any, Phrase]:
        rows = rows_of.filter(key__in=values).order_by("id")
        return {row.key: phrase_of(row.labels, row.key) for row in rows}

    def listed() -> Mapping[Any, Phrase]:
        rows = rows_of.order_by("id")[:MOST_LISTED]
        return {row.key: phrase_of(row.labels, row.key) for row in rows}

    return Choices(named=named, listed=listed)


PIPELINES = _keyed(Pipeline.objects)
STAGES = _keyed(Stage.objects)
LOST_REASONS = _keyed(LostReason.objects)
