"""Addresses that must not be written to, whatever consent says.

They are kept as keyed hashes, so that they survive the erasure of the person without telling who
it was. The key comes from the secret key of the installation: with another secret key the list
matches nobody, so it belongs into the backup.
"""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Final

from django.conf import settings

from qanat.consent.models import Suppression
from qanat.kernel.email import normal_email
from qanat.kernel.errors import Invalid
from qanat.kernel.phone import normal_phone
from qanat.platform.actor import Actor, acting

KINDS: Final = ("email", "phone")
_LONGEST_REASON: Final = 200

Address = tuple[str, str]
"""A kind, email or phone, and the address in any spelling."""


def suppress(addresses: Sequence[Address], *, reason: str, actor: Actor, now: datetime) -> int:
    """How many addresses were not suppressed before.

    Raises:
        Invalid: an address that is none, or `suppression_kind`.
    """
    actor.require("consent.change")
    with acting(actor):
        rows = [
            Suppression(kind=kind, digest=digest, reason=reason[:_LONGEST_REASON], at=now)
            for kind, digest in _digests(addresses)
        ]
        known = Suppression.objects.filter(digest__in=[row.digest for row in rows]).count()
        Suppression.objects.bulk_create(rows, ignore_conflicts=True)
        return len(rows) - known


def lift_suppression(addresses: Sequence[Address], *, actor: Actor) -> int:
    """How many addresses were suppressed and are no longer.

    Raises:
        Invalid: an address that is none, or `suppression_kind`.
    """
    actor.require("consent.change")
    with acting(actor):
        digests = [digest for _, digest in _digests(addresses)]
        return Suppression.objects.filter(digest__in=digests).delete()[0]


def suppressed_among(kind: str, values: Sequence[str]) -> set[str]:
    """Those of the addresses, in their normal form, that must not be written to; one query."""
    digests = {digest_of(kind, value): value for value in values}
    found = Suppression.objects.filter(kind=kind, digest__in=list(digests))
    return {digests[digest] for digest in found.values_list("digest", flat=True)}


def digest_of(kind: str, value: str) -> str:
    """The keyed hash of an address in its normal form; the kind is part of it."""
    return hmac.new(
        _key(settings.SECRET_KEY), f"{kind}:{value}".encode(), hashlib.sha256
    ).hexdigest()


@cache
def _key(secret: str) -> bytes:
    return hmac.new(secret.encode(), b"qanat.consent.suppression", hashlib.sha256).digest()


def _digests(addresses: Sequence[Address]) -> list[tuple[str, str]]:
    found: dict[tuple[str, str], None] = {}
    for index, (kind, value) in enumerate(addresses):
        if kind not in KINDS:
            message = f"Only {' and '.join(KINDS)} can be suppressed."
            raise Invalid(message, (index,), code="suppression_kind")
        normal = normal_email(value) if kind == "email" else normal_phone(value, None)
        found[kind, digest_of(kind, normal)] = None
    return list(found)
