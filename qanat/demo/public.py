"""The demo company: all that the command line uses."""

from qanat.demo.filling import Filled, fill, is_demo
from qanat.demo.staff import ADMIN, ORGANISATION, PASSWORD, STAFF, Member
from qanat.demo.vocabulary import LANGUAGES

__all__ = [
    "ADMIN",
    "LANGUAGES",
    "ORGANISATION",
    "PASSWORD",
    "STAFF",
    "Filled",
    "Member",
    "fill",
    "is_demo",
]
