"""What every schema of the API has in common."""

from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field

from qanat.kernel.phrase import Phrase

# The range of PostgreSQL's bigint: beyond it there is nothing to look for.
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Name = Annotated[str, Field(max_length=200)]
Label = Annotated[str, Field(max_length=200)]


class Body(Schema):
    """What a request gives. Unknown fields are refused, so that a misspelt one is not lost."""

    model_config = ConfigDict(extra="forbid")


class Labels(Body):
    """A name in each language; English stands in where one is missing."""

    en: Label
    ar: Label = ""
    fa: Label = ""

    def named(self) -> dict[str, str]:
        """Only the languages that were given."""
        return {language: label for language, label in self.dict().items() if label}

    def phrase(self) -> Phrase:
        """The name as a phrase."""
        return Phrase(en=self.en, ar=self.ar, fa=self.fa)


class FaultOut(Schema):
    """One thing that is wrong."""

    path: list[str | int]
    message: str
    code: str


class ProblemOut(Schema):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    faults: list[FaultOut]
    request_id: str


class MadeOut(Schema):
    """The id of what was made."""

    id: int
