"""Plumbing without business: database, actor, audit, inbox, outbox, jobs, settings, processes."""
