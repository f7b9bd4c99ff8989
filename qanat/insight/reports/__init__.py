"""One report a file; importing this package registers them all."""

from qanat.insight.reports import (
    conversion,
    funnel,
    overview,
    pipeline,
    representatives,
    sources,
    totals,
)

__all__ = [
    "conversion",
    "funnel",
    "overview",
    "pipeline",
    "representatives",
    "sources",
    "totals",
]
