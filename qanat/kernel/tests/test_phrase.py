import pytest

from qanat.kernel.phrase import Phrase

LEAD = Phrase(en="Lead", ar="عميل محتمل", fa="سرنخ")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Lead"),
        ("ar", "عميل محتمل"),
        ("ar-SA", "عميل محتمل"),
        ("fa", "سرنخ"),
        ("fa_IR", "سرنخ"),
        ("FA", "سرنخ"),
        ("de", "Lead"),
        ("arz", "Lead"),
        ("", "Lead"),
    ],
)
def test_a_phrase_is_said_in_the_language_asked_for(language, words):
    assert LEAD.in_language(language) == words


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_a_missing_translation_falls_back_to_english(language):
    assert Phrase(en="Lead", ar="", fa="").in_language(language) == "Lead"
