"""The operators, one file per kind. Adding one is adding it to a file here."""

from qanat.criteria.operators import (  # noqa: F401 each registers its operators
    between,
    comparison,
    equality,
    events,
    several,
    text,
    time,
)
from qanat.criteria.operators.registry import EVENT_OPERATORS, OPERATORS

__all__ = ["EVENT_OPERATORS", "OPERATORS"]
