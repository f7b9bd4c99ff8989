"""Who agreed to what: the ledger, its current state, suppression, may_contact."""
