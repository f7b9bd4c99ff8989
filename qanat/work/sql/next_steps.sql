-- A row is the next step of one person or opportunity: its earliest open task or meeting of which
-- nobody said yet how it went.
-- The column asked about and a further condition over `s` are filled in by next_step.py.
-- Parameters: ids, ids, those of the condition. Cost: two index scans for each id.
SELECT DISTINCT ON (s.about_id) s.about_id, s.what, s.id, s.kind, s.title, s.at, s.owner_id
FROM (
    SELECT t.{about} AS about_id, 'task' AS what, t.id, t.kind, t.title, t.due_at AS at, t.owner_id
    FROM task t
    WHERE t.{about} = ANY(%s) AND t.done_at IS NULL AND t.deleted_at IS NULL
    UNION ALL
    SELECT m.{about}, 'meeting', m.id, m.kind, m.subject, m.starts_at, m.owner_id
    FROM meeting m
    WHERE m.{about} = ANY(%s) AND m.outcome = '' AND m.deleted_at IS NULL
) s
WHERE {condition}
ORDER BY s.about_id, s.at, s.what, s.id
