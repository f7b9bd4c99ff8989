from dataclasses import dataclass

import pytest

from qanat.kernel.registry import Registry


@dataclass(frozen=True)
class Shape:
    name: str


def test_members_are_found_by_name_in_the_order_of_adding():
    shapes = Registry[Shape]("shape")
    square = shapes.add(Shape("square"))
    circle = shapes.add(Shape("circle"))
    assert list(shapes) == [square, circle]
    assert shapes.names() == ("square", "circle")
    assert len(shapes) == 2
    assert shapes["circle"] is shapes.get("circle") is circle
    assert "square" in shapes
    assert "cube" not in shapes
    assert shapes.get("cube") is None


def test_a_name_is_taken_once():
    shapes = Registry[Shape]("shape")
    first = shapes.add(Shape("square"))
    with pytest.raises(ValueError, match="shape 'square' is registered twice"):
        shapes.add(Shape("square"))
    assert list(shapes) == [first]
