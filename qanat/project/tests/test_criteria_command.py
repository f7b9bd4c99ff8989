"""`qanat criteria`: count, describe and explain, in this process on the database of the tests."""

from contextlib import nullcontext

import orjson
import pytest
from typer.testing import CliRunner

from qanat.access.models import User
from qanat.kernel.errors import Invalid, NotFound
from qanat.people.models import Identifier, Person
from qanat.project.command.criteria import command

runner = CliRunner()
SAUDI = '{"field": "person.country", "is": "is", "value": "SA"}'


@pytest.fixture(autouse=True)
def people(db, monkeypatch):
    """One person of each of two sellers, from two countries."""
    monkeypatch.setattr("qanat.project.command.criteria.django_ready", nullcontext)
    made = []
    for name, country in (("a", "SA"), ("b", "IR")):
        seller = User.objects.create(email=f"{name}@qanat.test", role="representative")
        made.append(Person.objects.create(country=country, owner=seller))
        Identifier.objects.create(person=made[-1], kind="email", value=f"{name}@example.com")
    return made


def run(*words, given=None):
    done = runner.invoke(command, [*map(str, words), "--json"], input=given, catch_exceptions=False)
    assert done.exit_code == 0
    return orjson.loads(done.stdout)


def test_people_are_counted_and_the_criteria_said_in_three_languages():
    assert run("count", SAUDI) == {
        "count": 1,
        "sentence": {
            "en": "The country is Saudi Arabia.",
            "ar": "البلد هو المملكة العربية السعودية.",
            "fa": "کشور عربستان سعودی است.",
        },
    }
    assert run("count", '{"all": []}')["count"] == 2
    assert run("count", '{"all": []}', "--subject", "account")["count"] == 0


def test_a_user_counts_what_they_see():
    assert run("count", '{"all": []}', "--as", "a@qanat.test")["count"] == 1
    assert run("count", SAUDI, "--as", "b@qanat.test")["count"] == 0


def test_criteria_can_be_read_from_standard_input():
    assert run("describe", "-", given=SAUDI)["sentence"]["en"] == "The country is Saudi Arabia."


@pytest.mark.parametrize("text", ["{", "[1", '{"all": [NaN]}', '"\\ud800"', "[" * 5000])
def test_what_is_no_json_is_said_so(text):
    with pytest.raises(Invalid, match="This is not JSON"):
        run("count", text)


def test_a_fault_and_an_unknown_subject_are_refused_with_their_paths():
    with pytest.raises(Invalid) as caught:
        run("count", '{"all": [{"field": "person.contry", "is": "is", "value": "SA"}]}')
    assert [fault.path for fault in caught.value.faults] == [("all", 0, "field")]

    with pytest.raises(Invalid) as caught:
        run("count", SAUDI, "--subject", "score")
    assert [fault.path for fault in caught.value.faults] == [("subject",)]


def test_one_record_is_explained_by_its_number_or_its_email(people):
    person = people[0].pk
    explained = {
        "id": person,
        "held": True,
        "reasons": [{"path": [], "held": True, "sentence": "کشور عربستان سعودی است."}],
    }

    assert run("explain", SAUDI, person, "--language", "fa") == explained
    assert run("explain", SAUDI, "A@Example.com", "--language", "fa") == explained


def test_a_record_that_the_user_does_not_see_is_not_there():
    with pytest.raises(NotFound):
        run("explain", SAUDI, "b@example.com", "--as", "a@qanat.test")
    with pytest.raises(Invalid, match="number of the record"):
        run("explain", '{"all": []}', "Acme", "--subject", "account")
