"""The demo company: all that others use."""

from qanat.demo.filling import Filled, fill, is_demo
from qanat.demo.sample import PEOPLE as SAMPLE_PEOPLE
from qanat.demo.sample import begin_sample
from qanat.demo.staff import ADMIN, ORGANISATION, PASSWORD, STAFF, Member
from qanat.demo.vocabulary import LANGUAGES

__all__ = [
    "ADMIN",
    "LANGUAGES",
    "ORGANISATION",
    "PASSWORD",
    "SAMPLE_PEOPLE",
    "STAFF",
    "Filled",
    "Member",
    "begin_sample",
    "fill",
    "is_demo",
]
