"""The errors of Qanat, by who must act.

`Refused` is for the person who asked, `Unavailable` for nobody yet (a job retries).
Anything else is a mistake of ours and is never caught.
"""

from dataclasses import dataclass


class QanatError(Exception):
    """Base of the errors that Qanat raises on purpose."""


class Refused(QanatError):
    """The request cannot be granted; whoever asked can do something about it."""


class NotAllowed(Refused):
    """The actor lacks a permission, or may not see the record (which then does not exist)."""

    def __init__(self, permission: str) -> None:
        super().__init__(f"This needs the permission {permission}.")
        self.permission = permission


class NotFound(Refused):
    """No such record, or none that the actor may see."""

    def __init__(self, what: str, key: object) -> None:
        super().__init__(f"There is no {what} {key}.")
        self.what = what
        self.key = key


@dataclass(frozen=True)
class Fault:
    """One thing wrong with what was given.

    Attributes:
        path: where, as keys and indexes from the root, such as `("leads", 3, "email")`.
        message: a whole English sentence, saying what to do.
        code: stable name of the kind of fault, such as `unknown_field`; the key for translation.
    """

    path: tuple[str | int, ...]
    message: str
    code: str = "invalid"


class Invalid(Refused):
    """What was given is wrong; `faults` say where and why."""

    def __init__(
        self, message: str, path: tuple[str | int, ...] = (), *, code: str = "invalid"
    ) -> None:
        super().__init__(message)
        self.faults: tuple[Fault, ...] = (Fault(path, message, code),)

    @classmethod
    def of(cls, faults: tuple[Fault, ...]) -> "Invalid":
        """One error that carries several faults; the first gives the sentence."""
        error = cls(faults[0].message, faults[0].path, code=faults[0].code)
        error.faults = faults
        return error


class Conflict(Refused):
    """The change clashes with another record or another change; `record` names it when known."""

    def __init__(self, message: str, *, record: str = "") -> None:
        super().__init__(message)
        self.record = record


class Unavailable(QanatError):
    """Something needed is away for now; trying again later can succeed."""
