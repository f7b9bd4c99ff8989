"""What others typed does not run in a spreadsheet."""

import pytest

from qanat.kernel.spreadsheet import harmless


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sara", "Sara"),
        ("", ""),
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("+966512345678", "+966512345678"),
        ("+1+cmd|'/C calc'!A0", "'+1+cmd|'/C calc'!A0"),
        ("+966512345678\n=1", "'+966512345678\n=1"),
    ],
)
def test_what_would_run_is_text_and_phones_stay(text, shown):
    assert harmless(text) == shown
