"""The sentence of a fault in the language of the request: what pages, API and files of refused rows say."""

from django.utils.translation import get_language, gettext

from qanat.kernel.errors import Fault
from qanat.wording.domain_faults import DOMAIN_FAULTS
from qanat.wording.shape_faults import FAULTS

__all__ = ["FAULTS", "sentence_of"]

SAID_BY_THEMSELVES = frozenset({"gate_unmet"})
"""Faults that are put together of sentences, in the reader's language, where they are found."""
_PLACES = {"ar": 0, "fa": 1}


def sentence_of(fault: Fault) -> str:
    """The fault in the language asked for: its own sentence in English, else that of its code."""
    language = (get_language() or "en").partition("-")[0]
    if language == "en" or fault.code in SAID_BY_THEMSELVES:
        return fault.message
    if fault.code in FAULTS:
        return FAULTS[fault.code].in_language(language)
    if fault.code in DOMAIN_FAULTS and language in _PLACES:
        return DOMAIN_FAULTS[fault.code][_PLACES[language]]
    return gettext(fault.message)
