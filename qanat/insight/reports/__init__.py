"""One report a file; importing this package registers them all."""

from qanat.insight.reports import conversion, funnel, pipeline, sources, totals

__all__ = ["conversion", "funnel", "pipeline", "sources", "totals"]
