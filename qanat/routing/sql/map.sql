-- The pools and the rules that count, as one row of two arrays.
-- A pool: id, name, whether it is the fallback, whether anybody in it takes leads. A rule, in order: id,
-- name, criteria as text, pool, the custom fields there are. Parameter: a user who does not count (0 for none).
SELECT
    (SELECT json_agg(json_build_array(pool.id, pool.name, pool.fallback, EXISTS (
        SELECT FROM routing_pool_member member JOIN access_user u ON u.id = member.user_id
        WHERE member.pool_id = pool.id AND member.active AND u.is_active AND u.id <> %(without)s
    ))) FROM routing_pool pool),
    (SELECT json_agg(json_build_array(id, name, criteria::text, pool_id,
        (SELECT string_agg(id::text, ',' ORDER BY id) FROM custom_field WHERE deleted_at IS NULL)
    ) ORDER BY position) FROM routing_rule WHERE active)
