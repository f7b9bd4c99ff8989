"""The people of the pipeline's tests: an owner, a stranger, Amal who may buy."""

from qanat.pipeline.tests.conftest import (  # noqa: F401 fixtures
    admin,
    amal,
    database,
    in_threads,
    make_opportunity,
    make_person,
    make_user,
    owner,
    pipeline_id,
    stages,
    stranger,
    system,
)
