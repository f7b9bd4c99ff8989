"""Every sentence of the pages is said in Arabic and Persian."""

import re

import pytest
from django.utils import translation

from qanat.kernel.errors import Conflict
from qanat.project.messages import LANGUAGES, catalogues, collected, compiled, known, po_path
from qanat.web.refusals import said

RETIRED = {
    "ar": ("زبون", "مسار البيع", "مرشّح", "اً"),
    "fa": (
        "باخته",
        "خط فروش",
        "فروشنده",
        "پالای",
        "صافی",
        "گزینش",
        "برگزی",
        "پرونده",
        "برون‌بری",
        "دیرشده",
        "جستجو",
        "سطل",
    ),
}
"""Of the glossary: words of another translator for what has a word already."""
PLACES = re.compile(r"%\((\w+)\)s|</?(\w+)")


def forms(text):
    return (text,) if isinstance(text, str) else tuple(text)


def messages_of(language):
    """Every message of every catalogue."""
    return [message for folder in catalogues() for message in known(folder, language) if message.id]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_in_its_catalogue_and_no_other(language):
    for folder, catalog in collected().items():
        wanted = {(message.id, message.context) for message in catalog if message.id}
        held = {(m.id, m.context) for m in known(folder, language) if m.id}
        assert held == wanted, f"{folder}: run make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_sure(language):
    for message in messages_of(language):
        assert all(forms(message.string)), message.id
        assert not message.fuzzy, message.id
        assert message.string != message.id or not re.search("[a-z]{3}", str(message.id))


@pytest.mark.parametrize(("language", "foreign"), [("ar", "یکگچپژ"), ("fa", "يكةىإ")])
def test_each_language_is_written_with_its_own_letters(language, foreign):
    for message in messages_of(language):
        for text in forms(message.string):
            assert not set(text) & set(foreign), (message.id, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_word_for_one_idea(language):
    for message in messages_of(language):
        for text in forms(message.string):
            assert not [word for word in RETIRED[language] if word in text], (message.id, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places_and_tags(language):
    for message in messages_of(language):
        if isinstance(message.id, str):
            assert sorted(PLACES.findall(message.string)) == sorted(PLACES.findall(message.id))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogues_are_those_of_the_source(language):
    for folder in catalogues():
        path = po_path(folder, language)
        if path.exists():
            packed = path.with_suffix(".mo").read_bytes()
            assert packed == compiled(known(folder, language)), f"{folder}: run make messages"


@pytest.mark.parametrize(("language", "plurals"), [("ar", 6), ("fa", 2)])
def test_plurals_have_as_many_forms_as_the_language(language, plurals):
    counted = [message for message in messages_of(language) if isinstance(message.id, tuple)]
    assert counted
    assert {len(message.string) for message in counted} == {plurals}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("ar", "أُنجزت هذه المهمة من قبل."), ("fa", "این کار از پیش انجام شده است.")],
)
def test_what_a_package_refuses_is_said_in_the_language_of_the_page(language, sentence):
    with translation.override(language):
        assert said(Conflict("This task is done already.")) == sentence
