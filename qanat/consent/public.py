"""Consent: all that other packages may use."""

from qanat.consent.actions import record_consent
from qanat.consent.bulk import ConsentDraft, record_consents
from qanat.consent.queries import LedgerEntry, ledger_of, may_contact, said_by
from qanat.consent.rules import CHANNELS, PURPOSES, STATES, Reason, Verdict, consent_faults
from qanat.consent.suppression import lift_suppression, suppress

__all__ = [
    "CHANNELS",
    "PURPOSES",
    "STATES",
    "ConsentDraft",
    "LedgerEntry",
    "Reason",
    "Verdict",
    "consent_faults",
    "ledger_of",
    "lift_suppression",
    "may_contact",
    "record_consent",
    "record_consents",
    "said_by",
    "suppress",
]
