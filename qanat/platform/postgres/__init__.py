"""The embedded PostgreSQL: where it lives, starting it, keeping it, stopping it."""
