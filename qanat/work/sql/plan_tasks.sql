-- New tasks from a JSON array in which `index` is the place of each. A row is the id of one task,
-- in the order of `index`; null where a task of the same key was there already.
-- Parameters: drafts (JSON), actor, now.
WITH draft AS MATERIALIZED (
    SELECT nextval(pg_get_serial_sequence('task', 'id')) AS id, d.*
    FROM jsonb_to_recordset(%(drafts)s::jsonb) AS d (
        index int, title text, due_at timestamptz, kind text, person_id bigint,
        opportunity_id bigint, owner_id bigint, key text
    )
), written AS (
    INSERT INTO task (
        id, title, due_at, kind, person_id, opportunity_id, owner_id, key, created_by, created_at
    )
    SELECT id, title, due_at, kind, person_id, opportunity_id, owner_id, key, %(actor)s, %(now)s
    FROM draft ORDER BY index
    ON CONFLICT (key) WHERE key <> '' DO NOTHING
    RETURNING id
)
SELECT w.id FROM draft d LEFT JOIN written w ON w.id = d.id ORDER BY d.index
