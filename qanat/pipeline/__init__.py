"""Opportunities through stages: gates, visits, won and lost."""
