-- A row is a notice that was written. Parameters: news (JSON array of News), now.
-- Cost: one look at the user, their choice and the unique key for each; written in the order of the key, so that
-- two that tell the same users do not wait for each other crosswise.
INSERT INTO notice (user_id, kind, key, count, person_id, opportunity_id, task_id, run_id, file_id, deed_id, by_id, at)
SELECT n.user_id, n.kind, n.key, n.count, n.person_id, n.opportunity_id, n.task_id, n.run_id, n.file_id, n.deed_id, n.by_id, %(now)s
FROM json_to_recordset(%(news)s::json) AS n(user_id bigint, kind text, key text, count int, person_id bigint,
    opportunity_id bigint, task_id bigint, run_id bigint, file_id bigint, deed_id bigint, by_id bigint)
JOIN access_user u ON u.id = n.user_id AND u.is_active
WHERE NOT EXISTS (SELECT FROM notice_choice c WHERE c.user_id = n.user_id AND n.kind = ANY(c.muted))
ORDER BY n.user_id, n.kind, n.key
ON CONFLICT ON CONSTRAINT notice_once DO NOTHING
RETURNING id
