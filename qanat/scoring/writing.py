"""The statement that writes computed scores where they changed."""

from datetime import datetime

from qanat.kernel.sql import Sql
from qanat.platform.statements import statement


def writing(model_id: int, computed: Sql, *, at: datetime, only_newer: bool) -> Sql:
    """The statement up to its answer: a SELECT from `moved` and `written` is to follow.

    `computed` gives the rows of `plan.scored`. With `only_newer`, a score that was computed for
    a later instant stays.
    """
    before, after = statement(__file__, "write_scores").split("/*scored*/")
    return before + computed + Sql(after, (model_id, at, model_id, only_newer, at))
