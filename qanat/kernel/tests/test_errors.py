import pytest

from qanat.kernel.errors import Conflict, Fault, Invalid, NotAllowed, NotFound, Refused


def test_a_refusal_says_what_is_missing():
    assert str(NotAllowed("people.edit")) == "This needs the permission people.edit."
    assert NotAllowed("people.edit").permission == "people.edit"
    assert str(NotFound("person", 7)) == "There is no person 7."
    assert (NotFound("person", 7).what, NotFound("person", 7).key) == ("person", 7)


def test_what_is_invalid_says_where_and_why():
    error = Invalid("Please give an e-mail address.", ("leads", 3, "email"), code="email_empty")
    assert error.faults == (
        Fault(("leads", 3, "email"), "Please give an e-mail address.", "email_empty"),
    )


def test_several_faults_make_one_error_that_speaks_with_the_first():
    faults = (Fault(("a",), "First.", "one"), Fault(("b",), "Second.", "two"))
    assert Invalid.of(faults).faults == faults
    assert str(Invalid.of(faults)) == "First."


def test_a_conflict_names_the_record_it_clashed_with():
    with pytest.raises(Refused) as refusal:
        raise Conflict("This address belongs to another lead.", record="person 7")
    assert refusal.value.record == "person 7"
    assert Conflict("Somebody else changed this.").record == ""
