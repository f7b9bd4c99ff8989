"""What the worker does of the demo company: sample data in an installation that is new."""

from procrastinate.contrib.django import app

from qanat.demo.sample import bring_sample
from qanat.kernel import clock


@app.task(name="demo.bring_sample")
def bring_sample_data(run_id: int) -> None:
    """Make the sample data that somebody asked for; may run twice."""
    bring_sample(run_id, now=clock.now(), watch=clock.now)
