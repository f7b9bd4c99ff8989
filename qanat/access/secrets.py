"""The secret of a token: how it is made, recognised and kept.

192 random bits behind `qnt_`, so that secret scanners and people recognise it. Kept only as its
SHA-256: the secret is random, so a slow or salted hash would protect nothing and cost each call.
"""

import hashlib
import secrets

PREFIX = "qnt_"
_RANDOM_BYTES = 24
_SHOWN = len(PREFIX) + 6


def new_secret() -> str:
    """A fresh secret."""
    return PREFIX + secrets.token_hex(_RANDOM_BYTES)


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def shown_part(secret: str) -> str:
    """The first characters, by which people tell tokens apart."""
    return secret[:_SHOWN]
