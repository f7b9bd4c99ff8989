-- A row is one thing that waits for a user until a moment: an open task of theirs, or a meeting of which nobody
-- said yet how it went, the last due first: what is long overdue waits longest already; with whom it is about. Parameters: owner, until, limit.
-- Cost: the open tasks of one user by `task_open` and their meetings by `meeting_owner`, then a page of rows.
WITH waiting AS MATERIALIZED (
    (SELECT 'task' AS what, t.id, t.kind, t.title, t.due_at AS at, t.person_id, t.opportunity_id, t.snoozes
     FROM task t
     WHERE t.owner_id = %(owner)s AND t.done_at IS NULL AND t.deleted_at IS NULL AND t.due_at <= %(until)s
     ORDER BY t.due_at DESC, t.id DESC LIMIT %(limit)s)
    UNION ALL
    (SELECT 'meeting', m.id, m.kind, m.subject, m.starts_at, m.person_id, m.opportunity_id, 0
     FROM meeting m
     WHERE m.owner_id = %(owner)s AND m.outcome = '' AND m.deleted_at IS NULL AND m.starts_at <= %(until)s
     ORDER BY m.starts_at DESC, m.id DESC LIMIT %(limit)s)
)
SELECT w.what, w.id, w.kind, w.title, w.at, w.snoozes, w.person_id,
    coalesce(nullif(p.full_name, ''), nullif(p.email, ''), p.phone, '') AS person_name,
    coalesce(p.company, '') AS company, coalesce(p.status, '') AS status, p.came_at, s.total, coalesce(s.band, '') AS band,
    w.opportunity_id, coalesce(o.name, '') AS opportunity_name
FROM waiting w
LEFT JOIN person p ON p.id = w.person_id AND p.deleted_at IS NULL
LEFT JOIN score s ON s.person_id = p.id
LEFT JOIN opportunity o ON o.id = w.opportunity_id
WHERE w.person_id IS NULL OR p.id IS NOT NULL
ORDER BY w.at DESC, w.what, w.id
LIMIT %(limit)s
