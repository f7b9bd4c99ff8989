"""Why something changed, in the language of whoever reads."""

import pytest
from django.utils import translation

from qanat.web.look import Look
from qanat.web.record.telling import reason_in_words


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("account", "المسؤول عن شركته"),
        ("rule", "بقاعدة توزيع"),
        ("score 60", "بلغ التقييم 60"),
        ("opportunity 7", "مع صفقة"),
        ("undo of bulk:3", "تم التراجع"),
        ("score was too low", "score was too low"),
        ("طلب ذلك بنفسه", "طلب ذلك بنفسه"),
        ("", ""),
    ],
)
def test_qanat_translates_its_own_reasons_and_nobody_elses(reason, said):
    with translation.override("ar"):
        assert reason_in_words(reason, Look(language="ar")) == said
