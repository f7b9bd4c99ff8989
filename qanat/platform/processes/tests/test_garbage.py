import gc

import pytest

from qanat.platform.processes.garbage import THRESHOLDS, spare_what_stays


@pytest.fixture
def as_before():
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_is_loaded_is_not_looked_through_again(as_before):
    spare_what_stays()

    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold() == THRESHOLDS
