"""What forms of pages share: faults of the domains shown at their fields, digits of any script."""

from decimal import Decimal, InvalidOperation

from django import forms

from qanat.kernel.errors import Invalid, Refused
from qanat.kernel.text import ascii_digits
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


def typed_amount(text: str) -> Decimal | None:
    """The amount that was typed, in digits and separators of any script; None for none.

    Raises:
        Invalid: it is no number.
    """
    plain = ascii_digits(text.strip()).replace(",", "").replace("٬", "").replace("٫", ".")
    try:
        return Decimal(plain) if plain else None
    except InvalidOperation as error:
        message = "The amount must be a number."
        raise Invalid(message, ("amount",), code="amount_not_a_number") from error
