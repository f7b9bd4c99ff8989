"""The columns of each list; importing this package registers them."""

from qanat.listing.columns import accounts, deals, people, tasks

__all__ = ["accounts", "deals", "people", "tasks"]
