-- The rules that count, in order: id, name, criteria, pool.
SELECT id, name, criteria, pool_id FROM routing_rule WHERE active ORDER BY position
