"""Where the demo company is not made."""

from datetime import datetime

import pytest

from qanat.demo.public import fill, is_demo
from qanat.demo.workdays import ZONE
from qanat.flows.public import found
from qanat.kernel.errors import Conflict, Invalid

NOW = datetime(2026, 11, 22, 15, 40, tzinfo=ZONE)


def silently(name, total):
    def advance(steps):
        pass

    return advance


def test_an_empty_installation_is_not_the_demo(db):
    assert not is_demo()


def test_an_installation_of_somebody_else_is_refused(db):
    found(now=NOW, organisation="Noor")
    with pytest.raises(Conflict, match="in use by Noor"):
        is_demo()


@pytest.mark.parametrize("people", [0, 50_001])
def test_too_few_and_too_many_people_are_refused_before_anything_is_made(db, people):
    with pytest.raises(Invalid):
        fill(people=people, seed=1, now=NOW, telling=silently)
    assert not is_demo()
