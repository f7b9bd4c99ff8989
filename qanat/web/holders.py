"""Who has an e-mail address or a phone number already, as far as the reader may know."""

from dataclasses import dataclass

from qanat.kernel.errors import Refused
from qanat.people.public import KeyTaken, person_card
from qanat.platform.actor import Actor
from qanat.web.navigation import address_of


@dataclass(frozen=True)
class Holder:
    """The record that has it."""

    name: str
    url: str


def holder_of(error: Refused, actor: Actor) -> Holder | None:
    """The record that the refusal is about, one statement; None where it names none.

    Of a record that is not the actor's to see, `KeyTakenUnseen` says no more than that it exists.
    """
    if not isinstance(error, KeyTaken):
        return None
    return holder_named(next(iter(error.holders.values())), actor)


def holder_named(person_id: int, actor: Actor) -> Holder:
    """A record that the actor sees, as the holder of something; one statement.

    Raises:
        NotFound: there is no such person that the actor may see.
    """
    card = person_card(person_id, actor)
    name = card.full_name or card.email or card.phone
    return Holder(name, address_of("record:person", card.id))
