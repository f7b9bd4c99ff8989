-- Locks accounts in order of id. A row is one that is alive.
SELECT id FROM account WHERE id = ANY (%(ids)s::bigint[]) AND deleted_at IS NULL
ORDER BY id FOR NO KEY UPDATE
