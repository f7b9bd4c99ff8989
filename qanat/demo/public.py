"""The demo company: all that the command line uses."""

from qanat.demo.filling import Filled, fill, is_demo
from qanat.demo.staff import ADMIN, ORGANISATION, PASSWORD, STAFF, Member

__all__ = ["ADMIN", "ORGANISATION", "PASSWORD", "STAFF", "Filled", "Member", "fill", "is_demo"]
