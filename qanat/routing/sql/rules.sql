-- The rules that count, in order: id, name, criteria, pool, the custom fields there are.
SELECT id, name, criteria, pool_id,
    (SELECT string_agg(id::text, ',' ORDER BY id) FROM custom_field WHERE deleted_at IS NULL)
FROM routing_rule WHERE active ORDER BY position
