"""Consent: all that other packages may use."""

from qanat.consent.bulk import ConsentDraft, record_consents
from qanat.consent.rules import CHANNELS, PURPOSES
from qanat.consent.rules import faults_of as consent_faults

__all__ = ["CHANNELS", "PURPOSES", "ConsentDraft", "consent_faults", "record_consents"]
