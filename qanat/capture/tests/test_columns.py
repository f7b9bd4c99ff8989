"""Columns find their fields by name in three languages, or say why not."""

import pytest

from qanat.capture.columns import NAMES, SKIP, matched
from qanat.kernel.errors import Invalid


def faults_of(columns, **more):
    with pytest.raises(Invalid) as refused:
        matched(columns, custom={}, **more)
    return [(fault.path, fault.code) for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        (["First Name", "LAST_NAME", "E-mail Address"], ["given_name", "family_name", "email"]),
        (["الاسم الأول", "البريد الالكتروني", "الجوّال"], ["given_name", "email", "mobile"]),
        (["نام خانوادگی", "ایمیل", "تلفن همراه"], ["family_name", "email", "mobile"]),
        (["نام‌خانوادگي", "شماره تلفن", "شرکت"], ["family_name", "phone", "company"]),
        (["given_name", "email", "account.size"], ["given_name", "email", "account.size"]),
    ],
)
def test_columns_are_matched_by_name_in_three_languages(columns, fields):
    assert matched(columns, custom={}).fields == tuple(fields)


def test_no_name_means_two_fields():
    from qanat.capture.columns import column_key

    owners = {}
    for field, names in NAMES.items():
        for name in (field, *names):
            assert owners.setdefault(column_key(name), field) == field


def test_custom_fields_are_matched_by_their_label_and_key():
    fields = matched(
        ["email", "Budget", "الميزانية"], custom={"budget": "budget", "الميزانية": "x"}
    )
    assert fields.fields == ("email", "custom.budget", "custom.x")


def test_an_unknown_column_is_a_fault_that_names_it_and_what_it_may_be():
    with pytest.raises(Invalid, match="Is it email") as refused:
        matched(["name", "Emial"], custom={})
    assert refused.value.faults[0].path == ("columns", "Emial")


def test_every_unknown_column_is_told_at_once():
    assert faults_of(["email", "Zodiac", "Shoe size"]) == [
        (("columns", "Zodiac"), "unknown_column"),
        (("columns", "Shoe size"), "unknown_column"),
    ]


def test_a_mapping_tells_what_names_do_not():
    told = {"Zodiac": SKIP, "Correo": "email"}
    assert matched(["Correo", "zodiac"], custom={}, told=told).fields == ("email", SKIP)


def test_a_mapping_to_no_field_or_from_no_column_is_a_fault():
    assert faults_of(["email"], told={"email": "emial"}) == [
        (("columns", "email"), "unknown_field")
    ]
    assert faults_of(["email"], told={"Phone": "phone"}) == [
        (("mapping", "Phone"), "missing_column")
    ]


def test_a_field_filled_twice_is_a_fault_unless_it_may_be_many():
    assert faults_of(["email", "City", "Town"]) == [(("columns", "Town"), "column_twice")]
    assert matched(["email", "Work email"], custom={}).fields == ("email", "email")


def test_a_file_that_identifies_nobody_is_refused():
    assert faults_of(["City", "Industry"]) == [(("columns",), "no_identity")]
