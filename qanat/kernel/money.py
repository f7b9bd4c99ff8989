"""Amounts of money: a decimal with its currency."""

from dataclasses import dataclass
from decimal import Decimal

MAX_DIGITS = 18
DECIMAL_PLACES = 2


@dataclass(frozen=True)
class Money:
    """An amount in one currency.

    Attributes:
        amount: in whole units of the currency, two decimal places kept.
        currency: ISO 4217 code, such as `SAR`.
    """

    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)
