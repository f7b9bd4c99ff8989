-- A row is one person: when one first spoke with them, and the follow-ups made and planned since.
-- A follow-up is an outgoing call, a meeting held, or a task done that touches the person; a task
-- that a call or meeting fulfilled counts once, as that. The first contact itself is none.
-- Parameters: ids, those of the condition, outcomes that reach, kinds, kinds.
-- Cost: three index scans for each person.
SELECT p.id AS person_id, f.first_contact_at,
       coalesce(made.calls + made.meetings + made.tasks, 0)::int AS made,
       (planned.tasks + planned.meetings)::int AS planned
FROM (SELECT id, owner_id FROM person p WHERE id = ANY(%s) AND deleted_at IS NULL AND {condition}) p
CROSS JOIN LATERAL (
    SELECT least(
        (SELECT min(c.started_at) FROM call c
         WHERE c.person_id = p.id AND c.deleted_at IS NULL AND c.outcome = ANY(%s)),
        (SELECT min(m.starts_at) FROM meeting m
         WHERE m.person_id = p.id AND m.deleted_at IS NULL AND m.outcome = 'held')
    ) AS first_contact_at
) f
LEFT JOIN LATERAL (
    SELECT
        (SELECT count(*) FROM call c
         WHERE c.person_id = p.id AND c.deleted_at IS NULL AND c.direction = 'outbound'
             AND c.started_at > f.first_contact_at) AS calls,
        (SELECT count(*) FROM meeting m
         WHERE m.person_id = p.id AND m.deleted_at IS NULL AND m.outcome = 'held'
             AND m.starts_at > f.first_contact_at) AS meetings,
        (SELECT count(*) FROM task t
         WHERE t.person_id = p.id AND t.deleted_at IS NULL AND t.kind = ANY(%s)
             AND t.done_at > f.first_contact_at
             AND NOT EXISTS (SELECT FROM call c WHERE c.task_id = t.id)
             AND NOT EXISTS (SELECT FROM meeting m WHERE m.task_id = t.id)) AS tasks
) made ON f.first_contact_at IS NOT NULL
CROSS JOIN LATERAL (
    SELECT
        (SELECT count(*) FROM task t
         WHERE t.person_id = p.id AND t.deleted_at IS NULL AND t.kind = ANY(%s)
             AND t.done_at IS NULL) AS tasks,
        (SELECT count(*) FROM meeting m
         WHERE m.person_id = p.id AND m.deleted_at IS NULL AND m.outcome = '') AS meetings
) planned
ORDER BY p.id
