"""What the edges may use of the flows."""

from qanat.flows.founding import Founded, found

__all__ = ["Founded", "found"]
