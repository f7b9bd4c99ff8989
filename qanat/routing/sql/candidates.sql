-- Who takes leads in the given pools, with their seats in the running rotation.
-- One row per active member whose user is active: pool, user, share, the seat's share (null
-- without a seat), leads had, seats of the pool.
SELECT member.pool_id, member.user_id, member.share, seat.share, coalesce(seat.assigned, 0),
    (SELECT count(*) FROM routing_seat s WHERE s.pool_id = member.pool_id)
FROM routing_pool_member member
JOIN access_user u ON u.id = member.user_id AND u.is_active
LEFT JOIN routing_seat seat ON seat.pool_id = member.pool_id AND seat.user_id = member.user_id
WHERE member.pool_id = ANY(%(pools)s::bigint[]) AND member.active
ORDER BY member.pool_id, member.user_id
