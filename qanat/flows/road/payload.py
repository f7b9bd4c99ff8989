"""What a lead may say, and in which shape: names, types, lengths, nothing unknown.

Every door checks the shape before anything is kept. Whether the values make sense (is it an
e-mail address, does the day exist) is read in the intake, by `read.py`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from qanat.kernel.errors import Fault

Short = Annotated[str, StringConstraints(max_length=200)]
Line = Annotated[str, StringConstraints(max_length=300)]
Address = Annotated[str, StringConstraints(max_length=2000)]
LongText = Annotated[str, StringConstraints(max_length=20_000)]
Moment = Annotated[str, StringConstraints(max_length=64)]
Custom = Annotated[dict[str, Any], Field(max_length=200)]

DEEPEST = 6
"""How many levels of lists and objects a free value may have."""


class _Shape(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", hide_input_in_errors=True)


Language = Annotated[str, StringConstraints(pattern="^([a-z]{2})?$")]


class ConsentGiven(_Shape):
    """One consent that the person gave or took back."""

    channel: Short
    purpose: Short
    state: Literal["granted", "withdrawn"]
    wording: LongText = ""
    language: Language = ""
    evidence: Custom = Field(default_factory=dict)


class EventTold(_Shape):
    """Something that the person did or had done to them, told along with the lead."""

    kind: Short
    at: Moment | None = None
    properties: Custom = Field(default_factory=dict)
    amount: int | float | str | None = None
    key: Short = ""


class AccountTold(_Shape):
    """What is said about the company."""

    name: Line = ""
    domain: Line = ""
    website: Address = ""
    phone: Short = ""
    industry: Short = ""
    kind: Short = ""
    size: Annotated[int, Field(ge=0, le=100_000_000)] | None = None
    country: Short = ""
    city: Short = ""
    custom: Custom = Field(default_factory=dict)


class Payload(_Shape):
    """A lead as it arrives. At least one of e-mail, phone and name is needed."""

    given_name: Short = ""
    family_name: Short = ""
    name: Line = ""
    email: Line = ""
    emails: Annotated[list[Line], Field(max_length=10)] = Field(default_factory=list)
    phone: Short = ""
    phones: Annotated[list[Short], Field(max_length=10)] = Field(default_factory=list)
    job_title: Short = ""
    company: Line = ""
    website: Address = ""
    industry: Short = ""
    country: Short = ""
    city: Short = ""
    language: Short = ""
    time_zone: Short = ""
    source: Short = ""
    medium: Short = ""
    campaign: Line = ""
    content: Line = ""
    term: Line = ""
    landing_page: Address = ""
    referrer: Address = ""
    direction: Literal["inbound", "outbound"] = "inbound"
    came_at: Moment | None = None
    message: LongText = ""
    custom: Custom = Field(default_factory=dict)
    tags: Annotated[list[Short], Field(max_length=50)] = Field(default_factory=list)
    consents: Annotated[list[ConsentGiven], Field(max_length=20)] = Field(default_factory=list)
    events: Annotated[list[EventTold], Field(max_length=200)] = Field(default_factory=list)
    account: AccountTold = Field(default_factory=AccountTold)
    owner: Line = ""
    status: Short = ""


def payload_faults(payload: object) -> tuple[Fault, ...]:
    """What is wrong with the shape of a lead; empty when nothing is."""
    return read_payload(payload)[1]


def read_payload(payload: object) -> tuple[Payload | None, tuple[Fault, ...]]:
    """The lead, or what is wrong with its shape."""
    try:
        shaped = Payload.model_validate(payload)
    except ValidationError as error:
        return None, tuple(_fault(one) for one in error.errors(include_url=False))
    faults = () if _fits(payload) else tuple(_unfit(payload))
    return (None if faults else shaped), faults


def _fits(payload: object) -> bool:
    """Whether nothing can be unfit, told by one look at it as JSON: a fortieth of looking at each part.

    Broken characters cannot be written so, NUL is escaped, what is no number becomes null, and
    what has few brackets is not nested deep.
    """
    try:
        text = orjson.dumps(payload)
    except orjson.JSONEncodeError:
        return False
    nested = text.count(b"[") + text.count(b"{")
    return nested <= DEEPEST and b"null" not in text and b"\\u0000" not in text


_UNFIT = re.compile("[\x00\ud800-\udfff]")


def _unfit(value: object, path: tuple[str | int, ...] = ()) -> Iterator[Fault]:
    """Text that no database can hold, and values nested too deep, wherever they are."""
    if len(path) > DEEPEST:
        yield Fault(path, f"Values may be nested {DEEPEST} levels deep at most.", "too_deep")
    elif isinstance(value, str):
        yield from _unfit_text(value, path)
    elif isinstance(value, float) and not isfinite(value):
        yield Fault(path, "This must be a number.", "not_number")
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _unfit_text(str(key), (*path, _shown(key)))
            yield from _unfit(part, (*path, _shown(key)))
    elif isinstance(value, Sequence):
        for index, part in enumerate(value):
            yield from _unfit(part, (*path, index))


def _unfit_text(text: str, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if (not text.isascii() or "\0" in text) and (found := _UNFIT.search(text)):
        if found[0] == "\0":
            message = "The text has a NUL character; please remove it."
            yield Fault(path, message, "nul_character")
        else:
            message = "The text has broken characters; please save it as UTF-8 and try again."
            yield Fault(path, message, "lone_surrogate")


def _shown(key: object) -> str:
    """A key fit to be shown in a path, whatever was sent."""
    return _UNFIT.sub("\ufffd", str(key))[:100]


def _fault(error: ErrorDetails) -> Fault:
    path = tuple(part if isinstance(part, int) else _shown(part) for part in error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    if path and path[-1] in {"int", "float", "str"}:
        path = path[:-1]  # pydantic names the branch of the union that did not fit
    message, code = _SENTENCES.get(kind, ("This value is not allowed here.", "invalid"))
    return Fault(path, message.format(**context), code)


_SENTENCES = {
    "extra_forbidden": ("There is no field of this name.", "unknown_field"),
    "missing": ("This field is needed.", "required"),
    "string_type": ("This must be text.", "not_text"),
    "string_unicode": (
        "The text has broken characters; please save it as UTF-8 and try again.",
        "lone_surrogate",
    ),
    "string_pattern_mismatch": ("This does not have the right form.", "wrong_form"),
    "string_too_long": ("At most {max_length} characters are kept.", "too_long"),
    "too_long": ("At most {max_length} entries are kept.", "too_long"),
    "list_type": ("This must be a list.", "not_list"),
    "dict_type": ("This must be an object with named values.", "not_object"),
    "model_type": ("This must be an object with named values.", "not_object"),
    "int_type": ("This must be a whole number.", "not_integer"),
    "int_from_float": ("This must be a whole number.", "not_integer"),
    "float_type": ("This must be a number.", "not_number"),
    "greater_than_equal": ("This must be {ge} or more.", "too_small"),
    "less_than_equal": ("This must be {le} or less.", "too_large"),
    "literal_error": ("This must be one of: {expected}.", "not_a_choice"),
}
