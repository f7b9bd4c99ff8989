"""The record: Person, Account, identifiers, custom fields, tags, lists, lifecycle and status history."""
