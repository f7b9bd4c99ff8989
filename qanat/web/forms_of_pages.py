"""What forms of pages share: faults of the domains shown at their fields, digits of any script."""

from django import forms

from qanat.kernel.errors import Invalid, Refused
from qanat.web.refusals import said
from qanat.wording.public import sentence_of


def refuse_in(form: forms.Form, error: Refused) -> None:
    """Show each fault at the field that its path begins with, and the rest above the form."""
    if not isinstance(error, Invalid):
        form.add_error(None, said(error))
        return
    for fault in error.faults:
        place = str(fault.path[0]) if fault.path else ""
        form.add_error(place if place in form.fields else None, sentence_of(fault))
