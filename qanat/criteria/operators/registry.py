"""Where operators are registered."""

from qanat.criteria.operators.base import EventOperator, Operator
from qanat.kernel.registry import Registry

OPERATORS: Registry[Operator] = Registry("operator")
EVENT_OPERATORS: Registry[EventOperator] = Registry("operator on events")
