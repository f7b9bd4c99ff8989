"""Qanat: an open-source, self-hosted lead management system."""

__version__ = "0.1.0"
