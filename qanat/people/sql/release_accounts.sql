-- Takes claims away; others see that only when the transaction has ended, and wait until then.
DELETE FROM account_claim WHERE key = ANY (%(keys)s::text[])
