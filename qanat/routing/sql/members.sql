-- The members of pools. One row per member: pool, user, the user's name, share, whether they take leads.
SELECT member.pool_id, u.id, coalesce(nullif(u.name, ''), u.email), member.share,
    member.active AND u.is_active
FROM routing_pool_member member JOIN access_user u ON u.id = member.user_id
WHERE member.pool_id = ANY(%(pools)s::bigint[])
ORDER BY member.pool_id, u.id
