"""The reports there are."""

from collections.abc import Callable
from dataclasses import dataclass

from qanat.insight.asking import Ask
from qanat.insight.table import Table
from qanat.kernel.phrase import Phrase
from qanat.kernel.registry import Registry


@dataclass(frozen=True, kw_only=True)
class Report:
    """One report.

    Attributes:
        groupings: what `by` may be; the first is taken when nothing is asked.
    """

    name: str
    label: Phrase
    about: Phrase
    groupings: tuple[str, ...]
    run: Callable[[Ask], Table]


reports: Registry[Report] = Registry("report")
