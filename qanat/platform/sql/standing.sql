-- How much waits and who works, in one row, for the health page. Parameters: stuck (interval after which
-- what waits counts as stuck), silent (interval after which a worker counts as gone). Cost: the open rows of three queues.
SELECT
    (SELECT count(*) FROM inbox_submission WHERE state IN ('waiting', 'taken')),
    (SELECT count(*) FROM inbox_submission WHERE state IN ('waiting', 'taken') AND received_at < now() - %(stuck)s),
    (SELECT count(*) FROM inbox_submission WHERE state = 'parked'),
    (SELECT count(*) FROM outbox_message WHERE state IN ('waiting', 'taken')),
    (SELECT count(*) FROM outbox_message WHERE state IN ('waiting', 'taken') AND due_at < now() - %(stuck)s),
    (SELECT count(*) FROM outbox_message WHERE state = 'failed'),
    (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND coalesce(scheduled_at, now()) <= now()),
    (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'),
    (SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - %(silent)s),
    pg_database_size(current_database()),
    current_setting('server_version')
