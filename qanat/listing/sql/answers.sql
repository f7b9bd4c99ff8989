-- One row: the median seconds from coming in to the first answer, of the leads of a user that came since `since`: of the
-- answers of today, and of all. An answer is as in the report of representatives: a call out, a call in that was taken,
-- or a meeting that was held. Parameters: owner, since, today. Cost: the leads of one user that came since, each with
-- two looks by `call_person` and `meeting_person`.
SELECT
    (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answer.at - p.came_at))
        FILTER (WHERE answer.at >= %(today)s))::double precision,
    (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answer.at - p.came_at)))::double precision
FROM person p
CROSS JOIN LATERAL (
    SELECT least(
        (SELECT min(c.started_at) FROM call c
         WHERE c.person_id = p.id AND c.deleted_at IS NULL AND c.started_at >= p.came_at
            AND (c.direction = 'outbound' OR c.outcome IN ('answered', 'call_back', 'not_interested'))),
        (SELECT min(m.starts_at) FROM meeting m
         WHERE m.person_id = p.id AND m.deleted_at IS NULL AND m.starts_at >= p.came_at AND m.outcome = 'held')
    ) AS at
) answer
WHERE p.owner_id = %(owner)s AND p.came_at >= %(since)s AND p.deleted_at IS NULL AND answer.at IS NOT NULL
