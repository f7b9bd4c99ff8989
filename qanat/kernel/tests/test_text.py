from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.kernel.errors import Invalid
from qanat.kernel.text import (
    EMBEDDINGS,
    ascii_digits,
    clean,
    clean_lines,
    isolated,
    joined_key,
    matching_key,
    matching_key_sql,
    seen,
)

NAMES = st.text(
    alphabet="aBcİIßΣς ١٢۳۴4آأإٱاوؤيئىیےکكةۀەہهھمحدـ\u064e\u0651\u0670\u200c\u200d\u200f\u202a\u00a0\t"
)
STORABLE = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", ""),
        ("  Ali   HASSAN\t", "ali hassan"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("أحمد", "احمد"),
        ("آمنة", "امنه"),
        ("إبراهيم", "ابراهيم"),
        ("ٱلله", "الله"),
        ("مؤمن", "مومن"),
        ("هانئ", "هاني"),
        ("علی", "علي"),
        ("على", "علي"),
        ("کریم", "كريم"),
        ("خانۀ", "خانه"),
        ("خانه\u0654", "خانه"),
        ("ہبہ", "هبه"),
        ("مدینۃ", "مدينه"),
        ("شاھین", "شاهين"),
        ("می\u200cخواهم", "مي خواهم"),
        ("١٢٣ ۴۵۶", "123 456"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("ＡＢＣ", "abc"),
        ("Straße STRASSE STRAẞE", "strasse strasse strasse"),
        ("İstanbul ISTANBUL", "istanbul istanbul"),
        ("ΟΔΟΣ οδος", "οδοσ οδοσ"),
        ("Müller Mu\u0308ller", "müller müller"),
        ("\u202bعلي\u202c", "علي"),
        ("soft\u00adware", "software"),
        ("a\u00a0b\u3000c\u2028d", "a b c d"),
    ],
)
def test_a_key_forgets_what_does_not_tell_two_words_apart(typed, key):
    assert matching_key(typed) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [("محمد", "محمود"), ("علي", "علا"), ("سعد", "سعيد"), ("Ali", "Alaa"), ("هبة", "هب")],
)
def test_different_names_keep_different_keys(one, other):
    assert matching_key(one) != matching_key(other)


def test_a_joined_key_is_equal_however_the_word_is_divided():
    keys = {joined_key(word) for word in ("می\u200cخواهم", "می خواهم", "میخواهم")}
    assert keys == {"ميخواهم"}


@given(NAMES)
def test_the_key_of_a_key_is_itself(typed):
    assert matching_key(matching_key(typed)) == matching_key(typed)


@given(STORABLE)
def test_canonically_equivalent_texts_have_one_key(typed):
    assert matching_key(normalize("NFD", typed)) == matching_key(normalize("NFC", typed))


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_the_short_way_for_ascii_gives_what_the_long_way_gives(typed):
    assert matching_key(typed + "é") == matching_key(typed + "É")
    assert matching_key(typed + "é").removesuffix("é").rstrip(" ") == matching_key(typed)


@given(st.text())
def test_a_key_has_single_spaces_and_no_edges(typed):
    key = matching_key(typed)
    assert key == " ".join(key.split())


@given(STORABLE)
def test_cleaning_twice_changes_nothing_more(typed):
    cleaned = clean(typed)
    assert clean(cleaned) == cleaned
    assert is_normalized("NFC", cleaned)
    assert not set(cleaned) & set(EMBEDDINGS)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Ali \n Hassan ", "Ali Hassan"),
        ("  Ali   Hassan ", "Ali Hassan"),
        ("\u202eevil\u202c", "evil"),
        ("\u2066x\u2069", "x"),
        ("bell\x07 and escape\x1b", "bell and escape"),
        ("e\u0301", "é"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("مُحَمَّد", "مُحَمَّد"),
        ("A\u200e-1", "A\u200e-1"),
        ("", ""),
    ],
)
def test_cleaning_keeps_what_was_meant(typed, cleaned):
    assert clean(typed) == cleaned


@pytest.mark.parametrize(
    ("typed", "code"),
    [("a\0b", "text_nul"), ("a\ud800b", "text_encoding"), ("\udfff", "text_encoding")],
)
@pytest.mark.parametrize("cleaning", [clean, clean_lines])
def test_what_no_database_can_hold_is_refused(cleaning, typed, code):
    with pytest.raises(Invalid) as refusal:
        cleaning(typed)
    assert [fault.code for fault in refusal.value.faults] == [code]


def test_lines_stay_lines_with_one_empty_line_at_most():
    typed = "\r\n Dear  sir,\r\n\r\n\r\n\r\nplease\u2028call\u202e me \r\rtoday\n\n"
    assert clean_lines(typed) == "Dear sir,\n\nplease\ncall me\n\ntoday"


def test_isolated_text_cannot_leave_its_isolation():
    assert isolated("علي\u2069\u202e!") == "\u2068علي!\u2069"


def test_digits_of_three_languages_become_ascii_and_nothing_else_changes():
    assert ascii_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ علی") == "0123456789 0123456789 علی"
    assert ascii_digits("2026") == "2026"


def test_pasted_invisible_characters_are_not_seen():
    assert seen("\u202a+966 50 123 4567\u202c\u200f ") == "+966 50 123 4567"
    assert seen(" 12 ") == "12"


def test_the_sql_function_comes_as_one_statement():
    statement = "\n".join(
        line for line in matching_key_sql().splitlines() if not line.startswith("--")
    )
    assert statement.startswith("CREATE OR REPLACE FUNCTION qanat_matching_key(value text)")
    assert statement.count(";") == 1
