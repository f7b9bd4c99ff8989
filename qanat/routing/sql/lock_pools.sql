-- Locks pools in order of id. A row is one pool.
SELECT id FROM routing_pool WHERE id = ANY(%(pools)s::bigint[]) ORDER BY id FOR UPDATE
