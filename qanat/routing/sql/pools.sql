-- Every pool: id, name, whether it is the fallback, whether anybody in it takes leads.
-- Parameter: a user who does not count (0 for none).
SELECT pool.id, pool.name, pool.fallback, EXISTS (
    SELECT FROM routing_pool_member member JOIN access_user u ON u.id = member.user_id
    WHERE member.pool_id = pool.id AND member.active AND u.is_active AND u.id <> %(without)s
)
FROM routing_pool pool
