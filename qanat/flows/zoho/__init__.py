"""Bringing a whole CRM over from a Zoho export, with its own dates."""
