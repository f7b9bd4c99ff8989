"""Domains where anybody can have an address, so that they say nothing about an employer."""

from pathlib import Path
from typing import Final

FREE_MAIL_DOMAINS: Final = frozenset(
    Path(__file__).with_name("free_mail_domains.txt").read_text(encoding="ascii").split()
)


def is_free_mail(domain: str) -> bool:
    """True for a well-known provider of personal addresses, by domain in lower case."""
    return domain in FREE_MAIL_DOMAINS
