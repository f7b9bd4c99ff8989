"""SQL text with its parameters, composed without ever putting a value into the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sql:
    """A piece of SQL and the parameters for its `%s` places, in order.

    The text comes from our own source only; a literal percent sign in it is written `%%`.
    """

    text: str
    params: tuple[Any, ...] = ()

    def __add__(self, other: "Sql | str") -> "Sql":
        if isinstance(other, str):
            return Sql(self.text + other, self.params)
        return Sql(self.text + other.text, self.params + other.params)

    def __radd__(self, other: str) -> "Sql":
        return Sql(other + self.text, self.params)


def joined(separator: str, parts: Iterable[Sql]) -> Sql:
    """The parts with `separator` between them; empty when there are none."""
    pieces = list(parts)
    return Sql(
        separator.join(piece.text for piece in pieces),
        tuple(value for piece in pieces for value in piece.params),
    )


def value(constant: object) -> Sql:
    """A place for one parameter."""
    return Sql("%s", (constant,))


def filled(template: str, **parts: Sql) -> Sql:
    """The template with each `{name}` replaced by the part of that name, parameters in order.

    Raises:
        KeyError: the template has a place for which no part is given.
    """
    pieces = re.split(r"\{(\w+)\}", template)
    return joined(
        "", [parts[piece] if index % 2 else Sql(piece) for index, piece in enumerate(pieces)]
    )
