-- A user's day in one row: tasks done and calls made since it began, and what is due until it ends.
-- Parameters: owner, since, until. Cost: three index scans over one day of one user.
SELECT
    (SELECT count(*) FROM task t WHERE t.owner_id = %(owner)s AND t.done_at >= %(since)s AND t.deleted_at IS NULL),
    (SELECT count(*) FROM call c WHERE c.owner_id = %(owner)s AND c.started_at >= %(since)s AND c.deleted_at IS NULL),
    (SELECT count(*) FROM (SELECT FROM task t WHERE t.owner_id = %(owner)s AND t.done_at IS NULL
        AND t.deleted_at IS NULL AND t.due_at <= %(until)s LIMIT 1000) due)
