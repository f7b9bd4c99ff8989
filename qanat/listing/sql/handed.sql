-- A row is a lead that was given to a user by somebody or by a rule (the title says by whom), and not seen yet, the last
-- first: the shape of `waiting.sql`, with the id of the notice. Several given at once are one row without a person, and
-- `snoozes` says how many. Who waits with a task until then is left out. Parameters: owner, until, limit. Cost: the unread notices of one user by `notice_unread`.
SELECT 'handed', n.id, 'lead', coalesce(nullif(u.name, ''), u.email, ''), n.at, n.count, p.id,
    coalesce(nullif(p.full_name, ''), nullif(p.email, ''), p.phone, ''), coalesce(p.company, ''), coalesce(p.status, ''),
    p.came_at, s.total, coalesce(s.band, ''), NULL::bigint, ''
FROM notice n
LEFT JOIN person p ON p.id = n.person_id AND p.deleted_at IS NULL AND p.owner_id = %(owner)s
LEFT JOIN score s ON s.person_id = p.id
LEFT JOIN access_user u ON u.id = n.by_id
WHERE n.user_id = %(owner)s AND n.read_at IS NULL AND n.kind = 'lead_assigned' AND (n.person_id IS NULL OR p.id IS NOT NULL)
    AND NOT EXISTS (SELECT FROM task t WHERE t.person_id = p.id AND t.owner_id = n.user_id AND t.done_at IS NULL
        AND t.deleted_at IS NULL AND t.due_at <= %(until)s)
ORDER BY n.id DESC
LIMIT %(limit)s
