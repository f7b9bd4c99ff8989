"""Consent: all that other packages may use."""

from qanat.consent.bulk import ConsentDraft, record_consents
from qanat.consent.rules import CHANNELS, PURPOSES

__all__ = ["CHANNELS", "PURPOSES", "ConsentDraft", "record_consents"]
