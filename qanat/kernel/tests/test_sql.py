from qanat.kernel.sql import Sql, joined


def test_parameters_follow_the_text_in_order():
    assert Sql("a = %s", (1,)) + " AND " + Sql("b = %s", (2,)) == Sql("a = %s AND b = %s", (1, 2))


def test_joined_keeps_every_parameter():
    parts = [Sql("a = %s", (1,)), Sql("true"), Sql("c = %s", (3,))]
    assert joined(" OR ", parts) == Sql("a = %s OR true OR c = %s", (1, 3))
