"""Holding back an address that sends one form too often; counted in the database, for all processes."""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Final

from qanat.capture.models import FormKnock
from qanat.platform.config import config, secret_key
from qanat.platform.statements import fetch

STRETCH: Final = timedelta(minutes=10)
MOST_KNOCKS: Final = 30
"""In one stretch from one address: an office behind one address may well send ten."""
FORGET_AFTER: Final = timedelta(days=1)


def may_knock(form_id: int, address: str, *, now: datetime) -> bool:
    """Count one more sending of the form from the address, and say whether it is still few enough."""
    since = datetime.fromtimestamp(
        now.timestamp() // STRETCH.total_seconds() * STRETCH.total_seconds(), tz=now.tzinfo
    )
    rows = fetch(
        "INSERT INTO form_knock AS k (form_id, address, since, count) VALUES (%s, %s, %s, 1)"
        " ON CONFLICT (form_id, address, since) DO UPDATE SET count = k.count + 1"
        " RETURNING count",
        (form_id, _hashed(address), since),
    )
    return int(rows[0][0]) <= MOST_KNOCKS


def forget_knocks(*, now: datetime) -> int:
    """Forget what is older than a day; how many rows that were."""
    return FormKnock.objects.filter(since__lt=now - FORGET_AFTER).delete()[0]


def _hashed(address: str) -> str:
    key = secret_key(config).encode()
    return hmac.new(key, f"form:{address}".encode(), hashlib.sha256).hexdigest()[:32]
