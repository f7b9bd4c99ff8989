-- Open people without an owner or a next step, by id. Parameters: id to go on after, those of the
-- condition, limit. Cost: walks people by id until the page is full.
SELECT p.id, coalesce(nullif(p.full_name, ''), p.email) AS name, p.owner_id, p.came_at, s.planned
FROM person p
CROSS JOIN LATERAL (
    SELECT EXISTS (SELECT FROM task t WHERE t.person_id = p.id
                   AND t.done_at IS NULL AND t.deleted_at IS NULL)
           OR EXISTS (SELECT FROM meeting m WHERE m.person_id = p.id AND m.outcome = ''
                      AND m.deleted_at IS NULL) AS planned
) s
WHERE p.id > %s AND p.deleted_at IS NULL AND p.lifecycle IN ('lead', 'mql', 'sql', 'opportunity')
    AND NOT EXISTS (SELECT FROM status st WHERE st.key = p.status AND st.closed)
    AND (p.owner_id IS NULL OR NOT s.planned)
    AND {condition}
ORDER BY p.id LIMIT %s
