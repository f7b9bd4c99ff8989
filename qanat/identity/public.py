"""What other packages may use of identity: whom an arrival belongs to."""

from qanat.identity.queries import match, owners_of
from qanat.identity.rules import Clash, Key, Settled, settle

__all__ = ["Clash", "Key", "Settled", "match", "owners_of", "settle"]
