import pytest

from qanat.kernel.sql import Sql, filled, joined, value


def test_parameters_follow_the_text_in_order():
    assert Sql("a = %s", (1,)) + " AND " + Sql("b = %s", (2,)) == Sql("a = %s AND b = %s", (1, 2))


def test_joined_keeps_every_parameter():
    parts = [Sql("a = %s", (1,)), Sql("true"), Sql("c = %s", (3,))]
    assert joined(" OR ", parts) == Sql("a = %s OR true OR c = %s", (1, 3))


def test_a_template_is_filled_in_the_order_of_its_places():
    assert filled("a {y} b {x} c {y}", x=value(1), y=Sql("y = %s", (2,))) == Sql(
        "a y = %s b %s c y = %s", (2, 1, 2)
    )


def test_a_place_without_a_part_is_a_mistake():
    with pytest.raises(KeyError):
        filled("a {x}")


def test_text_goes_before_and_after_without_parameters():
    assert "WHERE " + Sql("a = %s", (1,)) + " LIMIT 1" == Sql("WHERE a = %s LIMIT 1", (1,))
