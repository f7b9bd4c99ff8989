"""What is measured, in this order: each grows the data that the ones after it stand on.

A measurement is a module with `measure(ground)`, which gives its figures; its name is what
`--only` takes.
"""

from collections.abc import Callable

from bench.figures import Figure
from bench.ground import Ground
from bench.measurements import (
    assignment,
    create,
    duplicates,
    importing,
    interactions,
    pages,
    queries,
    reports,
    rescore,
    rescore_many,
)

Measure = Callable[[Ground], list[Figure]]

MEASUREMENTS: dict[str, Measure] = {
    "rescore": rescore.measure,
    "queries": queries.measure,
    "pages": pages.measure,
    "interactions": interactions.measure,
    "duplicates": duplicates.measure,
    "reports": reports.measure,
    "create": create.measure,
    "import": importing.measure,
    "assignment": assignment.measure,
    "rescore_many": rescore_many.measure,
}
