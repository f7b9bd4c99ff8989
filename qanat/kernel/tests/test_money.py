from decimal import Decimal

import pytest

from qanat.kernel.money import Money


def test_amounts_of_one_currency_add_up():
    total = Money(Decimal("1.10"), "SAR") + Money(Decimal("2.20"), "SAR")
    assert total == Money(Decimal("3.30"), "SAR")


def test_two_currencies_do_not_add_up():
    with pytest.raises(ValueError, match="cannot add USD to SAR"):
        Money(Decimal(1), "SAR") + Money(Decimal(1), "USD")
