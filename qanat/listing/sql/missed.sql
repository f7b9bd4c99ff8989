-- A row is somebody who called in vain and was not called back, the last first: the shape of `waiting.sql`.
-- The condition says whether the reader sees a person `p`. Parameters: owner and since, twice; the condition's; limit.
-- Cost: the calls of one user, and those of nobody, since a moment by `call_owner`; for each a look by `call_person`.
WITH missed AS MATERIALIZED (
    SELECT DISTINCT ON (c.person_id) c.id, c.person_id, c.opportunity_id, c.started_at AS at
    FROM call c
    JOIN person p ON p.id = c.person_id AND p.deleted_at IS NULL
    WHERE ((c.owner_id = %s AND c.started_at >= %s) OR (c.owner_id IS NULL AND p.owner_id = %s AND c.started_at >= %s))
        AND c.direction = 'inbound' AND c.outcome IN ('no_answer', 'busy', 'left_message') AND c.deleted_at IS NULL
        AND {person}
    ORDER BY c.person_id, c.started_at DESC
)
SELECT 'missed', w.id, 'call', '', w.at, 0, w.person_id,
    coalesce(nullif(p.full_name, ''), nullif(p.email, ''), p.phone, ''), p.company, p.status, p.came_at, s.total,
    coalesce(s.band, ''), w.opportunity_id, ''
FROM missed w
JOIN person p ON p.id = w.person_id
LEFT JOIN score s ON s.person_id = p.id
WHERE NOT EXISTS (SELECT FROM call later WHERE later.person_id = w.person_id AND later.started_at > w.at AND later.deleted_at IS NULL)
ORDER BY w.at DESC, w.id DESC
LIMIT %s
