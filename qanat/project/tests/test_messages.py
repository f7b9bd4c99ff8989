"""Every sentence of the pages is said in Arabic and Persian."""

import re

import pytest

from qanat.project.messages import LANGUAGES, LOCALE, collected, compiled, known

PLACES = re.compile(r"%\((\w+)\)s|</?(\w+)")


def forms(text):
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_in_the_catalogue_and_no_other(language):
    wanted = {(message.id, message.context) for message in collected() if message.id}
    assert {(message.id, message.context) for message in known(language) if message.id} == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_sure(language):
    for message in known(language):
        if message.id:
            assert all(forms(message.string)), message.id
            assert not message.fuzzy, message.id
            assert message.string != message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places_and_tags(language):
    for message in known(language):
        if isinstance(message.id, str) and message.id:
            assert sorted(PLACES.findall(message.string)) == sorted(PLACES.findall(message.id))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_source(language):
    packed = (LOCALE / language / "LC_MESSAGES" / "django.mo").read_bytes()
    assert packed == compiled(known(language))


@pytest.mark.parametrize(("language", "plurals"), [("ar", 6), ("fa", 2)])
def test_plurals_have_as_many_forms_as_the_language(language, plurals):
    counted = [message for message in known(language) if isinstance(message.id, tuple)]
    assert counted
    assert {len(message.string) for message in counted} == {plurals}
