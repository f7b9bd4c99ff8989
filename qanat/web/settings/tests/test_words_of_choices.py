"""The choices of a field have words of their own in each language; what is kept stays the same."""

from html import unescape

import pytest

from qanat.criteria.public import describe
from qanat.kernel import clock
from qanat.kernel.errors import Invalid
from qanat.people.public import change_field, change_person, custom_fields, person_card
from qanat.platform.actor import system_actor
from qanat.web.conftest import make_records

SYSTEM = system_actor("test")
WORDS = {"black": {"en": "Black tea", "ar": "شاي أسود", "fa": "چای سیاه"}}


@pytest.fixture
def field(company, as_user):
    """A field with two choices, of which one was given words in the dialog."""
    admin = as_user(company, "admin", htmx=True)
    said = {"labels.en": "Tea", "kind": "choice", "choices": "black\ngreen"}
    admin.post("/settings/fields/person/new/", said)
    shown = unescape(admin.get("/settings/fields/person/tea/").content.decode())
    assert "What “black” is called" in shown
    words = {f"said.black.{language}": text for language, text in WORDS["black"].items()}
    change = {"labels.en": "Tea", "choices": "black\ngreen", **words}
    assert admin.post("/settings/fields/person/tea/", change).status_code == 200
    return custom_fields("person")[0]


def test_they_are_shown_wherever_the_value_is(company, as_user, field):
    assert field.choice_labels == WORDS
    kept, now = make_records(company), clock.now()
    change_person(kept.person, {"custom": {"tea": "black"}}, actor=SYSTEM, now=now)
    assert person_card(kept.person, SYSTEM).custom == {"tea": "black"}
    admin = as_user(company, "admin", language="ar")
    for path in (
        f"/people/{kept.person}/",
        f"/people/{kept.person}/history/",
        f"/settings/audit/?table=person&record={kept.person}",
    ):
        page = admin.get(path).content.decode()
        assert "شاي أسود" in page, path
    edit = admin.get(f"/people/{kept.person}/custom/tea/").content.decode()
    assert '<option value="black" selected>شاي أسود' in edit
    assert '<option value="green">green' in edit


def test_the_sentence_of_a_condition_says_them(field):
    black = {"field": "person.custom.tea", "is": "one_of", "value": ["black"]}
    assert "چای سیاه" in describe(black, "fa")
    assert "Black tea" in describe(black, "en")
    green = {"field": "person.custom.tea", "is": "one_of", "value": ["green"]}
    assert "green" in describe(green, "ar")


def test_a_choice_that_goes_takes_its_words_along_and_others_keep_theirs(field):
    changed = change_field("person", "tea", choices=["white", "black"], actor=SYSTEM)
    assert changed.choice_labels == WORDS
    assert change_field("person", "tea", choices=["white"], actor=SYSTEM).choice_labels == {}
    with pytest.raises(Invalid):
        change_field("person", "tea", choice_labels={"white": {"de": "Weiß"}}, actor=SYSTEM)
