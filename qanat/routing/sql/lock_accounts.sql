-- Locks the accounts of people, in order of id, so that an account's first owner is chosen once.
SELECT id FROM account
WHERE id IN (SELECT account_id FROM person WHERE id = ANY(%(ids)s::bigint[]))
ORDER BY id FOR NO KEY UPDATE
