-- A row is a notice of a user, the last first, with the names of what it is about where the reader may see that.
-- What is gone or out of sight has no id, and a notice of such a lead, task, file or deed is left out.
-- The two conditions say whether the reader sees a person `p` and an opportunity `o`.
-- Parameters: user, before (id), those of the conditions, limit. Cost: one page by `notice_user`, each with seven looks by key.
SELECT n.id, n.kind, n.at, n.read_at IS NOT NULL, n.count, p.id,
    coalesce(nullif(p.full_name, ''), nullif(p.email, ''), p.phone, ''), o.id, coalesce(o.name, ''),
    coalesce(t.title, ''), n.run_id, coalesce(r.name, ''), coalesce(r.state, ''), coalesce(f.subject, ''), coalesce(f.rows, 0), d.id, coalesce(d.subject, ''), CASE WHEN d.id IS NULL THEN '' ELSE split_part(n.key, ':', 2) END,
    coalesce(nullif(u.name, ''), u.email, '')
FROM notice n
LEFT JOIN person p ON p.id = n.person_id AND p.deleted_at IS NULL AND {person}
LEFT JOIN opportunity o ON o.id = n.opportunity_id AND o.deleted_at IS NULL AND {opportunity}
LEFT JOIN task t ON t.id = n.task_id AND t.deleted_at IS NULL
LEFT JOIN import_run r ON r.id = n.run_id
LEFT JOIN list_file f ON f.id = n.file_id AND f.owner_id = n.user_id
LEFT JOIN list_deed d ON d.id = n.deed_id AND d.owner_id = n.user_id
LEFT JOIN access_user u ON u.id = n.by_id
WHERE n.user_id = %s AND n.id < %s AND (n.person_id IS NULL OR p.id IS NOT NULL) AND (n.task_id IS NULL OR t.id IS NOT NULL)
    AND (n.file_id IS NULL OR f.id IS NOT NULL) AND (n.deed_id IS NULL OR d.id IS NOT NULL)
ORDER BY n.id DESC
LIMIT %s
