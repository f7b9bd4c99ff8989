-- Counts the turns taken; one row of the parameters is one seat and its leads.
UPDATE routing_seat seat SET assigned = seat.assigned + taken.leads
FROM unnest(%(pools)s::bigint[], %(users)s::bigint[], %(leads)s::bigint[])
    AS taken (pool_id, user_id, leads)
WHERE seat.pool_id = taken.pool_id AND seat.user_id = taken.user_id
